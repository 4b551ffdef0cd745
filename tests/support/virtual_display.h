#pragma once

#include <doctest/doctest.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

/// An X server without a screen (Xvfb) on a display of its own, for as long as the test lives;
/// DISPLAY names it. A test that needs it fails, and says why, where Xvfb is not installed.
class VirtualDisplay {
public:
    explicit VirtualDisplay(const std::string& screen = "1920x1080x24") {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        const std::string channel = std::to_string(ends[1]);
        process_ = fork();
        REQUIRE(process_ >= 0);
        if (process_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGTERM);  // A crashed test leaves no server behind.
            close(ends[0]);
            execlp("Xvfb", "Xvfb", "-displayfd", channel.c_str(), "-screen", "0", screen.c_str(),
                   "-nolisten", "tcp", "-noreset", nullptr);
            _exit(127);
        }
        close(ends[1]);
        name_ = ":" + line_from(ends[0]);
        close(ends[0]);
        if (name_ == ":") FAIL("Xvfb did not start: apt-get install xvfb");
        setenv("DISPLAY", name_.c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
        unsetenv("WAYLAND_DISPLAY");
    }
    ~VirtualDisplay() {
        if (process_ <= 0) return;
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
    }
    VirtualDisplay(const VirtualDisplay&) = delete;
    VirtualDisplay& operator=(const VirtualDisplay&) = delete;

    const std::string& name() const { return name_; }  ///< Such as ":7".

private:
    /// What the server writes when it is ready; empty when it ends or takes half a minute.
    static std::string line_from(int descriptor) {
        constexpr int kPatience = 30'000;  // Milliseconds; a busy machine needs some.
        std::string line;
        pollfd source{.fd = descriptor, .events = POLLIN, .revents = 0};
        char letter = 0;
        while (poll(&source, 1, kPatience) == 1 && read(descriptor, &letter, 1) == 1) {
            if (letter == '\n') return line;
            line += letter;
        }
        return {};
    }

    pid_t process_ = -1;
    std::string name_;
};
