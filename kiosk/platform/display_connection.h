#pragma once

#include <optional>

#include "platform/turn.h"

struct SDL_Window;

namespace platform {

/// The descriptor on which the display server speaks to us (X11, Wayland), for poll(); −1 where
/// there is no server (KMSDRM): there SDL must be asked now and then.
int display_descriptor(SDL_Window* window);

/// The whole screen's size in pixels, as it is now. Asks the X server itself where there is one
/// and one monitor: SDL 2.26 learns a desktop's size only when it starts, so a monitor that comes
/// back with another mode is unknown to it.
std::optional<Size> screen_size(SDL_Window* window);

/// Whether somebody else decides where windows stand and how large they are (EWMH). Without an X
/// server always: there the server itself does.
bool has_window_manager(SDL_Window* window);

/// Sends the display to sleep or wakes it, where the X server can (DPMS). False where nobody can.
bool set_display_power(SDL_Window* window, bool on);

}  // namespace platform
