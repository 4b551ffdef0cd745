#include "journal/trust.h"

#include <doctest/doctest.h>

using namespace journal;
using namespace std::chrono;

namespace {

constexpr sys_days kFloor = year(2026) / 11 / 1;

bool trusted_at(WallTime wall, std::optional<Minute> last = {}, bool synchronised = true) {
    return is_trusted(
        {.wall = wall, .synchronised = synchronised, .floor = kFloor, .last_trusted = last});
}

}  // namespace

TEST_CASE("a clock that nobody keeps is not trusted") {
    CHECK(trusted_at(sys_days(year(2026) / 11 / 23)));
    CHECK_FALSE(trusted_at(sys_days(year(2026) / 11 / 23), {}, false));
}

TEST_CASE("1970 is not trusted, nor any day before the program was made") {
    CHECK_FALSE(trusted_at(WallTime{}));
    CHECK_FALSE(trusted_at(sys_days(year(2026) / 11 / 1) - 1ms));
    CHECK(trusted_at(sys_days(year(2026) / 11 / 1)));
}

TEST_CASE("2038 is a year like any other; a wild future is not") {
    const WallTime end_of_32_bits = WallTime(seconds(2'147'483'647));
    CHECK(trusted_at(end_of_32_bits));
    CHECK(trusted_at(end_of_32_bits + 1s, minute_of(end_of_32_bits)));
    CHECK_FALSE(trusted_at(sys_days(year(2106) / 2 / 7)));
    CHECK_FALSE(trusted_at(WallTime::max()));
    CHECK_FALSE(trusted_at(WallTime::min()));
}

TEST_CASE("a clock that went back is not trusted until it has caught up") {
    const WallTime noon = sys_days(year(2026) / 11 / 23) + 12h;
    const Minute last = minute_of(noon);
    CHECK(trusted_at(noon + 59s, last));
    CHECK(trusted_at(noon, last));
    CHECK_FALSE(trusted_at(noon - 1ms, last));
    CHECK_FALSE(trusted_at(noon - 24h, last));
    CHECK(trusted_at(noon + 24h, last));
}

TEST_CASE("by hand the clock is set not before what is known, nor far ahead of it") {
    const MinuteBounds fresh = settable(kFloor, {});
    CHECK(fresh.first == Minute(kFloor));
    CHECK_FALSE(fresh.contain(fresh.first - 1min));
    CHECK(fresh.contain(fresh.first));
    CHECK(fresh.contain(fresh.first + days(400)));
    CHECK_FALSE(fresh.contain(fresh.first + days(400) + 1min));
    const Minute last = sys_days(year(2026) / 11 / 23) + 12h;
    CHECK(settable(kFloor, last).first == last);
    // A kiosk that has been in use for years is set from where it is, not from where it began.
    const Minute years_on = sys_days(year(2030) / 3 / 1);
    CHECK(settable(kFloor, years_on).last == years_on + days(400));
    CHECK(settable(kFloor, Minute{}).first == Minute(kFloor));
    // What may be set is trusted from then on.
    CHECK(trusted_at(fresh.last));
    CHECK(trusted_at(last, last));
}

TEST_CASE("minutes cut off what is finer, and stay in the years that can be written") {
    const WallTime noon = sys_days(year(2026) / 11 / 23) + 12h;
    CHECK(minute_of(noon + 59s + 999ms) == noon);
    CHECK(minute_of(WallTime(-1ms)) == Minute{});
    CHECK(minute_of(WallTime::max()) < sys_days(year(10000) / 1 / 1));
}
