#include "journal/trust.h"

#include <algorithm>

namespace journal {

namespace {

constexpr Minute kFirst{};
constexpr Minute kLast = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);

// One trusted row from a wild future would make every later row look like a step back, for
// ever. No program stays in use this long after it was made.
constexpr std::chrono::years kAgeMax{25};

// A kiosk that lay in a store room for a year is set on; a wrong year is refused.
constexpr std::chrono::days kSetAheadMax{400};

}  // namespace

Minute minute_of(WallTime wall) {
    return std::clamp(std::chrono::floor<std::chrono::minutes>(wall), kFirst, kLast);
}

bool is_trusted(const ClockReading& reading) {
    if (!reading.synchronised) return false;
    if (reading.wall < reading.floor) return false;
    if (reading.wall >= reading.floor + kAgeMax) return false;
    return !reading.last_trusted || minute_of(reading.wall) >= *reading.last_trusted;
}

MinuteBounds settable(std::chrono::sys_days floor, std::optional<Minute> last_trusted) {
    // The floor is a day of Viet Nam's calendar, which begins before that of UTC.
    const Minute first = last_trusted ? std::max<Minute>(*last_trusted, floor) : Minute(floor);
    return {.first = first, .last = first + kSetAheadMax};
}

}  // namespace journal
