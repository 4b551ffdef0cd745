#pragma once

#include <chrono>

#include "base/clock.h"
#include "journal/hours.h"
#include "shell/resources.h"

namespace shell {

/// `motcua-kiosk hours`: exit statuses beside kExitConfiguration. Updates ask (systemd/update).
inline constexpr int kExitOpen = 0, kExitClosed = 1;

/// How the doors are, and for how many more minutes; at most a week is looked ahead.
struct Doors {
    bool open = false;
    std::chrono::minutes left{0};
    bool operator==(const Doors&) const = default;
};
Doors doors_at(const journal::OpeningHours& hours, WallTime wall);

/// Prints "closed 95 until 2026-11-28 07:00" or "open 30 until …", in minutes; holidays count, the
/// province's or our own. While the clock is not trusted they are open, as for the journal: nobody
/// is to be disturbed by mistake.
int say_hours(const Places& places, const Clock& clock);

}  // namespace shell
