#include "journal/hours.h"

#include <doctest/doctest.h>

using namespace journal;
using namespace std::chrono;

namespace {

sys_days date(int month, int number, int in_year = 2026) {
    return sys_days(year(in_year) / month / number);
}

LocalTime at(sys_days on_day, minutes minute) {
    return {.day = year_month_day(on_day), .weekday = weekday(on_day), .since_midnight = minute};
}

/// Weekdays from 7 to 11:30 and 13 to 17, Saturday mornings; Tết off, and a Saturday before it
/// worked like a Friday.
OpeningHours office() {
    OpeningHours hours;
    for (unsigned i = 1; i <= 5; ++i)
        hours.week[i] = {{.from = 7h, .until = 11h + 30min}, {.from = 13h, .until = 17h}};
    hours.week[6] = {{.from = 7h, .until = 11h + 30min}};
    hours.holidays = {{.first = date(2, 16), .last = date(2, 20)},
                      {.first = date(4, 30), .last = date(4, 30), .yearly = true}};
    hours.extra = {{.day = date(2, 14), .like = Friday}, {.day = date(2, 18), .like = Monday}};
    return hours;
}

using Opening = OpeningHours::Opening;

}  // namespace

TEST_CASE("a holiday is closed at every hour, its first and its last day too") {
    const OpeningHours hours = office();
    CHECK(hours.open_at(at(date(2, 13), 9h)));
    for (const int number : {16, 17, 19, 20}) CHECK_FALSE(hours.open_at(at(date(2, number), 9h)));
    CHECK(hours.open_at(at(date(2, 23), 9h)));
}

TEST_CASE("a holiday of every year is one in any year, and no other day") {
    const OpeningHours hours = office();
    for (const int in_year : {2026, 2027, 2032}) {
        CHECK_FALSE(hours.open_at(at(date(4, 30, in_year), 9h)));
        CHECK(hours.open_at(at(date(4, 28, in_year), 9h)) ==
              (weekday(date(4, 28, in_year)) != Sunday));
    }
}

TEST_CASE("a day worked instead has the hours of the weekday it is like, within a holiday too") {
    const OpeningHours hours = office();
    CHECK(hours.open_at(at(date(2, 14), 15h)));       // A Saturday afternoon.
    CHECK_FALSE(hours.open_at(at(date(2, 7), 15h)));  // Another one.
    CHECK(hours.open_at(at(date(2, 18), 15h)));
}

TEST_CASE("when it opens next: after lunch, after a weekend, after the holidays") {
    OpeningHours hours = office();
    CHECK_FALSE(hours.next_opening(at(date(2, 13), 9h)));  // It is open.
    CHECK(hours.next_opening(at(date(2, 13), 6h)) == Opening{date(2, 13), 7h});
    CHECK(hours.next_opening(at(date(2, 13), 11h + 30min)) == Opening{date(2, 13), 13h});
    CHECK(hours.next_opening(at(date(2, 13), 17h)) == Opening{date(2, 14), 7h});
    CHECK(hours.next_opening(at(date(2, 14), 17h)) == Opening{date(2, 18), 7h});
    hours.extra.clear();
    CHECK(hours.next_opening(at(date(2, 14), 11h + 30min)) == Opening{date(2, 21), 7h});
    hours.week[6].clear();
    CHECK(hours.next_opening(at(date(2, 13), 17h)) == Opening{date(2, 23), 7h});
}

TEST_CASE("what never opens says so, and does not look for ever") {
    CHECK_FALSE(OpeningHours{}.next_opening(at(date(2, 13), 9h)));
    CHECK_FALSE(OpeningHours::always().next_opening(at(date(2, 13), 9h)));
}
