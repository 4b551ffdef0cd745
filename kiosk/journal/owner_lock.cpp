#include "journal/owner_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace journal {

namespace {

std::string owner_in(int descriptor) {
    char text[32] = {};
    const ssize_t got = ::pread(descriptor, text, sizeof text - 1, 0);
    std::string pid;
    for (ssize_t i = 0; i < got && text[i] >= '0' && text[i] <= '9'; ++i) pid += text[i];
    return pid.empty() ? "unknown" : pid;
}

}  // namespace

Result<OwnerLock> OwnerLock::take(const std::string& journal_path) {
    const std::string path = journal_path + ".lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{Error::Code::io, fmt::format("open {}: {}", path, std::strerror(errno))};
    OwnerLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return Error{Error::Code::io, fmt::format("lock {}: {}", path, std::strerror(errno))};
        return Error{Error::Code::unavailable,
                     fmt::format("{} is being written by another kiosk, process {}; stop that one"
                                 " first, or give this one a state folder of its own",
                                 journal_path, owner_in(descriptor))};
    }
    // The pid is for people only: on a full disk it may be absent, the lock holds all the same.
    const std::string pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(descriptor, 0) == 0) (void)!::pwrite(descriptor, pid.data(), pid.size(), 0);
    return lock;
}

OwnerLock::~OwnerLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace journal
