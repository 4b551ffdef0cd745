#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "platform/ground.h"
#include "platform/keypad.h"
#include "platform/options.h"
#include "platform/touch.h"

namespace platform {

/// The window, its pixels and its fingers. One per process, on the main thread. A display that
/// fails is mended in place (repair.h); one that is away is waited for; what was open stays open.
class Window {
public:
    /// `unavailable` when there is no display server, with how to get a display; a bare console
    /// waits for its display instead. The clock must outlive it.
    static Result<Window> open(const WindowOptions& options, const Clock& clock);
    /// The same on a ground of the caller's.
    static Result<Window> open(const WindowOptions& options, const Clock& clock, GroundMaker make);
    Window(Window&&) noexcept;
    ~Window();

    /// Sleeps until a finger, a key, wake() or `deadline`, then reads every waiting event into
    /// touch() and keypad(). Does not sleep while these have steps or the window was resized().
    /// False once the process was asked to end by SIGTERM or SIGINT, or when the glass is broken();
    /// closing keys do nothing.
    bool wait(Instant deadline);
    /// Whether anything but its deadline ended the last wait().
    bool stirred() const;

    /// Ends the current or next wait(). Any thread.
    static void wake();

    Touch& touch();
    Keypad& keypad();
    int width() const;  ///< Pixels of the upright picture; may change when the display does.
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

    /// Sends again what is shown and waits for the display to take it. True when it did, and when
    /// there is no display that could; false when one is there and fails, which is then mended.
    bool prove();
    bool has_display() const;
    std::string display() const;  ///< Which it is, or why there is none.
    bool broken() const;          ///< Nothing helped: the program should be started anew.

    const char* painter_name() const;  ///< "software" or "gpu (…)".
    std::uint64_t frames_presented() const;

private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace platform
