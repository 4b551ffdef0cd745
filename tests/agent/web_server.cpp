#include "agent/web_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "wire/keys.h"

namespace {

std::string digest_bytes(std::string_view bytes) {
    const std::string hexadecimal = wire::digest(bytes);
    std::string raw;
    for (std::size_t i = 0; i < hexadecimal.size(); i += 2)
        raw += static_cast<char>(std::stoi(hexadecimal.substr(i, 2), nullptr, 16));
    return raw;
}

std::string pem_of(X509* certificate) {
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(memory, certificate);
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(memory, &bytes);
    std::string text(bytes, static_cast<std::size_t>(length));
    BIO_free(memory);
    return text;
}

/// A key and a certificate for it, signed by itself; returns the pin. Dates are past: who trusts by
/// a pin does not look at them.
std::string make_certificate(SSL_CTX* context, std::string& pem) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -2 * 86'400);
    X509_gmtime_adj(X509_getm_notAfter(certificate), -86'400);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto* text = reinterpret_cast<const unsigned char*>("province.example");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate, key, EVP_sha256());
    SSL_CTX_use_certificate(context, certificate);
    SSL_CTX_use_PrivateKey(context, key);
    pem = pem_of(certificate);
    unsigned char* bytes = nullptr;
    const int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &bytes);
    const std::string_view public_key(reinterpret_cast<const char*>(bytes),
                                      static_cast<std::size_t>(length));
    std::string pin = "sha256//" + wire::base64(digest_bytes(public_key));
    OPENSSL_free(bytes);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return pin;
}

/// Bytes over a socket, with TLS or without.
class Line {
public:
    Line(int descriptor, void* context) : descriptor_(descriptor) {
        if (!context) return;
        tls_ = SSL_new(static_cast<SSL_CTX*>(context));
        SSL_set_fd(tls_, descriptor);
        good_ = SSL_accept(tls_) == 1;
    }
    ~Line() {
        if (tls_ && good_) SSL_shutdown(tls_);
        if (tls_) SSL_free(tls_);
        close(descriptor_);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool good() const { return good_; }
    std::string read_some() {
        char buffer[65536];
        const auto got = tls_ ? SSL_read(tls_, buffer, sizeof buffer)
                              : static_cast<int>(recv(descriptor_, buffer, sizeof buffer, 0));
        return got > 0 ? std::string(buffer, static_cast<std::size_t>(got)) : std::string();
    }
    bool write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto length = static_cast<int>(bytes.size());
            const auto sent =
                tls_
                    ? SSL_write(tls_, bytes.data(), length)
                    : static_cast<int>(send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

private:
    int descriptor_;
    SSL* tls_ = nullptr;
    bool good_ = true;
};

std::size_t length_in(const std::string& headers) {
    constexpr std::string_view kName = "Content-Length: ";
    const std::size_t at = headers.find(kName);
    return at == headers.npos ? 0 : std::stoul(headers.substr(at + kName.size()));
}

}  // namespace

std::string WebServer::Seen::path() const {
    const std::size_t begin = line.find(' ') + 1;
    return line.substr(begin, line.find(' ', begin) - begin);
}

WebServer::WebServer(Handler handler, Kind kind) : handler_(std::move(handler)), kind_(kind) {
    std::signal(SIGPIPE, SIG_IGN);
    const bool ipv6 = kind == Kind::plain_on_ipv6;
    descriptor_ = socket(ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 here6{};
    here6.sin6_family = AF_INET6;
    here6.sin6_addr = in6addr_loopback;
    auto* address = ipv6 ? reinterpret_cast<sockaddr*>(&here6) : reinterpret_cast<sockaddr*>(&here);
    socklen_t size = ipv6 ? sizeof here6 : sizeof here;
    REQUIRE(bind(descriptor_, address, size) == 0);
    REQUIRE(listen(descriptor_, 8) == 0);
    REQUIRE(getsockname(descriptor_, address, &size) == 0);
    port_ = ntohs(ipv6 ? here6.sin6_port : here.sin_port);
    if (kind == Kind::tls) {
        tls_ = SSL_CTX_new(TLS_server_method());
        pin_ = make_certificate(static_cast<SSL_CTX*>(tls_), certificate_);
    }
    thread_ = std::thread([this] { serve(); });
}

WebServer::~WebServer() {
    stopping_ = true;
    shutdown(descriptor_, SHUT_RDWR);
    thread_.join();
    close(descriptor_);
    if (tls_) SSL_CTX_free(static_cast<SSL_CTX*>(tls_));
}

std::string WebServer::address() const {
    const std::string host = kind_ == Kind::plain_on_ipv6 ? "[::1]" : "127.0.0.1";
    return (kind_ == Kind::tls ? "https://" : "http://") + host + ":" + std::to_string(port_);
}

void WebServer::serve() {
    while (!stopping_) {
        const int descriptor = accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) return;
        ++connections_;
        serve_one(descriptor);
    }
}

void WebServer::serve_one(int descriptor) {
    Line line(descriptor, tls_);
    if (!line.good()) return;
    Seen seen;
    std::string bytes;
    std::size_t end = bytes.npos;
    while ((end = bytes.find("\r\n\r\n")) == bytes.npos) {
        const std::string more = line.read_some();
        if (more.empty()) return;
        bytes += more;
    }
    seen.headers = bytes.substr(0, end + 4);
    seen.line = bytes.substr(0, bytes.find("\r\n"));
    seen.body = bytes.substr(end + 4);
    while (seen.body.size() < length_in(seen.headers)) {
        const std::string more = line.read_some();
        if (more.empty()) return;
        seen.body += more;
    }
    handler_(seen, [&](std::string_view what) { return !stopping_ && line.write(what); });
}

std::string http(int status, std::string_view body, std::string_view more) {
    return "HTTP/1.1 " + std::to_string(status) +
           " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more) +
           "Connection: close\r\n\r\n" + std::string(body);
}
