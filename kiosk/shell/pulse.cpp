#include "shell/pulse.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shell {

namespace {

using std::chrono::milliseconds;

// How long a start may still take while there is no display: told again long before it is over.
constexpr std::string_view kMoreTime = "EXTEND_TIMEOUT_USEC=60000000\n";

}  // namespace

Pulse::Pulse(const Clock& clock, Tell tell, std::optional<milliseconds> interval)
    : clock_(clock),
      tell_(std::move(tell)),
      interval_(interval.value_or(kUnwatched)),
      next_(clock.now()) {}

Pulse::~Pulse() { tell_("STOPPING=1\nSTATUS=ends"); }

bool Pulse::sleep(platform::Window& window, Instant deadline) {
    if (!ready_ && frames_ > 0) beat(window);
    while (window.wait(std::min(deadline, next_))) {
        const Instant now = clock_.now();
        if (now >= next_) beat(window);
        if (window.stirred() || now >= deadline) return true;
    }
    return false;
}

void Pulse::presented(const platform::Window& window) {
    if (window.frames_presented() == frames_) return;
    frames_ = window.frames_presented();
    last_frame_ = clock_.wall();
}

void Pulse::beat(platform::Window& window) {
    next_ = clock_.now() + interval_;
    const bool alive = window.prove();
    std::string words = "STATUS=" + status(window);
    const bool begins = !ready_ && alive && frames_ > 0;
    ready_ |= begins;
    if (ready_ && alive) words.insert(0, "WATCHDOG=1\n");
    if (begins) words.insert(0, "READY=1\n");
    // With a display there is nothing to wait for: who shows nothing within a minute is begun anew.
    if (!ready_ && !window.has_display()) words.insert(0, kMoreTime);
    tell_(words);
}

std::string Pulse::status(const platform::Window& window) const {
    if (!window.has_display()) return "waits for a display: " + window.display();
    const auto since_midnight =
        std::chrono::floor<std::chrono::seconds>(last_frame_ + kVietNamOffset -
                                                 business_day(last_frame_));
    const std::chrono::hh_mm_ss time(since_midnight);
    return fmt::format("painter {}, {}x{} on {}, {}, frame {} at {:02}:{:02}:{:02}",
                       window.painter_name(), window.width(), window.height(), window.display(),
                       window.panel_on() ? "lit" : "off", frames_, time.hours().count(),
                       time.minutes().count(), time.seconds().count());
}

}  // namespace shell
