#pragma once

#include <string>

namespace province {

/// Where the program looks unless the command line says otherwise.
struct Defaults {
    std::string config, assets;
    std::string state;  ///< Empty: by the XDG rules (identity.h).
    std::string version;
};

/// Understands the command line and does what it says. Exit status: 0 done, 1 refused, failed or
/// something is wrong with the figures, 2 wrong usage.
int command_line(int argc, char** argv, const Defaults& defaults);

}  // namespace province
