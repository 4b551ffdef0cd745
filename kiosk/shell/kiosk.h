#pragma once

#include <string>

#include "base/kept_clock.h"
#include "platform/window.h"
#include "shell/resources.h"

/// The running kiosk: window, screens, journal, and the loop between them.
namespace shell {

struct Options {
    Places places;
    int width = 0, height = 0;  ///< A window of this size; both 0: full screen.
    std::string observe;        ///< Append what is on the glass to this file.
    std::string transcript;     ///< Append what would be said to this file, and say nothing.
    std::string recording;      ///< Write what is said to this WAV file, and be silent.
    std::string version;        ///< Of the program, for the health page and exports.
    std::string painter;        ///< Overrides screen.painter; empty: as configured.
};

/// Exit statuses of motcua-kiosk.
inline constexpr int kExitOk = 0, kExitFailed = 1, kExitConfiguration = 2;

/// Opens the glass and serves citizens until SIGTERM. Returns the exit status.
int run(const Options& options, KeptClock& clock);

}  // namespace shell
