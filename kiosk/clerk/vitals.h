#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"

namespace clerk {

/// What only the drawing thread knows of the machine, for the health page.
struct Vitals {
    bool network = false;
    bool touch_panel = false;
    std::string painter;
    std::uint64_t frames = 0;              ///< Presented since the start.
    std::chrono::milliseconds slowest{0};  ///< The longest from a finger to its frame.
    Instant started{};
    std::optional<WallTime> last_touch;
    std::vector<std::int64_t> taps;  ///< By cell of the touch test's grid, since the start.
    std::optional<std::size_t> stuck;
};

}  // namespace clerk
