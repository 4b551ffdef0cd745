#include "shell/touch_watch.h"

#include <doctest/doctest.h>

#include <numeric>

using shell::TouchWatch;
using namespace std::chrono_literals;

namespace {

constexpr int kWide = 1920, kHigh = 1080;
constexpr std::size_t kColumns = 4, kRows = 6;

/// A panel that is pressed `count` times, evenly in `within`; tells when the last press was.
struct Panel {
    TouchWatch watch{kColumns, kRows};
    Instant now{1h};

    void press(float x, float y) { watch.press(x, y, kWide, kHigh, now); }
    void burst(std::size_t count, std::chrono::milliseconds within, float step = 0) {
        const auto pause = within / static_cast<int>(count - 1);
        for (std::size_t i = 0; i < count; ++i) {
            if (i > 0) now += pause;
            press(100 + step * static_cast<float>(i), 100);
        }
    }
    /// The only cell that has been pressed.
    std::size_t cell() const {
        for (std::size_t i = 0; i < watch.taps().size(); ++i)
            if (watch.taps()[i] > 0) return i;
        return watch.taps().size();
    }
};

std::size_t cell_at(float x, float y) {
    Panel panel;
    panel.press(x, y);
    return panel.cell();
}

}  // namespace

TEST_CASE("every place of the glass belongs to a cell, row by row, its edges too") {
    CHECK(cell_at(0, 0) == 0);
    CHECK(cell_at(479.9f, 179.9f) == 0);
    CHECK(cell_at(480, 0) == 1);
    CHECK(cell_at(0, 180) == kColumns);
    CHECK(cell_at(1919, 0) == 3);
    CHECK(cell_at(1919, 1079) == 23);
    // A panel that is not set up well reports places beside the glass.
    CHECK(cell_at(1920, 1080) == 23);
    CHECK(cell_at(5000, -3) == 3);
    CHECK(cell_at(-1, 5000) == 20);
    Panel panel;
    panel.watch.press(10, 10, 0, 0, panel.now);  // A window that has no size yet.
    CHECK(panel.cell() == 23);
}

TEST_CASE("taps are counted by cell, all of them") {
    Panel panel;
    for (int i = 0; i < 100; ++i) panel.press(10, 10);
    panel.press(1900, 1000);
    const auto& taps = panel.watch.taps();
    CHECK(taps.size() == kColumns * kRows);
    CHECK(taps[0] == 100);
    CHECK(taps[23] == 1);
    CHECK(std::accumulate(taps.begin(), taps.end(), std::int64_t{0}) == 101);
}

TEST_CASE("forty presses of one spot within twenty seconds are no hand's, thirty-nine may be") {
    Panel panel;
    panel.burst(39, 10s);
    CHECK_FALSE(panel.watch.stuck(panel.now));
    panel.press(100, 100);
    CHECK(panel.watch.stuck(panel.now) == 0);

    Panel slow;
    slow.burst(40, 39 * 520ms);  // The fortieth comes after more than twenty seconds.
    CHECK_FALSE(slow.watch.stuck(slow.now));
    Panel just;
    just.burst(40, 39 * 512ms);
    CHECK(just.watch.stuck(just.now) == 0);
}

TEST_CASE("presses that wander are a hand's, however fast") {
    Panel wandering;
    wandering.burst(400, 40s, 3);  // Three pixels on each time: 117 over forty presses.
    CHECK_FALSE(wandering.watch.stuck(wandering.now));
    Panel trembling;  // Within a fingertip, 38 pixels of 1920.
    trembling.burst(40, 4s, 0.9f);
    CHECK(trembling.watch.stuck(trembling.now) == 0);

    Panel interrupted;
    interrupted.burst(20, 2s);
    interrupted.press(1500, 900);
    interrupted.burst(20, 2s);
    CHECK_FALSE(interrupted.watch.stuck(interrupted.now));
    interrupted.burst(20, 2s);  // Forty in a row by now.
    CHECK(interrupted.watch.stuck(interrupted.now) == 0);
}

TEST_CASE("a stuck cell is forgotten half an hour after the last time, not after the first") {
    Panel panel;
    panel.burst(40, 4s);
    panel.now += 20min;
    panel.burst(40, 4s);
    const Instant last = panel.now;
    CHECK(panel.watch.stuck(last + 30min) == 0);
    CHECK_FALSE(panel.watch.stuck(last + 30min + 1ms));
    panel.now = last + 1h;
    panel.press(100, 100);
    CHECK_FALSE(panel.watch.stuck(panel.now));
}
