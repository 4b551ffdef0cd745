#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "paint/atlas.h"
#include "paint/quad.h"
#include "platform/keypad.h"
#include "platform/painter.h"
#include "platform/touch.h"

namespace platform {

/// How the window is opened; from the command line and the configuration.
struct WindowOptions {
    std::string title = "Một Cửa";
    int width = 0, height = 0;  ///< Both 0: full screen at the desktop's size.
    PainterChoice painter = PainterChoice::automatic;
    TouchMap touch_map{};
    float tap_slop_pixels = 20;
    bool show_cursor = false;
};

/// The window, its pixels and its fingers. One per process, on the main thread.
class Window {
public:
    /// `unavailable` when there is no display, with how to get one. The clock must outlive it.
    static Result<Window> open(const WindowOptions& options, const Clock& clock);
    Window(Window&&) noexcept;
    ~Window();

    /// Sleeps until a finger, a key, wake() or `deadline`, then reads every waiting event into
    /// touch() and keypad(). Does not sleep while these have steps or the window was resized().
    /// False once the process was asked to end by SIGTERM or SIGINT; closing keys do nothing.
    bool wait(Instant deadline);

    /// Ends the current or next wait(). Any thread.
    static void wake();

    Touch& touch();
    Keypad& keypad();
    int width() const;  ///< Pixels; may change when the display does.
    int height() const;
    bool resized();  ///< True once after each change of size or lost content.
    bool touch_device_present() const;

    /// Turns the light of the panel off, or on again: by the display's own power saving where it
    /// has any, and by a black picture in any case. Fingers are heard either way: the panel stays
    /// off until it is told otherwise, and the first frame after that is painted whole. Cheap
    /// when nothing changes.
    void set_panel_power(bool on);
    bool panel_on() const;

    /// Shows the quads. Only what changed is painted and sent. Returns whether anything was.
    bool present(std::span<const paint::Quad> quads, const paint::Atlas& atlas);

    const char* painter_name() const;  ///< "software" or "gpu (…)".
    std::uint64_t frames_presented() const;

private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace platform
