#pragma once

#include <string>

#include "support/process.h"

/// An X server without a screen, on a display of its own, for as long as this lives.
class Xvfb {
public:
    /// `screen`: "1920x1080x24". `unavailable` where Xvfb is not installed, with how to get it.
    static Result<Xvfb> start(const std::string& screen);

    const std::string& name() const { return name_; }  ///< Such as ":7".
    pid_t server() const { return server_.id(); }

private:
    Xvfb(Process server, std::string name) : server_(std::move(server)), name_(std::move(name)) {}

    Process server_;
    std::string name_;
};
