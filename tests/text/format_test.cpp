#include "text/format.h"

#include <doctest/doctest.h>

#include <limits>

using text::Language;

TEST_CASE("numbers are grouped as the language does") {
    CHECK(text::grouped(0, Language::vi) == "0");
    CHECK(text::grouped(999, Language::vi) == "999");
    CHECK(text::grouped(1000, Language::vi) == "1.000");
    CHECK(text::grouped(1250000, Language::vi) == "1.250.000");
    CHECK(text::grouped(1250000, Language::en) == "1,250,000");
    CHECK(text::grouped(-123, Language::vi) == "-123");
    CHECK(text::grouped(-123456, Language::en) == "-123,456");
    CHECK(text::grouped(std::numeric_limits<std::int64_t>::min(), Language::en) ==
          "-9,223,372,036,854,775,808");
}

TEST_CASE("money has its unit after it") {
    CHECK(text::money(2000, Language::vi) == "2.000 đ");
    CHECK(text::money(2000, Language::en) == "2,000 VND");
    CHECK(text::money(0, Language::vi) == "0 đ");
}

TEST_CASE("Jrai and Bahnar write numbers as Vietnamese does") {
    for (const Language language : {Language::jra, Language::bdq}) {
        CHECK(text::grouped(1250000, language) == "1.250.000");
        CHECK(text::money(2000, language) == "2.000 đ");
        CHECK(text::decimal(21.5, language) == "21,5");
    }
}

TEST_CASE("decimals have a mark only when they need one") {
    CHECK(text::decimal(21.5, Language::vi) == "21,5");
    CHECK(text::decimal(21.5, Language::en) == "21.5");
    CHECK(text::decimal(21, Language::vi) == "21");
    CHECK(text::decimal(100, Language::vi) == "100");
    CHECK(text::decimal(33.3333, Language::vi) == "33,33");
    CHECK(text::decimal(0.999, Language::vi) == "1");
    CHECK(text::decimal(1250.25, Language::vi) == "1.250,25");
    CHECK(text::decimal(-0.001, Language::en) == "0");
    CHECK(text::decimal(-1.5, Language::en) == "-1.5");
}

TEST_CASE("dates and times have two digits everywhere") {
    const std::chrono::sys_days day = std::chrono::year(2026) / 2 / 3;
    CHECK(text::date(day, Language::vi) == "03/02/2026");
    CHECK(text::date(day, Language::en) == "03/02/2026");
    CHECK(text::clock_time({.day = day,
                            .weekday = std::chrono::Tuesday,
                            .since_midnight = std::chrono::minutes(8 * 60 + 2)}) == "08:02");
}

TEST_CASE("a countdown never goes below zero") {
    using std::chrono::seconds;
    CHECK(text::minutes_seconds(seconds(222)) == "3:42");
    CHECK(text::minutes_seconds(seconds(59)) == "0:59");
    CHECK(text::minutes_seconds(seconds(600)) == "10:00");
    CHECK(text::minutes_seconds(seconds(-1)) == "0:00");
}
