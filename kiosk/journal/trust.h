#pragma once

#include <optional>

#include "base/clock.h"

namespace journal {

/// Wall time as the journal keeps it: to the minute, for finer time could point at a person.
using Minute = std::chrono::sys_time<std::chrono::minutes>;

/// The minute of a wall time, kept within the years that "2026-11-23" can write.
Minute minute_of(WallTime wall);

/// What is known of the clock when something happens.
struct ClockReading {
    WallTime wall;
    bool synchronised = false;           ///< Clock::wall_is_synchronised().
    std::chrono::sys_days floor;         ///< The date of this program or catalogue.
    std::optional<Minute> last_trusted;  ///< Of the newest row whose clock was trusted.
};

/// Whether the wall time may be believed: someone keeps the clock set, it is not before the
/// day this program was made nor absurdly long after it, and it has not gone back.
bool is_trusted(const ClockReading& reading);

/// Between which minutes somebody may set the clock by hand: not before the program or the newest
/// trusted row, and not so far ahead that it is rather a slip of the finger, which could not be
/// taken back: what is trusted once, no later row goes behind, and days close themselves.
struct MinuteBounds {
    Minute first, last;
    bool contain(Minute minute) const { return first <= minute && minute <= last; }
};
MinuteBounds settable(std::chrono::sys_days floor, std::optional<Minute> last_trusted);

}  // namespace journal
