#include "window/one_picture.h"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cstdio>

#include "support/scratch_folder.h"
#include "support/x_observer.h"
#include "support/xvfb.h"
#include "window/observed.h"
#include "window/picture.h"

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstFrame = std::chrono::seconds(60);
constexpr milliseconds kEnd = std::chrono::seconds(20);

Process::Command command_of(const OnePicture& order, const std::string& display,
                            const std::string& observed) {
    Process::Command command{.words = {order.kiosk, "--observe", observed},
                             .environment = {{"DISPLAY", display},
                                             {"SDL_VIDEODRIVER", "x11"},
                                             {"WAYLAND_DISPLAY", ""}}};
    const std::pair<const char*, std::string> options[] = {
        {"--config", order.config}, {"--assets", order.assets}, {"--state", order.state}};
    for (const auto& [name, value] : options)
        if (!value.empty()) command.words.insert(command.words.end(), {name, value});
    return command;
}

/// The kiosk's own words about what is wrong have been said by then.
Error ended(int status) {
    return Error{Error::Code::unavailable, fmt::format("the kiosk ended with status {}", status)};
}

Result<> await_first_frame(Observed& observed, Process& kiosk) {
    const SystemClock clock;
    const Instant end = clock.now() + kFirstFrame;
    while (observed.frames() == 0) {
        const milliseconds left = end - clock.now();
        if (left <= milliseconds::zero())
            return Error{Error::Code::unavailable, "the kiosk shows nothing"};
        pollfd sources[] = {{.fd = observed.descriptor(), .events = POLLIN, .revents = 0},
                            {.fd = kiosk.descriptor(), .events = POLLIN, .revents = 0}};
        poll(sources, 2, static_cast<int>(left.count()));
        TRY(observed.read(clock.now()));
        if (sources[1].revents == 0) continue;
        const int status = TRY(kiosk.wait(kEnd));
        return ended(status);
    }
    return {};
}

/// Until somebody interrupts us or the kiosk ends.
Result<> stay(Process& kiosk, int signals) {
    pollfd sources[] = {{.fd = signals, .events = POLLIN, .revents = 0},
                        {.fd = kiosk.descriptor(), .events = POLLIN, .revents = 0}};
    poll(sources, 2, -1);
    if (sources[1].revents == 0) return {};
    const int status = TRY(kiosk.wait(kEnd));
    return ended(status);
}

}  // namespace

Result<> take_one(const OnePicture& order) {
    // Held back from here on, so that an interrupt ends the kiosk in good order.
    sigset_t interrupts;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    const ScratchFolder scratch = TRY(ScratchFolder::make());
    const Xvfb display = TRY(Xvfb::start(fmt::format("{}x{}x24", order.width, order.height)));
    Observed observed = TRY(Observed::follow(scratch / "observed"));
    Process kiosk = TRY(Process::start(command_of(order, display.name(), scratch / "observed")));
    if (order.stay) sigprocmask(SIG_BLOCK, &interrupts, nullptr);
    TRY(await_first_frame(observed, kiosk));
    XObserver eyes(display.name());
    TRY(write_png({order.width, order.height, eyes.glass(order.width, order.height)}, order.file));
    std::printf("%s\n", order.file.c_str());
    if (order.stay) {
        std::printf("the kiosk runs on DISPLAY=%s until Ctrl+C\n", display.name().c_str());
        std::fflush(stdout);
        const int signals = signalfd(-1, &interrupts, SFD_CLOEXEC);
        const auto stayed = stay(kiosk, signals);
        close(signals);
        TRY(stayed);
    }
    kiosk.signal(SIGTERM);
    const int status = TRY(kiosk.wait(kEnd));
    if (status != 0) return ended(status);
    return {};
}
