#include "wire/fields.h"

#include "support/must.h"

using namespace wire;

TEST_CASE("the first wrong field is remembered, and what is wrong is said") {
    const json::Value value = must(parse_object(R"({"a":1,"b":"x","c":true})", "thing", 100));
    Fields fields(value, {"a", "b", "c"});
    CHECK(fields.integer("a", 1, 1) == 1);
    CHECK(fields.boolean("c"));
    CHECK(fields.good());
    fields.hex("b", 1);
    fields.integer("a", 2, 3);
    CHECK_FALSE(fields.good());
    CHECK(fields.fault() == "b");
    CHECK(fields.error("thing").message ==
          "thing: its \"b\" is missing or not as sync/wire/README.md has it");
}

TEST_CASE("a field too many is a fault of the whole") {
    const json::Value value = must(parse_object(R"({"a":1,"b":2})", "thing", 100));
    CHECK(Fields(value, {"a"}).fault() == Fields::kForm);
    CHECK(Fields(value, {"a", "b", "c"}).good());  // A missing one is found when it is read.
    const json::Value list = json::Value::array();
    CHECK(Fields(list, {}).fault() == Fields::kForm);
}

TEST_CASE("what is wrong never yields a value that could be taken for right") {
    const json::Value value = must(parse_object(
        R"({"n":7,"big":9007199254740992,"t":"a\tb","h":"ABCD","l":[1,2,3],"o":{},"z":null})",
        "thing", 200));
    Fields fields(value, {"n", "big", "t", "h", "l", "o", "z"});
    CHECK(fields.integer("n", 1, 5) == 1);
    CHECK(fields.integer("big", 0, kNumberMax) == 0);
    CHECK(fields.text("t", 10).empty());
    CHECK(fields.hex("h", 4) == "0000");
    CHECK(fields.array("l", 2).empty());
    CHECK(fields.array("o", 2).empty());
    CHECK(fields.object("l").empty());
    CHECK(fields.text("z", 10).empty());
    CHECK(fields.fault() == "n");
}

TEST_CASE("objects are as deep as ours are, and no deeper") {
    CHECK(parse_object(R"({"a":[{"b":[1]}]})", "thing", 100).has_value());
    CHECK_FALSE(parse_object(R"({"a":[{"b":[[]]}]})", "thing", 100).has_value());
    CHECK_FALSE(parse_object("[]", "thing", 100).has_value());
    CHECK_FALSE(parse_object(R"({"a":1})", "thing", 6).has_value());
    CHECK_FALSE(parse_object(R"({"a":1,"a":1})", "thing", 100).has_value());
}

TEST_CASE("text is quoted so that it comes back, and broken bytes harm nobody") {
    for (const std::string& text :
         {std::string(), std::string("Quầy \"1\"\\"), std::string("a\nb")})
        CHECK(must(json::parse(json_text(text), "text")).get<std::string>() == text);
    CHECK(json_text("Quầy 1") == "\"Quầy 1\"");
    CHECK(must(json::parse(json_text("a\xFF"), "text")).is_string());
}

TEST_CASE("days and minutes have one form") {
    using namespace std::chrono;
    CHECK(parse_day("2026-11-23") == sys_days(year(2026) / 11 / 23));
    CHECK(parse_day("1970-01-01") == sys_days());
    CHECK_FALSE(parse_day("1969-12-31"));
    CHECK(parse_utc_minutes("2026-11-23T23:59Z") ==
          sys_days(year(2026) / 11 / 23) + hours(23) + minutes(59));
    for (const char* wrong : {"", "2026-11-23T02:05", "2026-11-23T02:05z", "2026-11-23T-2:05Z",
                              "2026-11-23T02:5xZ", "2026-13-23T02:05Z", "2026-11-23T02:05Z "})
        CHECK_FALSE(parse_utc_minutes(wrong));
}
