#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// The other end of a server's socket, byte by byte: sends whatever a test wants to send, also what
/// no client would. Blocks, with a limit.
class Peer {
public:
    explicit Peer(int port, const std::string& host = "127.0.0.1");
    explicit Peer(const std::string& socket);
    ~Peer();
    Peer(Peer&& other) noexcept;
    Peer& operator=(Peer&&) = delete;

    bool connected() const { return connected_; }
    /// False when the other end takes no more.
    bool send(std::string_view bytes);
    void end_sending();

    struct Answer {
        int status = 0;
        std::map<std::string, std::string> fields;  ///< Names in small letters.
        std::string body;
    };
    /// The next whole answer; nothing when the other end closed before.
    std::optional<Answer> answer(bool head_only = false);
    std::optional<Answer> ask(std::string_view request) {
        send(request);
        return answer();
    }

    /// Whether the other end closes, with nothing more said, within the time.
    bool closes(std::chrono::milliseconds patience);

private:
    bool receive();

    int descriptor_;
    bool connected_ = false;
    std::string bytes_;  // Received, not yet asked for.
};

/// "GET /healthz HTTP/1.1 …" with a Host.
std::string get(const std::string& target, const std::string& more = {});
std::string post(const std::string& target, const std::string& media, std::string_view body,
                 const std::string& more = {});
