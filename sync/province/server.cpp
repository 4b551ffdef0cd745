#include "province/server.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <cstdio>
#include <optional>
#include <utility>

#include "base/files.h"
#include "base/log.h"
#include "base/notify.h"
#include "province/front.h"
#include "province/session.h"
#include "settings/province_file.h"

namespace province {

namespace {

using asio::ip::tcp;
using boost::system::error_code;
using Local = asio::local::stream_protocol;
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

constexpr int kBacklog = 256;          // A province's kiosks come back at once.
constexpr rlim_t kFilesWanted = 4096;  // 1,000 connections, the databases, files being sent.
constexpr std::chrono::milliseconds kAcceptPause{100};  // Out of descriptors: not for long.
constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

Error failure(const std::string& doing, const error_code& error) {
    return {Error::Code::unavailable, doing + ": " + error.message()};
}

/// Binds and listens; nothing is left open when it fails.
template <class Endpoint>
Result<Acceptor> listen_at(asio::io_context& io, const Endpoint& endpoint, bool both_families,
                           const std::string& shown) {
    Acceptor acceptor(io);
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error && both_families) acceptor.set_option(asio::ip::v6_only(false), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(kBacklog, error);
    if (error) return failure("listen at " + shown, error);
    return acceptor;
}

struct Listening {
    Acceptor acceptor;
    std::string host;  ///< As a program on this machine reaches it.
    unsigned short port = 0;
};

Result<Listening> listen_tcp(asio::io_context& io, const std::string& text) {
    const settings::Address wanted = TRY(settings::parse_address(text));
    const bool every = wanted.host == "*";
    error_code error;
    const asio::ip::address address = every ? asio::ip::address(asio::ip::address_v6::any())
                                            : asio::ip::make_address(wanted.host, error);
    if (error) return failure("listen at " + text, error);
    Result<Acceptor> acceptor = listen_at(io, tcp::endpoint(address, wanted.port), every, text);
    if (!acceptor && every)  // A kernel without IPv6.
        acceptor =
            listen_at(io, tcp::endpoint(asio::ip::address_v4::any(), wanted.port), false, text);
    if (!acceptor) return acceptor.error();
    const auto bound = acceptor->local_endpoint(error);
    if (error) return failure("listen at " + text, error);
    tcp::endpoint endpoint;
    std::copy_n(static_cast<const char*>(static_cast<const void*>(bound.data())), bound.size(),
                static_cast<char*>(static_cast<void*>(endpoint.data())));
    std::string host = every || wanted.host == "0.0.0.0" ? "127.0.0.1" : wanted.host;
    if (host == "::") host = "::1";
    if (host.find(':') != host.npos) host = "[" + host + "]";
    return Listening{
        .acceptor = std::move(acceptor).value(), .host = host, .port = endpoint.port()};
}

Result<Acceptor> listen_local(asio::io_context& io, const std::string& path) {
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        return Error{Error::Code::invalid, path +
                                               ": too long for a Unix socket; give a state "
                                               "folder with a shorter path"};
    ::unlink(path.c_str());  // Of a server that was killed: the lock is ours.
    const mode_t before = ::umask(0177);
    Result<Acceptor> acceptor = listen_at(io, Local::endpoint(path), false, path);
    ::umask(before);
    return acceptor;
}

Result<> prepare(asio::ssl::context& tls, const Doors& doors) {
    using asio::ssl::context;
    error_code error;
    tls.set_options(context::default_workarounds | context::no_sslv2 | context::no_sslv3 |
                        context::no_tlsv1 | context::no_tlsv1_1 | context::no_compression,
                    error);
    if (error) return failure("TLS", error);
    SSL_CTX_set_options(tls.native_handle(), SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(tls.native_handle(), SSL_MODE_RELEASE_BUFFERS);  // Idle ones cost less.
    SSL_CTX_set_session_cache_mode(tls.native_handle(), SSL_SESS_CACHE_OFF);
    tls.use_certificate_chain_file(doors.certificate, error);
    if (error) return failure("read " + doors.certificate, error);
    tls.use_private_key_file(doors.key, context::pem, error);
    if (error) return failure("read " + doors.key, error);
    return {};
}

asio::awaitable<void> receive(Front& front, Acceptor& acceptor, Door door,
                              asio::ssl::context* tls) {
    asio::steady_timer pause(front.io());
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(kTuple);
        if (front.stopping()) co_return;
        if (error) {
            logging::warning("accept a connection: {}", error.message());
            pause.expires_after(kAcceptPause);
            co_await pause.async_wait(kTuple);
            continue;
        }
        error_code ignored;
        if (door != Door::local) socket.set_option(tcp::no_delay(true), ignored);
        const std::optional<Connections::Id> id = front.admit(door == Door::tls);
        if (!id) continue;  // The socket closes.
        asio::co_spawn(front.io(), attend(front, std::move(socket), door, *id, tls), ended);
    }
}

asio::awaitable<void> obey_signals(Front& front, asio::signal_set& signals,
                                   std::vector<Acceptor*> acceptors) {
    (void)co_await signals.async_wait(kTuple);
    logging::info("stopping: answering what is in work");
    notify::tell("STOPPING=1");
    error_code ignored;
    for (Acceptor* acceptor : acceptors) acceptor->close(ignored);
    front.stop();
}

/// The soft limit of open files is 1,024 on Debian: too few for 1,000 connections.
void raise_limits() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kFilesWanted) return;
    limit.rlim_cur = std::min(limit.rlim_max, kFilesWanted);
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) logging::warning("few files may be open here");
}

