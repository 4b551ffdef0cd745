#include "importing/api_json.h"

#include "importing/json_form.h"
#include "support/must.h"

using namespace importing;

namespace {

/// A detail of the API with these methods and other keys, as JSON text.
Reading read(const std::string& methods, const std::string& more = "") {
    const std::string text =
        R"({"code":"1.900001","name":"Một",)" + more + R"("executionMethods":[)" + methods + "]}";
    const json::Value value = must(json::parse(text, "test"));
    REQUIRE(is_api_answer(value));
    return read_api(value);
}

std::string method(const std::string& fees) {
    return R"({"submissionMethod":"ONLINE","processingTime":1.5,"processingTimeUnit":"DAY",)"
           R"("fees":[)" +
           fees + "]}";
}

std::string fee_of(const Reading& reading) {
    REQUIRE(reading.facts);
    return reading.facts->fee ? line_of(to_json(*reading.facts->fee)) : "absent";
}

constexpr const char* kEightThousand =
    R"({"amounts":[{"method":"online","vnd":8000}],"kind":"amount"})";

}  // namespace

TEST_CASE("a figure counts in VND or without a currency, never in an unknown one") {
    CHECK(fee_of(read(method(R"({"value":8000,"currencyId":""})"))) == kEightThousand);
    CHECK(fee_of(read(method(R"({"value":8000.0,"currencyId":null})"))) == kEightThousand);
    CHECK(fee_of(read(
              method(R"({"value":8000,"currencyId":"019b3fb2-b5b8-70ac-85e2-9409ec1eaffa"})"))) ==
          kEightThousand);
    const Reading foreign = read(method(R"({"value":8000,"currencyId":"another"})"));
    CHECK(fee_of(foreign) == "absent");
    CHECK(foreign.remarks.at(0).reason == "fee in another currency left out");
}

TEST_CASE("no rows, no value and half a đồng are no fee") {
    CHECK(fee_of(read(method(""))) == "absent");
    CHECK(fee_of(read("")) == "absent");
    CHECK(fee_of(read(method(R"({"value":null})"))) == "absent");
    CHECK(fee_of(read(method(R"({"value":8000.5})"))) == "absent");
    CHECK(fee_of(read(method(R"({"value":"8000"})"))) == "absent");
    CHECK(fee_of(read(method("null,7"))) == "absent");
}

TEST_CASE("an unknown way of submission is left out with its fee, and said") {
    const Reading reading = read(R"({"submissionMethod":"DRONE","fees":[{"value":8000}]},7,null)");
    CHECK(fee_of(reading) == "absent");
    CHECK(reading.facts->methods.empty());
    CHECK(reading.remarks.size() == 3);
}

TEST_CASE("a record with two codes, or not known to be in force, is refused") {
    CHECK(read("", R"("codeNotation":"1.900001.H21",)").facts);
    CHECK(read("", R"("codeNotation":"1.900002",)").refusal.reason == "two codes in one record");
    CHECK(read("", R"("state":"ACTIVE",)").facts);
    CHECK(read("", R"("state":"EXPIRED",)").refusal.reason == "not known to be in force");
}

TEST_CASE("internal procedures and dates are read, nonsense in their place is not") {
    CHECK(read("", R"("isInternal":true,)").facts->internal);
    CHECK(read("", R"("type":"STANDARD_INTERNAL",)").facts->internal);
    CHECK(!read("", R"("isInternal":"yes","type":7,)").facts->internal);
    CHECK(read("", R"("updatedAt":1776242191512,)").facts->source_date == "2026-04-15");
    for (const char* date : {"-1", "9e99", "99999999999999999", "\"2026\"", "null"})
        CHECK(read("", "\"updatedAt\":" + std::string(date) + ",").facts->source_date.empty());
}

TEST_CASE("agencies come from the structured lists, else from the text") {
    CHECK(read("", R"("unitGroupsExecuting":[null,{"name":"A"}],"executingAgencies":"B",)")
              .facts->agencies == std::vector<std::string>{"A"});
    CHECK(read("", R"("unitGroupsExecuting":[null],"executingAgencies":"B, C",)").facts->agencies ==
          std::vector<std::string>{"B", "C"});
}
