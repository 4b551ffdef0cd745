#pragma once

#include <string>

#include "base/result.h"

/// What `motcua-walk picture` was asked for.
struct OnePicture {
    std::string file;              ///< The PNG.
    std::string kiosk;             ///< The program.
    std::string config{}, assets{}, state{};  ///< Empty: as the program has them.
    int width = 1920, height = 1080;
    bool stay = false;  ///< Keep the kiosk running until SIGINT or SIGTERM.
};

/// Starts the kiosk on a virtual display, writes a picture of its first frame and leaves.
Result<> take_one(const OnePicture& order);
