#include "clerk/bell.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace clerk {

Result<Bell> Bell::make() {
    const int rung = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (rung < 0) return Error{Error::Code::io, "make an eventfd: too many open files"};
    // The kernel marks this file as changed whenever something is mounted or unmounted.
    return Bell(rung, open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC));
}

Bell::~Bell() {
    if (rung_ >= 0) close(rung_);
    if (mounts_ >= 0) close(mounts_);
}

void Bell::ring() const {
    const std::uint64_t one = 1;
    // Full only after 2^64 rings; a bell that rings already need not ring again.
    [[maybe_unused]] const auto written = write(rung_, &one, sizeof one);
}

void Bell::wait(std::chrono::milliseconds for_at_most, int also) {
    pollfd watched[] = {{.fd = rung_, .events = POLLIN, .revents = 0},
                        {.fd = mounts_, .events = POLLPRI, .revents = 0},
                        {.fd = also, .events = POLLIN, .revents = 0}};
    poll(watched, 3, for_at_most.count() < 0 ? -1 : static_cast<int>(for_at_most.count()));
    if (watched[0].revents & POLLIN) {
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto taken = read(rung_, &rings, sizeof rings);
    }
    if (watched[1].revents & (POLLPRI | POLLERR)) mounts_changed_ = true;
}

}  // namespace clerk
