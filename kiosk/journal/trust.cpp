#include "journal/trust.h"

#include <algorithm>

namespace journal {

namespace {

constexpr Minute kFirst{};
constexpr Minute kLast = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);

// One trusted row from a wild future would make every later row look like a step back, for
// ever. No program stays in use this long after it was made.
constexpr std::chrono::years kAgeMax{25};

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

}  // namespace journal