Result<> announce(const Doors& doors, const std::string& line) {
    if (!doors.listening.empty()) TRY(files::write_atomically(doors.listening, line + "\n"));
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
    notify::tell("READY=1\nSTATUS=" + line);
    return {};
}

}  // namespace

Result<> serve(const Doors& doors, Crew crew, const Clock& clock) {
    raise_limits();
    std::signal(SIGPIPE, SIG_IGN);
    asio::ssl::context tls(asio::ssl::context::tls_server);
    Front front(clock, std::move(crew));
    std::optional<Acceptor> https, http, local;
    std::string line = "listening";
    if (!doors.https.empty()) {
        TRY(prepare(tls, doors));
        Listening listening = TRY(listen_tcp(front.io(), doors.https));
        line += fmt::format(" https://{}:{}", listening.host, listening.port);
        https.emplace(std::move(listening.acceptor));
    }
    if (!doors.http.empty()) {
        Listening listening = TRY(listen_tcp(front.io(), doors.http));
        line += fmt::format(" http://{}:{}", listening.host, listening.port);
        http.emplace(std::move(listening.acceptor));
    }
    if (!doors.socket.empty()) {
        Acceptor acceptor = TRY(listen_local(front.io(), doors.socket));
        line += " unix:" + doors.socket;
        local.emplace(std::move(acceptor));
    }
    asio::signal_set signals(front.io());
    error_code error;
    signals.add(SIGTERM, error);
    if (!error) signals.add(SIGINT, error);
    if (error) return failure("wait for signals", error);

    std::vector<Acceptor*> acceptors;
    const auto open = [&](std::optional<Acceptor>& acceptor, Door door) {
        if (!acceptor) return;
        acceptors.push_back(&*acceptor);
        asio::co_spawn(front.io(),
                       receive(front, *acceptor, door, door == Door::tls ? &tls : nullptr), ended);
    };
    open(https, Door::tls);
    open(http, Door::plain);
    open(local, Door::local);
    asio::co_spawn(front.io(), obey_signals(front, signals, acceptors), ended);
    TRY(announce(doors, line));
    front.run();
    if (!doors.socket.empty()) ::unlink(doors.socket.c_str());
    if (!doors.listening.empty()) ::unlink(doors.listening.c_str());
    return {};
}

}  // namespace province
