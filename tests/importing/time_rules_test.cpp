#include "importing/time_rules.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace importing;

TEST_CASE("the API's units are read, and a number without one is left out") {
    CHECK(read_time(21.5, "WORKING_DAY").limit ==
          TimeLimit{.value = 21.5, .unit = TimeUnit::working_day});
    CHECK(read_time(9, "DAY").limit == TimeLimit{.value = 9, .unit = TimeUnit::day});
    CHECK(read_time(1, "HOUR").limit == TimeLimit{.value = 1, .unit = TimeUnit::hour});
    for (const char* unit : {"OTHER", "", "MONTH"}) {
        CAPTURE(unit);
        CHECK(!read_time(3, unit).limit);
        CHECK(read_time(3, unit).remark);
    }
    CHECK(!read_time(0, "OTHER").remark);
    CHECK(!read_time(0, "DAY").limit);
}

TEST_CASE("a time that no procedure can take is left out") {
    for (const double value : {-1.0, 3651.0, 1e300, std::nan("")}) {
        CAPTURE(value);
        CHECK(!read_time(value, "DAY").limit);
        CHECK(read_time(value, "DAY").remark);
    }
}

TEST_CASE("times in words") {
    CHECK(read_time_text("3 Ngày làm việc").limit ==
          TimeLimit{.value = 3, .unit = TimeUnit::working_day});
    CHECK(read_time_text("02 Giờ").limit == TimeLimit{.value = 2, .unit = TimeUnit::hour});
    CHECK(read_time_text("17,5 ngày").limit == TimeLimit{.value = 17.5, .unit = TimeUnit::day});
    for (const char* silent : {"", "Không quy định"}) {
        CHECK(!read_time_text(silent).limit);
        CHECK(!read_time_text(silent).remark);
    }
    for (const char* odd : {"5", "Ngay trong ngày", "3 Ngày hoặc 5 Ngày", "1.2.3 Ngày",
                            "99999999999999999999 Ngày", "2 Tháng"}) {
        CAPTURE(odd);
        CHECK(!read_time_text(odd).limit);
        CHECK(read_time_text(odd).remark);
    }
}

TEST_CASE("the same limit is kept once") {
    std::vector<TimeLimit> times;
    add_time(times, {.value = 3, .unit = TimeUnit::day});
    add_time(times, {.value = 3, .unit = TimeUnit::day});
    add_time(times, {.value = 3, .unit = TimeUnit::hour});
    CHECK(times.size() == 2);
}
