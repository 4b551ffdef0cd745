#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "bench/patch.h"
#include "window/observed.h"

struct _XDisplay;

/// A finger and an eye at a display, quick enough to be a stop-watch: presses by XTEST, is told by
/// the display itself when pixels were drawn (DAMAGE), and reads them out of shared memory. It
/// never polls, so it takes nothing from the program that it measures. Stops the process when the
/// display or one of its extensions is not there.
class Eye {
public:
    using Clock = std::chrono::steady_clock;

    Eye(const std::string& display, int width, int height);
    ~Eye();
    Eye(const Eye&) = delete;
    Eye& operator=(const Eye&) = delete;

    Area whole() const { return {0, 0, width_, height_}; }
    Picture look(const Area& at);

    void move(int x, int y);
    void press(bool down);

    /// Until something is drawn anywhere; false when nothing was by then.
    bool drawn_by(Clock::time_point deadline);
    /// Until nothing was drawn for so long; false when there is no rest within the patience.
    bool rested(std::chrono::milliseconds quiet, std::chrono::milliseconds patience);
    /// When something was drawn last, as far as we know.
    Clock::time_point drawn_at() const { return drawn_at_; }

    /// The name of the topmost window that has one (_NET_WM_NAME), UTF-8.
    std::optional<std::string> title();

private:
    struct Memory;

    bool take_events();

    _XDisplay* x_;
    int width_, height_;
    std::unique_ptr<Memory> memory_;
    unsigned long damage_ = 0;
    int damage_event_ = 0;
    Clock::time_point drawn_at_{};
};
