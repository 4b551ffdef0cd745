#include "province/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <utility>

#include "wire/envelope.h"

namespace {

constexpr timeval kPatience{.tv_sec = 40, .tv_usec = 0};  // The server answers within 30 s.

void limit(int descriptor) {
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
}

template <class Address>
bool connect_to(int descriptor, const Address& address) {
    limit(descriptor);
    return connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::map<std::string, std::string> fields_of(std::string_view header) {
    std::map<std::string, std::string> fields;
    for (std::size_t at = header.find("\r\n"); at != header.npos;) {
        const std::size_t end = header.find("\r\n", at + 2);
        const std::string_view line = header.substr(at + 2, end - at - 2);
        const std::size_t colon = line.find(": ");
        if (colon != line.npos)
            fields[lower(std::string(line.substr(0, colon)))] = line.substr(colon + 2);
        at = end;
    }
    return fields;
}

}  // namespace

Peer::Peer(int port, const std::string& host) {
    if (host.find(':') == host.npos) {
        descriptor_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        inet_pton(AF_INET, host.c_str(), &address.sin_addr);
        connected_ = connect_to(descriptor_, address);
    } else {
        descriptor_ = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(static_cast<std::uint16_t>(port));
        inet_pton(AF_INET6, host.c_str(), &address.sin6_addr);
        connected_ = connect_to(descriptor_, address);
    }
}

Peer::Peer(const std::string& path) : descriptor_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    connected_ = connect_to(descriptor_, address);
}

Peer::Peer(Peer&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      connected_(other.connected_),
      bytes_(std::move(other.bytes_)) {}

Peer::~Peer() {
    if (descriptor_ >= 0) close(descriptor_);
}

bool Peer::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Peer::end_sending() { shutdown(descriptor_, SHUT_WR); }

bool Peer::receive() {
    char piece[65536];
    const ssize_t got = recv(descriptor_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    bytes_.append(piece, static_cast<std::size_t>(got));
    return true;
}

std::optional<Peer::Answer> Peer::answer(bool head_only) {
    std::size_t end = 0;
    while ((end = bytes_.find("\r\n\r\n")) == bytes_.npos)
        if (!receive()) return std::nullopt;
    Answer answer{.status = std::atoi(bytes_.substr(9, 3).c_str()),
                  .fields = fields_of(std::string_view(bytes_).substr(0, end + 2)),
                  .body = {}};
    bytes_.erase(0, end + 4);
    const auto length = answer.fields.find("content-length");
    const std::size_t size =
        head_only || length == answer.fields.end() ? 0 : std::stoul(length->second);
    while (bytes_.size() < size)
        if (!receive()) return std::nullopt;
    answer.body = bytes_.substr(0, size);
    bytes_.erase(0, size);
    return answer;
}

bool Peer::closes(std::chrono::milliseconds patience) {
    pollfd end{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (!bytes_.empty() || poll(&end, 1, static_cast<int>(patience.count())) != 1) return false;
    char one = 0;
    return recv(descriptor_, &one, 1, 0) <= 0;
}

std::string get(const std::string& target, const std::string& more) {
    return "GET " + target + " HTTP/1.1\r\nHost: province\r\n" + more + "\r\n";
}

std::string post(const std::string& target, const std::string& media, std::string_view body,
                 const std::string& more) {
    return "POST " + target + " HTTP/1.1\r\nHost: province\r\nContent-Type: " + media +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + more + "\r\n" +
           std::string(body);
}
