#include "shell/touch_watch.h"

#include <algorithm>
#include <cmath>

namespace shell {

namespace {

// A fiftieth of the glass's width: 10 mm on a 21.5-inch panel, a fingertip.
constexpr int kSpotsAcross = 50;

}  // namespace

std::size_t TouchWatch::cell_of(float x, float y, int width, int height) const {
    const auto place = [](float at, int size, std::size_t count) {
        const float part = std::clamp(at / static_cast<float>(std::max(1, size)), 0.0f, 0.9999f);
        return static_cast<std::size_t>(part * static_cast<float>(count));
    };
    return place(y, height, rows_) * columns_ + place(x, width, columns_);
}

void TouchWatch::press(float x, float y, int width, int height, Instant now) {
    const std::size_t cell = cell_of(x, y, width, height);
    ++taps_[cell];
    recent_.push_back({.x = x, .y = y, .at = now});
    if (recent_.size() > kSpotPresses) recent_.pop_front();
    if (recent_.size() < kSpotPresses || now - recent_.front().at > kSpotTime) return;
    const float spot = static_cast<float>(width) / kSpotsAcross;
    const bool same = std::ranges::all_of(recent_, [&](const Spot& other) {
        return std::abs(other.x - x) <= spot && std::abs(other.y - y) <= spot;
    });
    if (!same) return;
    stuck_cell_ = cell;
    stuck_at_ = now;
}

std::optional<std::size_t> TouchWatch::stuck(Instant now) const {
    if (!stuck_cell_ || now - stuck_at_ > kRemembered) return std::nullopt;
    return stuck_cell_;
}

}  // namespace shell
