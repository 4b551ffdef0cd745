#include "base/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace notify {

namespace {

std::optional<long long> number_in(const char* variable) {
    const char* text = std::getenv(variable);
    if (!text) return {};
    long long number = 0;
    const char* end = text + std::strlen(text);
    const auto read = std::from_chars(text, end, number);
    if (read.ec != std::errc() || read.ptr != end || number <= 0) return {};
    return number;
}

}  // namespace

bool tell(std::string_view state) {
    const char* path = std::getenv("NOTIFY_SOCKET");
    if (!path || (*path != '/' && *path != '@')) return false;
    sockaddr_un address{};
    const std::size_t length = std::strlen(path);
    if (length >= sizeof address.sun_path) return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path, length);
    if (*path == '@') address.sun_path[0] = '\0';  // An abstract address.
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return false;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
    const ssize_t sent =
        ::sendto(descriptor, state.data(), state.size(), MSG_DONTWAIT | MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr*>(&address), size);
    ::close(descriptor);
    return sent == static_cast<ssize_t>(state.size());
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
    const auto microseconds = number_in("WATCHDOG_USEC");
    if (!microseconds) return {};
    const bool means_one = std::getenv("WATCHDOG_PID") != nullptr;
    if (means_one && number_in("WATCHDOG_PID") != ::getpid()) return {};
    const std::chrono::milliseconds half(*microseconds / 2000);
    return half.count() > 0 ? half : std::chrono::milliseconds(1);
}

}  // namespace notify
