#include "support/xvfb.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace {

constexpr int kPatience = 30'000;  // Milliseconds; a busy machine needs some.

/// What the server writes when it is ready; empty when it ends or takes too long.
std::string line_from(int descriptor) {
    std::string line;
    pollfd source{.fd = descriptor, .events = POLLIN, .revents = 0};
    char letter = 0;
    while (poll(&source, 1, kPatience) == 1 && read(descriptor, &letter, 1) == 1) {
        if (letter == '\n') return line;
        line += letter;
    }
    return {};
}

}  // namespace

Result<Xvfb> Xvfb::start(const std::string& screen) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return Error{Error::Code::io, "Xvfb: no pipe"};
    auto server = Process::start({.words = {"Xvfb", "-displayfd", std::to_string(ends[1]),
                                            "-screen", "0", screen, "-nolisten", "tcp",
                                            "-noreset"},
                                  .output = "/dev/null",  // It complains of things nobody needs.
                                  .inherited = ends[1]});
    close(ends[1]);
    const std::string number = line_from(ends[0]);
    close(ends[0]);
    if (!server) return std::move(server).error();
    if (number.empty())
        return Error{Error::Code::unavailable, "Xvfb did not start: apt-get install xvfb"};
    return Xvfb(std::move(server).value(), ":" + number);
}
