#pragma once

#include <string>

#include "platform/painter.h"
#include "platform/touch.h"

namespace platform {

/// How the window is opened; from the command line and the configuration.
struct WindowOptions {
    std::string title = "Một Cửa";
    int width = 0, height = 0;  ///< Both 0: full screen at the desktop's size.
    PainterChoice painter = PainterChoice::automatic;
    int rotate = 0;  ///< Degrees clockwise that the picture is turned on the panel.
    TouchMap touch_map{};
    float tap_slop_pixels = 20;
    bool show_cursor = false;
};

}  // namespace platform
