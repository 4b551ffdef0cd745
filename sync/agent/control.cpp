#include "agent/control.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace agent {

namespace {

Error system_error(std::string_view doing, const std::string& path) {
    const bool absent = errno == ENOENT || errno == ECONNREFUSED;
    const auto code = absent ? Error::Code::not_found : Error::Code::io;
    return {code, std::string(doing) + " " + path + ": " + std::strerror(errno)};
}

Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error{Error::Code::invalid,
                     path + ": too long for a socket; use a state folder with a shorter path"};
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

/// A descriptor, closed on scope exit.
class Socket {
public:
    explicit Socket(int type) : number_(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0)) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

}  // namespace

Result<Control> Control::listen(const std::string& path) {
    const sockaddr_un address = TRY(address_of(path));
    Socket socket(SOCK_STREAM | SOCK_NONBLOCK);
    ::unlink(path.c_str());
    if (::bind(socket.number(), generic(address), sizeof address) != 0)
        return system_error("bind", path);
    // The kiosk is of our group. In a folder that is its owner's alone, nobody else comes so far.
    if (::chmod(path.c_str(), 0660) != 0) return system_error("restrict", path);
    if (::listen(socket.number(), static_cast<int>(kClientsMax)) != 0)
        return system_error("listen on", path);
    return Control(path, socket.release());
}

Control::Control(Control&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      clients_(std::move(other.clients_)),
      last_id_(other.last_id_) {}

Control::~Control() {
    for (const Client& client : clients_) ::close(client.descriptor);
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(path_.c_str());
}

void Control::add_to(std::vector<pollfd>& descriptors) const {
    // A full house is not asked who knocks: the kernel lets them wait.
    if (clients_.size() < kClientsMax)
        descriptors.push_back({.fd = descriptor_, .events = POLLIN, .revents = 0});
    // One that waits for its answer has nothing more to say, whether it is still there or not.
    for (const Client& client : clients_)
        if (!client.has_asked)
            descriptors.push_back({.fd = client.descriptor, .events = POLLIN, .revents = 0});
}

Instant Control::deadline() const {
    Instant earliest = Instant::max();
    for (const Client& client : clients_)
        if (!client.has_asked) earliest = std::min(earliest, client.until);
    return earliest;
}

void Control::accept_clients(Instant now) {
    while (clients_.size() < kClientsMax) {
        const int descriptor =
            ::accept4(descriptor_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0) return;
        Client client;
        client.id = ++last_id_;
        client.descriptor = descriptor;
        client.until = now + kPatience;
        clients_.push_back(std::move(client));
    }
}

/// False when the client has gone without asking, or says too much.
bool Control::hear(Client& client, std::vector<Ask>& asks) {
    char buffer[kLineBytesMax];
    while (!client.has_asked) {
        const ssize_t got = ::recv(client.descriptor, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno == EAGAIN;
        if (got == 0) return false;
        client.heard.append(buffer, static_cast<std::size_t>(got));
        const std::size_t end = client.heard.find('\n');
        if (std::min(end, client.heard.size()) > kLineBytesMax) return false;
        if (end == std::string::npos) continue;
        client.has_asked = true;
        asks.push_back({.client = client.id, .line = client.heard.substr(0, end)});
    }
    return true;
}

std::vector<Ask> Control::serve(Instant now) {
    std::vector<Ask> asks;
    accept_clients(now);
    std::erase_if(clients_, [&](Client& client) {
        const bool stays = hear(client, asks) && (client.has_asked || now < client.until);
        if (!stays) ::close(client.descriptor);
        return !stays;
    });
    return asks;
}

void Control::answer(std::int64_t client, std::string line) {
    line += '\n';
    std::erase_if(clients_, [&](const Client& one) {
        if (one.id != client) return false;
        // Far less than a socket's buffer: it goes whole, or the client has gone.
        (void)!::send(one.descriptor, line.data(), line.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        ::close(one.descriptor);
        return true;
    });
}

Result<std::string> ask_agent(const std::string& path, const std::string& line,
                              std::chrono::seconds patience) {
    const sockaddr_un address = TRY(address_of(path));
    const Socket socket(SOCK_STREAM);
    if (::connect(socket.number(), generic(address), sizeof address) != 0)
        return system_error("ask the agent at", path);
    const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
    ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const std::string question = line + "\n";
    if (::send(socket.number(), question.data(), question.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(question.size()))
        return Error{Error::Code::unavailable, "the agent does not listen"};
    std::string heard;
    char buffer[1024];
    while (heard.size() <= Control::kLineBytesMax) {
        const ssize_t got = ::recv(socket.number(), buffer, sizeof buffer, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        heard.append(buffer, static_cast<std::size_t>(got));
        if (heard.ends_with('\n')) return heard.substr(0, heard.size() - 1);
    }
    return Error{Error::Code::unavailable, "the agent gave no answer"};
}

}  // namespace agent
