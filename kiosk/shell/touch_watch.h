#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/clock.h"

namespace shell {

/// Where fingers land, in a grid of a few cells: a map for the health page, forgotten at the end
/// of the program. It also sees a panel that presses itself: the same spot again and again,
/// faster and longer than any hand (handbook/kiosk.md, pain 11).
class TouchWatch {
public:
    TouchWatch(std::size_t columns, std::size_t rows)
        : columns_(columns), rows_(rows), taps_(columns * rows) {}

    /// A finger came down at a place of a glass of this size.
    void press(float x, float y, int width, int height, Instant now);

    const std::vector<std::int64_t>& taps() const { return taps_; }
    /// The cell that is pressed as no hand presses, until half an hour after the last time.
    std::optional<std::size_t> stuck(Instant now) const;

    /// So many presses within the slop of a fingertip in so short a time are no hand's.
    static constexpr std::size_t kSpotPresses = 40;
    static constexpr std::chrono::seconds kSpotTime{20};
    static constexpr std::chrono::minutes kRemembered{30};

private:
    struct Spot {
        float x = 0, y = 0;
        Instant at{};
    };
    std::size_t cell_of(float x, float y, int width, int height) const;

    std::size_t columns_, rows_;
    std::vector<std::int64_t> taps_;
    std::deque<Spot> recent_;  ///< At most kSpotPresses.
    std::optional<std::size_t> stuck_cell_;
    Instant stuck_at_{};
};

}  // namespace shell
