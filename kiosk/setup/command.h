#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <string>

#include "setup/setup.h"

namespace setup {

/// The command line of `motcua-kiosk setup`. The app must outlive it.
class Command {
public:
    explicit Command(CLI::App& app);

    bool asked() const { return command_->parsed(); }
    /// On the terminal, or whatever stands in for it. Returns the exit status.
    /// `appliance`: the program that makes a machine a kiosk, where the package brought it.
    int run(const shell::Places& places, const std::string& version, const std::string& appliance);

private:
    CLI::App* command_;
    Options options_;
    std::array<std::string, kFields.size()> typed_;
    std::array<CLI::Option*, kFields.size()> given_{};
    bool closed_ = false;
};

}  // namespace setup
