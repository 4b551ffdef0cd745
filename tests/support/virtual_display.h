#pragma once

#include <stdlib.h>

#include <string>

#include "support/must.h"
#include "support/xvfb.h"

/// An X server without a screen (Xvfb) for as long as the test lives; DISPLAY names it. A test
/// that needs it fails, and says why, where Xvfb is not installed.
class VirtualDisplay {
public:
    explicit VirtualDisplay(const std::string& screen = "1920x1080x24")
        : server_(must(Xvfb::start(screen))) {
        setenv("DISPLAY", name().c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
        unsetenv("WAYLAND_DISPLAY");
    }

    const std::string& name() const { return server_.name(); }  ///< Such as ":7".

private:
    Xvfb server_;
};
