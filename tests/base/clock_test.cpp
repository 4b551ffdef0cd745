#include "base/clock.h"

#include <doctest/doctest.h>

#include <thread>

#include "support/fake_clock.h"

using namespace std::chrono_literals;

namespace {

WallTime utc(int year, unsigned month, unsigned day, std::chrono::minutes since_midnight) {
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) /
                                 static_cast<int>(day)) +
           since_midnight;
}

}  // namespace

TEST_CASE("the boot clock goes forward and the wall clock shows this century") {
    const SystemClock clock;
    const Instant before = clock.now();
    std::this_thread::sleep_for(5ms);
    CHECK(clock.now() - before >= 5ms);
    CHECK(clock.wall() > utc(2024, 1, 1, 0min));
    CHECK(clock.wall() < utc(2100, 1, 1, 0min));
}

TEST_CASE("a boot has an id of 32 hexadecimal digits that stays the same") {
    const std::string id = boot_id();
    CHECK(id.size() == 32);
    CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(boot_id() == id);
}

TEST_CASE("the business day changes at midnight in Viet Nam, not in Greenwich") {
    CHECK(iso_date(business_day(utc(2026, 11, 22, 16h + 59min))) == "2026-11-22");
    CHECK(iso_date(business_day(utc(2026, 11, 22, 17h))) == "2026-11-23");
    CHECK(iso_date(business_day(utc(1969, 12, 31, 1h))) == "1969-12-31");
}

TEST_CASE("local time tells day, weekday and minute in Viet Nam") {
    const LocalTime time = local_time(utc(2026, 11, 22, 18h + 42min) + 59s + 999ms);
    CHECK(time.day == std::chrono::year(2026) / 11 / 23);
    CHECK(time.weekday == std::chrono::Monday);
    CHECK(time.since_midnight == 1h + 42min);
}

TEST_CASE("an ISO date survives the way there and back") {
    for (const char* text : {"2026-11-23", "2024-02-29", "1999-12-31", "0001-01-01"}) {
        const auto date = parse_iso_date(text);
        CAPTURE(text);
        REQUIRE(date.ok());
        CHECK(iso_date(std::chrono::sys_days(date)) == text);
    }
}

TEST_CASE("a date that does not exist, or is written otherwise, is not ok") {
    for (const char* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31",
                             "2026-1-23", " 2026-1-23", "2026-11-23 ", "2026-11-2x", "+026-11-23",
                             "2026-+1-23", "2026/11/23", "26-11-2026", "2026-11-230"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_iso_date(text).ok());
    }
}

TEST_CASE("the fake clock moves both times together until one is set") {
    FakeClock clock;
    const Instant now = clock.now();
    const WallTime wall = clock.wall();
    clock.advance(90s);
    CHECK(clock.now() - now == 90s);
    CHECK(clock.wall() - wall == 90s);
    clock.set_wall(wall);
    CHECK(clock.now() - now == 90s);
    CHECK(clock.wall() == wall);
}
