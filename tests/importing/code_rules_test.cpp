#include "importing/code_rules.h"

#include <doctest/doctest.h>

using importing::read_code;

TEST_CASE("a strict code is read, with or without space around it") {
    for (const char* text : {"1.001193", " 1.001193", "1.001193\t", "\u00a01.001193\n"}) {
        CAPTURE(text);
        const importing::CodeReading reading = read_code(text);
        CHECK(reading.code == "1.001193");
        CHECK(!reading.cut);
        CHECK(!reading.remark);
    }
}

TEST_CASE("province and case suffixes are cut, and said") {
    for (const char* text : {"1.001193.H19", "1.001193.H21", "1.001193.02"}) {
        CAPTURE(text);
        const importing::CodeReading reading = read_code(text);
        CHECK(reading.code == "1.001193");
        CHECK(reading.cut);
        REQUIRE(reading.remark);
        CHECK(reading.remark->reason == "code suffix cut");
    }
}

TEST_CASE("what only looks like a code is refused with its reason") {
    const struct {
        const char* text;
        const char* reason;
    } cases[] = {{"", "no code"},
                 {" \t", "no code"},
                 {"1.0133611", "code of seven digits or more"},
                 {"2.009182739", "code of seven digits or more"},
                 {"1.014955-Xoa", "deleted code"},
                 {"2.000850A", "code with letters"},
                 {"1.00119", "not a code"},
                 {"11.001193", "not a code"},
                 {"1,001193", "not a code"},
                 {"102614", "not a code"},
                 {"1.001193.2", "not a code"},
                 {"1.001193.H1", "not a code"},
                 {"1.001193.H19.01", "not a code"},
                 {"019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7", "not a code"},
                 {"\xff\xfe", "not a code"}};
    for (const auto& one : cases) {
        CAPTURE(one.text);
        const importing::CodeReading reading = read_code(one.text);
        CHECK(reading.code.empty());
        CHECK(reading.refusal.reason == one.reason);
    }
}

TEST_CASE("a code is found where text runs on behind it, but not half a longer number") {
    CHECK(importing::code_at_start("1.001193Số quyết định") == "1.001193");
    CHECK(importing::code_at_start("1.001193.json") == "1.001193");
    CHECK(importing::code_at_start("1.0011930") == "");
    CHECK(importing::code_at_start("x1.001193") == "");
}

TEST_CASE("a UUID is read in any case and nothing else is") {
    CHECK(importing::read_uuid("019D2BFD-3fe0-70ac-b9d6-5e9e20d6eef7") ==
          "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7");
    CHECK(importing::read_uuid("019d2bfd-3fe0-70ac-b9d6-5e9e20d6eefg") == "");
    CHECK(importing::read_uuid("019d2bfd3fe070acb9d65e9e20d6eef7") == "");
    CHECK(importing::read_uuid("") == "");
}
