#include "platform/interrupt.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <utility>

namespace platform {

namespace {

// An eventfd rather than an SDL event: a signal handler may write to it, and it cannot fill up.
std::atomic<int> wake_descriptor{-1};
std::atomic<bool> end_wanted{false};
struct sigaction old_term, old_int;

void on_signal(int) {
    const int saved = errno;
    end_wanted = true;
    Interrupt::wake();
    errno = saved;
}

}  // namespace

Result<Interrupt> Interrupt::open() {
    ASSERT(wake_descriptor == -1);
    const int descriptor = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (descriptor < 0) {
        return Error{Error::Code::io, std::string("open eventfd: ") + std::strerror(errno)};
    }
    wake_descriptor = descriptor;
    end_wanted = false;
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, &old_term);
    ::sigaction(SIGINT, &action, &old_int);
    return Interrupt(descriptor);
}

Interrupt::Interrupt(Interrupt&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

Interrupt::~Interrupt() {
    if (descriptor_ < 0) return;
    ::sigaction(SIGTERM, &old_term, nullptr);
    ::sigaction(SIGINT, &old_int, nullptr);
    wake_descriptor = -1;
    ::close(descriptor_);
}

bool Interrupt::clear() {
    std::uint64_t count = 0;
    while (::read(descriptor_, &count, sizeof count) < 0 && errno == EINTR) {
    }
    return count > 0;
}

bool Interrupt::asked_to_end() const { return end_wanted; }

void Interrupt::wake() {
    const int descriptor = wake_descriptor;
    if (descriptor < 0) return;
    const std::uint64_t one = 1;
    // It fails only when 2^64 calls wait to be seen; the sleep ends all the same.
    while (::write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

}  // namespace platform
