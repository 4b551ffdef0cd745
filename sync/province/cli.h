#pragma once

#include <string>

namespace province {

/// Understands the command line and does what it says. Exit status: 0 done, 1 refused, failed or
/// something is wrong with the figures, 2 wrong usage. `config`: where the configuration lies.
int command_line(int argc, char** argv, const std::string& config, const std::string& assets,
                 const std::string& version);

}  // namespace province
