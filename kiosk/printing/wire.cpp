#include "printing/wire.h"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace printing {

namespace {

constexpr std::string_view kTcp = "tcp:";

Error offline(const std::string& what) { return {Error::Code::unavailable, what}; }
Error system_error(const std::string& doing) {
    return offline(doing + ": " + std::strerror(errno));
}

int milliseconds_left(const Clock& clock, Instant until) {
    const auto left = until - clock.now();
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

bool ready(int descriptor, short events, const Clock& clock, Instant until) {
    pollfd entry{.fd = descriptor, .events = events, .revents = 0};
    while (true) {
        const int count = ::poll(&entry, 1, milliseconds_left(clock, until));
        if (count < 0 && errno == EINTR) continue;
        return count > 0;
    }
}

/// Bytes go through a serial line as they are: no echo, no line ends of its own. Its speed is
/// the system's business (udev, stty).
void make_raw(int descriptor) {
    termios line{};
    if (::tcgetattr(descriptor, &line) != 0) return;
    ::cfmakeraw(&line);
    (void)::tcsetattr(descriptor, TCSANOW, &line);
}

Result<int> open_file(const std::string& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return system_error("open " + path);
    // An ordinary file here is the trace of a printer that was not there.
    if (!S_ISCHR(facts.st_mode)) return Error{Error::Code::invalid, path + " is not a device"};
    constexpr int kFlags = O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    int descriptor = ::open(path.c_str(), O_RDWR | kFlags);
    if (descriptor < 0) descriptor = ::open(path.c_str(), O_WRONLY | kFlags);
    if (descriptor < 0) return system_error("open " + path);
    if (::isatty(descriptor)) make_raw(descriptor);
    return descriptor;
}

Result<int> connect_to(const addrinfo& address, const Clock& clock, Instant until) {
    const int descriptor =
        ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return system_error("socket");
    // What waits in our own system is unprinted and cannot be called back: keep it small.
    const int waiting = 16 << 10;
    (void)::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &waiting, sizeof waiting);
    bool connected = ::connect(descriptor, address.ai_addr, address.ai_addrlen) == 0;
    if (!connected && errno == EINPROGRESS) {
        int why = ETIMEDOUT;
        socklen_t size = sizeof why;
        if (ready(descriptor, POLLOUT, clock, until))
            (void)::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &why, &size);
        connected = why == 0;
        errno = why;
    }
    if (connected) return descriptor;
    Error error = system_error("connect");
    ::close(descriptor);
    return error;
}

/// Host and port as an operator writes them. Names are looked up by the system, which has time
/// limits of its own; an address of numbers never asks anybody.
Result<int> open_tcp(const std::string& place, const Clock& clock, Instant until) {
    const std::size_t colon = place.rfind(':');
    if (colon == place.npos || colon == 0 || colon + 1 == place.size())
        return Error{Error::Code::invalid, "\"tcp:" + place + "\" is not tcp:host:port"};
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    const int fault = ::getaddrinfo(place.substr(0, colon).c_str(), place.substr(colon + 1).c_str(),
                                    &wanted, &raw);
    if (fault != 0) return offline("find " + place + ": " + ::gai_strerror(fault));
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> list(raw, ::freeaddrinfo);
    Result<int> descriptor = offline("no address");
    for (const addrinfo* at = list.get(); at && !descriptor; at = at->ai_next)
        descriptor = connect_to(*at, clock, until);
    if (!descriptor) return std::move(descriptor).error().during("reach " + place);
    return descriptor;
}

}  // namespace

Result<Wire> Wire::open(const std::string& device, const Clock& clock, Instant until) {
    if (device.starts_with(kTcp)) {
        const int descriptor = TRY(open_tcp(device.substr(kTcp.size()), clock, until));
        return Wire(descriptor, true, clock);
    }
    const int descriptor = TRY(open_file(device));
    return Wire(descriptor, ::isatty(descriptor) == 1, clock);
}

Wire::Wire(Wire&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      must_answer_(other.must_answer_),
      gone_(other.gone_),
      clock_(other.clock_) {}

Wire::~Wire() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool Wire::wait(short events, Instant until) { return ready(descriptor_, events, clock_, until); }

Result<std::size_t> Wire::send(std::string_view bytes, Instant until) {
    while (wait(POLLOUT, until)) {
        // A printer that hangs up must not end the program by a signal.
        ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == ENOTSOCK) sent = ::write(descriptor_, bytes.data(), bytes.size());
        if (sent >= 0) return static_cast<std::size_t>(sent);
        if (errno == EINTR) continue;
        if (errno == EAGAIN) break;
        gone_ = true;
        return system_error("send to the printer");
    }
    return std::size_t{0};
}

std::string Wire::receive(Instant until) {
    char buffer[64];
    if (gone_ || !wait(POLLIN, until)) return {};
    const ssize_t got = ::read(descriptor_, buffer, sizeof buffer);
    if (got > 0) return std::string(buffer, static_cast<std::size_t>(got));
    // A device that cannot be read says "end" at once; a line that could has been cut.
    const bool later = got < 0 && (errno == EINTR || errno == EAGAIN);
    if (must_answer_ && !later) gone_ = true;
    return {};
}

}  // namespace printing
