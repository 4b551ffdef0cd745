#pragma once

#include <vector>

#include "platform/window.h"
#include "support/foreign_leaks.h"
#include "support/must.h"
#include "support/virtual_display.h"

/// A real window on a virtual display, with the loop that the program would run round it.
class WindowFixture {
public:
    explicit WindowFixture(platform::WindowOptions options = software(),
                           const std::string& screen = "1920x1080x24")
        : display(screen), window(open(options)) {}

    static platform::WindowOptions software() {
        platform::WindowOptions options;
        options.painter = platform::PainterChoice::software;
        return options;
    }

    /// Runs the loop for a while and notes what the fingers did.
    std::vector<platform::PointerStep> steps_within(std::chrono::milliseconds span) {
        std::vector<platform::PointerStep> steps;
        const Instant end = now() + span;
        while (now() < end) {
            window.resized();
            if (!window.wait(end)) break;
            while (const auto step = window.touch().take()) steps.push_back(*step);
        }
        return steps;
    }

    /// Lets the display server say what it has to say.
    void settle() { steps_within(std::chrono::milliseconds(100)); }

    Instant now() const { return clock.now(); }

    VirtualDisplay display;
    SystemClock clock;
    platform::Window window;

private:
    platform::Window open(const platform::WindowOptions& options) {
        const IgnoreForeignLeaks opening;
        return must(platform::Window::open(options, clock));
    }
};
