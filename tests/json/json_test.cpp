#include "json/json.h"

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

namespace {

std::string refusal(std::string_view bytes, json::Limits limits = {}) {
    return must_fail(json::parse(bytes, "a.json", limits));
}

bool begins(const std::string& text, std::string_view start) {
    CAPTURE(text);
    CHECK(text.substr(0, start.size()) == start);
    return true;
}

std::string nested(int depth) {
    const auto count = static_cast<std::size_t>(depth);
    return std::string(count, '[') + std::string(count, ']');
}

}  // namespace

TEST_CASE("good JSON comes back as it was") {
    const json::Value value = must(json::parse(R"({"a":[1,-2,2.5,null,true,"é"]})", "a.json"));
    CHECK(value.dump() == R"({"a":[1,-2,2.5,null,true,"é"]})");
}

TEST_CASE("a mistake is told with file, line and column") {
    begins(refusal("{\n  \"a\": 1,\n  \"b\": oops\n}"),
           "a.json:3:8: not usable JSON: syntax error");
    begins(refusal(""), "a.json:1:1: ");
    begins(refusal("[1,2"), "a.json:1:");
    begins(refusal("[1] 2"), "a.json:1:5: ");
    begins(refusal("[1e999]"), "a.json:1:");
    CHECK(refusal("[1e999]").find("json.exception") == std::string::npos);
}

TEST_CASE("a key that stands twice in one object is refused where it stands") {
    begins(refusal("{\n  \"a\": 1,\n  \"a\": 2\n}"), "a.json:3:5: not usable JSON: the key \"a\"");
    CHECK(json::parse(R"([{"a":1},{"a":{"a":2}}])", "a.json").has_value());
}

TEST_CASE("depth is limited, objects and arrays together") {
    CHECK(json::parse(nested(16), "a.json").has_value());
    begins(refusal(nested(17)), "a.json:1:17: not usable JSON: nested deeper than 16");
    CHECK_FALSE(json::parse(R"({"a":{"b":[1]}})", "a.json", {.bytes = 100, .depth = 2}));
    CHECK(json::parse(R"([[1],[2],{"a":1}])", "a.json", {.bytes = 100, .depth = 2}));
    // A million brackets must fail quietly, not by the stack.
    begins(refusal(std::string(1'000'000, '[')), "a.json:1:17: ");
}

TEST_CASE("NUL is refused raw, escaped, in keys and behind the end") {
    CHECK(refusal(std::string("{\"a\":1}\0{}", 10)).find("a.json:1:8") == 0);
    CHECK(refusal(R"({"a":"x\u0000y"})").find("NUL") != std::string::npos);
    CHECK(refusal(R"({"a\u0000":1})").find("NUL") != std::string::npos);
}

TEST_CASE("broken UTF-8 is refused, in a long text with a short message") {
    CHECK_FALSE(json::parse("[\"\xC3(\"]", "a.json"));
    CHECK_FALSE(json::parse("[\"\xED\xA0\x80\"]", "a.json"));
    CHECK_FALSE(json::parse(R"(["\ud800"])", "a.json"));
    std::string text = "[\"";
    for (int i = 0; i < 10'000; ++i) text += "ệ";
    CHECK(refusal(text + "\xFF\"]").size() < 400);
}

TEST_CASE("size is limited before anything is read") {
    CHECK(json::parse("[1]", "a.json", {.bytes = 3, .depth = 4}).has_value());
    CHECK(refusal("[1] ", {.bytes = 3, .depth = 4}) == "a.json: larger than 3 bytes");
    const TempDir folder;
    must(files::write_atomically(folder / "a.json", "[1,2,3]"));
    CHECK(must(json::parse_file(folder / "a.json")).size() == 3);
    CHECK_FALSE(json::parse_file(folder / "a.json", {.bytes = 6, .depth = 4}));
    CHECK(json::parse_file(folder / "b.json").error().code == Error::Code::not_found);
}

TEST_CASE("typed access tells absent from present and never guesses") {
    const json::Value value = must(json::parse(
        R"({"t":"x","n":null,"a":[1],"i":-5,"big":18446744073709551615,"r":2.5,"e":1e2})", "a"));
    CHECK(json::find(value, "n") == nullptr);
    CHECK(json::find(value, "none") == nullptr);
    CHECK(json::find(json::Value(3), "t") == nullptr);
    CHECK(*json::text(value, "t") == "x");
    CHECK(json::text(value, "i") == nullptr);
    CHECK(json::array(value, "a")->size() == 1);
    CHECK(json::array(value, "t") == nullptr);
    std::int64_t whole = 0;
    CHECK(json::integer(value, "i", whole));
    CHECK(whole == -5);
    CHECK_FALSE(json::integer(value, "big", whole));
    CHECK_FALSE(json::integer(value, "r", whole));
    CHECK_FALSE(json::integer(value, "e", whole));
    CHECK(whole == -5);
    double real = 0;
    CHECK(json::number(value, "r", real));
    CHECK(real == 2.5);
    CHECK(json::number(value, "i", real));
    CHECK(real == -5.0);
    CHECK(json::number(value, "big", real));
    CHECK(real > 1.8e19);
    CHECK_FALSE(json::number(value, "t", real));
}

TEST_CASE("unknown keys are somebody's typing mistakes") {
    const json::Value value = must(json::parse(R"({"name":1,"nmae":2})", "a"));
    CHECK(json::unknown_keys(value, {"name", "fee"}) == std::vector<std::string>{"nmae"});
    CHECK(json::unknown_keys(json::Value::array(), {"name"}).empty());
}
