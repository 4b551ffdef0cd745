#include "agent/daemon.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <vector>

#include "agent/control.h"
#include "agent/link_watch.h"
#include "agent/worker.h"
#include "base/log.h"
#include "base/notify.h"

namespace agent {

namespace {

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

/// A descriptor that is closed with its scope.
class Owned {
public:
    explicit Owned(int number) : number_(number) {}
    ~Owned() {
        if (number_ >= 0) ::close(number_);
    }
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    int number() const { return number_; }
    bool good() const { return number_ >= 0; }

private:
    int number_;
};

/// All that the listening thread hears.
class Ears {
public:
    Ears(Control& control, const Clock& clock, const Pulse& pulse)
        : control_(control), clock_(clock), pulse_(pulse) {
        Result<LinkWatch> watch = LinkWatch::open();
        if (watch)
            links_.emplace(std::move(watch).value());
        else
            logging::warning("{}", watch.error().message);
    }

    bool good() const { return signals_.good() && rung_.good(); }
    void ring() const {
        const std::uint64_t one = 1;
        (void)!::write(rung_.number(), &one, sizeof one);  // Full: it rings already.
    }

    /// Sleeps until something is heard; false when we are to end.
    bool listen(Worker& worker) {
        std::vector<pollfd> descriptors{{.fd = signals_.number(), .events = POLLIN, .revents = 0},
                                        {.fd = rung_.number(), .events = POLLIN, .revents = 0}};
        if (links_)
            descriptors.push_back({.fd = links_->descriptor(), .events = POLLIN, .revents = 0});
        control_.add_to(descriptors);
        const int ready = ::poll(descriptors.data(), descriptors.size(), patience());
        ping_if_due();
        if (ready > 0 && descriptors[0].revents != 0) return false;
        std::uint64_t count = 0;
        (void)!::read(rung_.number(), &count, sizeof count);
        if (links_ && links_->take_link_up()) worker.link_up();
        for (const Ask& ask : control_.serve(clock_.now())) take(ask, worker);
        for (auto& [client, line] : worker.take_answers()) control_.answer(client, std::move(line));
        return true;
    }

private:
    void take(const Ask& ask, Worker& worker) {
        const Result<Asked> asked = decode_asked(ask.line);
        if (!asked) {
            control_.answer(ask.client, refusal(asked.error()));
        } else if (asked->what == Asked::What::status) {
            control_.answer(ask.client, encode(worker.status()));
        } else {
            worker.ask(ask.client, *asked);
            const bool later = asked->what == Asked::What::send && !asked->waits;
            if (later) control_.answer(ask.client, R"({"ok":true,"message":"it is tried now"})");
        }
    }

    /// Milliseconds for poll(); -1: for ever.
    int patience() const {
        Instant until = control_.deadline();
        if (interval_) until = std::min(until, ping_due_);
        if (until == Instant::max()) return -1;
        const auto left = until - clock_.now();
        return static_cast<int>(std::max<std::int64_t>(0, left.count() + 1));
    }

    void ping_if_due() {
        if (!interval_ || clock_.now() < ping_due_) return;
        if (pulse_.alive()) notify::tell("WATCHDOG=1");
        ping_due_ = clock_.now() + *interval_;
    }

    Control& control_;
    const Clock& clock_;
    const Pulse& pulse_;
    Owned signals_{[] {
        const sigset_t signals = ending_signals();
        return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    }()};
    Owned rung_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::optional<LinkWatch> links_;
    std::optional<std::chrono::milliseconds> interval_ = notify::watchdog_interval();
    Instant ping_due_{};
};

}  // namespace

void block_signals() {
    const sigset_t signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

Result<> run_daemon(Courier& courier, const Places& places, const Clock& clock, Pulse& pulse) {
    Control control = TRY(Control::listen(places.socket()));
    Ears ears(control, clock, pulse);
    if (!ears.good()) return Error{Error::Code::io, "signals cannot be heard"};
    Worker worker(courier, clock, pulse, [&] { ears.ring(); });
    notify::tell("READY=1");
    std::string told;
    while (ears.listen(worker)) {
        const Status status = worker.status();
        const std::string words = "STATUS=" + status.state + ": " + status.message;
        if (words != told) notify::tell(words);
        told = words;
    }
    notify::tell("STOPPING=1");
    pulse.stop();
    worker.stop();
    return {};
}

}  // namespace agent
