#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/notify.h"
#include "platform/window.h"

namespace shell {

/// What systemd hears of the glass (base/notify.h): that it is ready when a frame is seen and
/// citizens are served, and that it is alive only with a frame that the display has just taken
/// again. A display server or a GPU that hangs is thus found, though the process runs. While no
/// display is connected that is said instead, and counts as alive: a restart would not bring one.
/// The status line says painter, display and last frame. The clock must outlive it.
class Pulse {
public:
    using Tell = std::function<bool(std::string_view)>;
    static constexpr std::chrono::seconds kUnwatched{10};  ///< Where the unit has no watchdog.

    explicit Pulse(const Clock& clock, Tell tell = notify::tell,
                   std::optional<std::chrono::milliseconds> interval = notify::watchdog_interval());
    ~Pulse();
    Pulse(const Pulse&) = delete;

    /// Sleeps as Window::wait() does, and keeps alive meanwhile: nothing is drawn for that.
    bool sleep(platform::Window& window, Instant deadline);
    /// After each frame.
    void presented(const platform::Window& window);

private:
    void beat(platform::Window& window);
    std::string status(const platform::Window& window) const;

    const Clock& clock_;
    Tell tell_;
    std::chrono::milliseconds interval_;
    Instant next_;
    bool ready_ = false;
    std::uint64_t frames_ = 0;
    WallTime last_frame_{};
};

}  // namespace shell
