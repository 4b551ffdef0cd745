#include "voice/wake.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace voice {

Result<Wake> Wake::make() {
    const int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor < 0) return Error{Error::Code::io, "make an eventfd: too many open files"};
    return Wake(descriptor);
}

Wake::~Wake() {
    if (descriptor_ >= 0) close(descriptor_);
}

void Wake::ring() const {
    const std::uint64_t one = 1;
    // Full only after 2^64 rings, and then it is rung already.
    [[maybe_unused]] const auto written = write(descriptor_, &one, sizeof one);
}

void Wake::clear() const {
    std::uint64_t rings = 0;
    [[maybe_unused]] const auto taken = read(descriptor_, &rings, sizeof rings);
}

bool Wake::rung() const {
    pollfd watched{.fd = descriptor_, .events = POLLIN, .revents = 0};
    return poll(&watched, 1, 0) > 0;
}

void Wake::wait(std::chrono::milliseconds for_at_most) const {
    pollfd watched{.fd = descriptor_, .events = POLLIN, .revents = 0};
    poll(&watched, 1, for_at_most.count() < 0 ? -1 : static_cast<int>(for_at_most.count()));
    clear();
}

}  // namespace voice
