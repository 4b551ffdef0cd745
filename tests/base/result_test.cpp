#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "support/must.h"

namespace {

Result<int> half(int n) {
    if (n % 2 != 0) return Error{Error::Code::invalid, "odd"};
    return n / 2;
}

Result<int> quarter(int n) {
    const int first = TRY(half(n));
    return half(first);
}

Result<> only_even(int n, bool& reached) {
    TRY(half(n));
    reached = true;
    return {};
}

Result<std::unique_ptr<int>> boxed(int n) { return std::make_unique<int>(n); }

Result<int> unboxed(int n) {
    const std::unique_ptr<int> box = TRY(boxed(n));
    return *box;
}

}  // namespace

TEST_CASE("TRY unwraps a value and passes an error on") {
    CHECK(must(quarter(8)) == 2);
    CHECK(must_fail(quarter(6)) == "odd");
    CHECK(quarter(6).error().code == Error::Code::invalid);
}

TEST_CASE("TRY leaves the function at the first failure") {
    bool reached = false;
    CHECK_FALSE(only_even(3, reached).has_value());
    CHECK_FALSE(reached);
    CHECK(only_even(4, reached).has_value());
    CHECK(reached);
}

TEST_CASE("a value that can only be moved comes through TRY") { CHECK(must(unboxed(7)) == 7); }

TEST_CASE("an error says what was being done, outermost first") {
    const Error inner = Error{Error::Code::io, "disk full"}.during("write page");
    const Error outer = Error(inner).during("open journal");
    CHECK(outer.message == "open journal: write page: disk full");
    CHECK(outer.code == Error::Code::io);
}

TEST_CASE("a Result that carries nothing is a success by itself") {
    const Result<> done;
    CHECK(done.has_value());
    CHECK(static_cast<bool>(done));
}

TEST_CASE("a value can be reached and changed through the Result") {
    Result<std::string> text = std::string("một");
    text->append(" cửa");
    CHECK(*text == "một cửa");
    CHECK(std::move(text).value() == "một cửa");
}
