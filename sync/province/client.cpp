#include "province/client.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "province/admin.h"
#include "province/connections.h"

namespace province {

namespace {

constexpr std::size_t kAnswerMax = 256u << 20;  // A day of every ward's cells is some MiB.
constexpr std::size_t kPiece = 64u << 10;
// The server gives up first, and says so.
constexpr std::chrono::seconds kPatience = kOperatorPatience + std::chrono::seconds(30);

/// A connected Unix socket, closed on scope exit.
class Line {
public:
    explicit Line(const std::string& path) : descriptor_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path) return;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        const timeval patience{.tv_sec = kPatience.count(), .tv_usec = 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        const void* plain = &address;
        connected_ =
            ::connect(descriptor_, static_cast<const sockaddr*>(plain), sizeof address) == 0;
    }
    ~Line() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool connected() const { return connected_; }

    Result<> send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR) continue;
            if (sent <= 0) return broken();
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return {};
    }

    /// Everything up to the other end's close.
    Result<std::string> receive() {
        std::string bytes;
        std::string piece(kPiece, '\0');
        while (bytes.size() <= kAnswerMax) {
            const ssize_t got = ::recv(descriptor_, piece.data(), piece.size(), 0);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return broken();
            if (got == 0) return bytes;
            bytes.append(piece, 0, static_cast<std::size_t>(got));
        }
        return Error{Error::Code::invalid, "the server's answer has no end"};
    }

private:
    static Error broken() {
        return {Error::Code::unavailable,
                std::string("talk to the running server: ") + std::strerror(errno)};
    }

    int descriptor_;
    bool connected_ = false;
};

}  // namespace

bool answers(const std::string& socket) { return Line(socket).connected(); }

Result<json::Value> ask_server(const std::string& socket, const std::string& verb,
                               const json::Value& request) {
    Line line(socket);
    if (!line.connected())
        return Error{Error::Code::unavailable, socket + ": no server answers there"};
    const std::string body = text_of(request);
    TRY(
        line.send(fmt::format("POST /admin/{} HTTP/1.1\r\nHost: province\r\nContent-Type: "
                              "application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                              verb, body.size())));
    // A server that refuses need not take the whole body: its answer is worth reading.
    const Result<> sent = line.send(body);
    const std::string answer = TRY(line.receive());
    const std::size_t end = answer.find("\r\n\r\n");
    if (end == answer.npos || !answer.starts_with("HTTP/1.1 ")) {
        TRY(sent);
        return Error{Error::Code::unavailable, "the running server gave no answer"};
    }
    const std::string_view content = std::string_view(answer).substr(end + 4);
    const json::Limits limits{.bytes = kAnswerMax, .depth = kAdminLimits.depth};
    json::Value value = TRY(json::parse(content, "the server's answer", limits));
    if (answer.starts_with("HTTP/1.1 200 ")) return value;
    const std::string* code = json::text(value, "error");
    const std::string* message = json::text(value, "message");
    if (!code || !message) return Error{Error::Code::io, "the running server failed"};
    return Error{code_of(*code), *message};
}

}  // namespace province
