#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

/// A web server for one test: plain sockets, one connection after the other, whatever bytes the
/// test wants to answer with. With TLS it makes itself a certificate that no authority signed.
class WebServer {
public:
    struct Seen {
        std::string line;     ///< "POST /v1/ingest HTTP/1.1"
        std::string headers;  ///< As they came, with the line.
        std::string body;

        std::string path() const;
    };
    /// Sends bytes as they are; false when the other end has gone.
    using Send = std::function<bool(std::string_view)>;
    using Handler = std::function<void(const Seen&, const Send&)>;
    enum class Kind { plain, plain_on_ipv6, tls };

    explicit WebServer(Handler handler, Kind kind = Kind::plain);
    ~WebServer();
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;

    std::string address() const;  ///< "https://127.0.0.1:41234"
    std::string pin() const { return pin_; }
    const std::string& certificate() const { return certificate_; }  ///< PEM; for 127.0.0.1.
    int connections() const { return connections_; }

private:
    void serve();
    void serve_one(int descriptor);

    Handler handler_;
    Kind kind_;
    int descriptor_ = -1;
    int port_ = 0;
    void* tls_ = nullptr;  ///< SSL_CTX
    std::string pin_, certificate_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> connections_ = 0;
    std::thread thread_;
};

/// A whole answer: "HTTP/1.1 200 X", its length, more headers ("Retry-After: 7\r\n"), the body.
std::string http(int status, std::string_view body, std::string_view more = "");
