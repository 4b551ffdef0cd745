#include "province/session.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <utility>

namespace province {

namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::uint32_t kHeaderBytesMax = 8u << 10;  // Ours have 300 bytes; nginx adds some.
constexpr std::size_t kBufferMax = 12u << 10;        // A header, and what came in behind it.
constexpr std::size_t kFirstRead = 1024;
constexpr std::size_t kWriteBytes = 16u << 10;  // One TLS record; some seconds at 32 kbit/s.
constexpr std::size_t kDiscardMax = 1u << 20;   // Enough for a client to notice our answer.
constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

using Parser = http::request_parser<http::empty_body>;
using Buffer = boost::beast::flat_buffer;

/// A file that is sent: open, closed on scope exit.
class Source {
public:
    explicit Source(const std::string& path)
        : descriptor_(path.empty() ? -1 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Source() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    bool open() const { return descriptor_ >= 0; }
    std::uint64_t size() const {
        struct stat facts {};
        return ::fstat(descriptor_, &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
    }
    /// The bytes from `at` on, at most so many; empty when there are no more.
    std::string read(std::uint64_t at, std::size_t most) const {
        std::string bytes(most, '\0');
        const ssize_t got = ::pread(descriptor_, bytes.data(), most, static_cast<off_t>(at));
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return bytes;
    }

private:
    int descriptor_;
};

/// One request and what becomes of it.
struct Exchange {
    Instant since{};
    std::string name = "none";  ///< Of its route, for log and metrics.
    Request request;
    bool keep_alive = false;
    bool head_only = false;  ///< HEAD: the answer's body stays here.
    bool unread = false;     ///< Bytes of the client are left: it must hear us before we close.
    bool wants_continue = false;
    bool for_people = true;    ///< Of an address that a browser may be sent to; no device's page.
    std::uint64_t length = 0;  ///< Of the body that will be read.
    std::optional<Response> refused;
};

/// What is wrong with bytes that are no header; 0: nobody is there to be told.
int status_of(const error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) return 431;
    const bool silent =
        error == http::error::end_of_stream || error == http::error::partial_message;
    const bool form = error.category() == http::make_error_code(http::error{}).category();
    return form && !silent ? 400 : 0;
}

Head head_of(const Parser& parser, Door door) {
    const auto& fields = parser.get();
    Head head{.door = door,
              .method = std::string(fields.method_string()),
              .target = std::string(fields.target()),
              .media = std::string(fields[http::field::content_type]),
              .length = std::nullopt,
              .other_length = fields.count(http::field::transfer_encoding) > 0,
              .encoded = fields.count(http::field::content_encoding) > 0};
    if (const auto length = parser.content_length()) head.length = *length;
    for (const std::string_view name : web::kHeaders)
        if (const auto at = fields.find(name); at != fields.end())
            head.fields.emplace(name, at->value());
    return head;
}

/// What the header alone decides.
void decide(Exchange& exchange, const Parser& parser, Door door) {
    const auto& fields = parser.get();
    const Head head = head_of(parser, door);
    exchange.for_people = is_for_people(head);
    exchange.keep_alive = fields.keep_alive();
    exchange.head_only = fields.method() == http::verb::head;
    exchange.unread = head.other_length || head.length.value_or(0) > 0;
    const auto expectation = fields[http::field::expect];
    exchange.wants_continue = boost::beast::iequals(expectation, "100-continue");
    if (fields.version() >= 11 && fields.count(http::field::host) != 1) {
        exchange.refused = problem(400, "malformed", "one Host is needed");
        return;
    }
    for (const std::string_view name : web::kHeaders)
        if (fields.count(name) > 1) {
            exchange.refused = problem(400, "malformed", "a header stands twice");
            return;
        }
    if (!expectation.empty() && !exchange.wants_continue) {
        exchange.refused = problem(417, "expectation", "only 100-continue is known here");
        return;
    }
    std::variant<Route, Response> where = route(head);
    if (Response* refused = std::get_if<Response>(&where)) {
        exchange.refused = std::move(*refused);
        return;
    }
    exchange.request.route = std::move(std::get<Route>(where));
    if (is_of_page(exchange.request.route.page)) {
        std::optional<web::Request> request = page_request(head);
        if (!request) {
            exchange.refused = problem(400, "query", "the query is broken");
            return;
        }
        exchange.request.page = std::move(*request);
    }
    exchange.name = exchange.request.route.name;
    if (exchange.request.route.page != Page::too_large) exchange.length = head.length.value_or(0);
}

/// Waits for a request; nothing when the client is gone.
template <class Stream>
asio::awaitable<std::optional<Exchange>> read_head(Front& front, Seat& seat, Stream& stream,
                                                   Buffer& buffer) {
    if (buffer.size() == 0) {
        const auto [error, bytes] =
            co_await stream.async_read_some(buffer.prepare(kFirstRead), kTuple);
        if (error) co_return std::nullopt;
        buffer.commit(bytes);
    }
    front.enter(seat, Phase::header);
    Parser parser;
    parser.header_limit(kHeaderBytesMax);
    parser.body_limit(boost::none);  // The route decides.
    const auto [error, bytes] = co_await http::async_read_header(stream, buffer, parser, kTuple);
    Exchange exchange;
    exchange.since = front.now();
    if (!error) {
        decide(exchange, parser, seat.door);
        co_return exchange;
    }
    const int status = status_of(error);
    if (status == 0) co_return std::nullopt;
    exchange.refused = problem(status, status == 431 ? "too_large" : "malformed",
                               status == 431 ? "the header is too large" : "this is not HTTP/1.1");
    exchange.unread = true;
    co_return exchange;
}

template <class Stream>
asio::awaitable<bool> write(Front& front, Seat& seat, Stream& stream, std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kWriteBytes);
        const auto [error, count] = co_await asio::async_write(stream, asio::buffer(piece), kTuple);
        if (error) co_return false;
        front.progress(seat, count);
        bytes.remove_prefix(count);
    }
    co_return true;
}

/// The body, whose length is known and within its limit. False: the client is gone.
template <class Stream>
asio::awaitable<bool> read_body(Front& front, Seat& seat, Stream& stream, Buffer& buffer,
                                Exchange& exchange) {
    if (exchange.wants_continue && buffer.size() == 0) {
        const bool told = co_await write(front, seat, stream, "HTTP/1.1 100 Continue\r\n\r\n");
        if (!told) co_return false;
    }
    std::string& body = exchange.request.body;
    const std::size_t length = static_cast<std::size_t>(exchange.length);
    const std::size_t ahead = std::min(buffer.size(), length);
    body.assign(static_cast<const char*>(buffer.data().data()), ahead);
    buffer.consume(ahead);
    body.resize(length);
    for (std::size_t at = ahead; at < length;) {
        const auto [error, count] =
            co_await stream.async_read_some(asio::buffer(body.data() + at, length - at), kTuple);
        if (error) co_return false;
        front.progress(seat, count);
        at += count;
    }
    exchange.unread = false;
    co_return true;
}

/// The answer to a request; nothing when its client is gone.
template <class Stream>
asio::awaitable<std::optional<Response>> answer(Front& front, Seat& seat, Stream& stream,
                                                Buffer& buffer, Exchange& exchange) {
    if (exchange.refused) co_return std::move(exchange.refused);
    if (exchange.length > 0) {
        if (!front.begin_body(seat, exchange.length))
            co_return later("too many send at once; come again");
        const bool whole = co_await read_body(front, seat, stream, buffer, exchange);
        if (!whole) co_return std::nullopt;
    }
    if (exchange.request.route.page == Page::api)
        exchange.request.page.body = std::move(exchange.request.body);
    if (std::optional<Response> response = front.at_once(exchange.request)) co_return response;
    Response response = co_await front.ask(seat, std::move(exchange.request));
    if (seat.gone) co_return std::nullopt;
    co_return response;
}

/// False: the client is gone.
template <class Stream>
asio::awaitable<bool> send(Front& front, Seat& seat, Stream& stream, Exchange& exchange,
                           Response& response) {
    const Source source(response.file);
    if (!response.file.empty() && !source.open()) response = later("the file was just cleared");
    const bool from_file = source.open();
    const std::uint64_t size = from_file ? source.size() : response.body.size();
    front.enter(seat, Phase::writing);
    if (exchange.for_people) harden(response, seat.door == Door::tls);
    std::string text = header_of(response, size, exchange.keep_alive);
    if (!from_file && !exchange.head_only) text += response.body;
    bool sent = co_await write(front, seat, stream, text);
    for (std::uint64_t at = 0; from_file && !exchange.head_only && sent && at < size;) {
        const std::string piece = source.read(at, kWriteBytes);
        if (piece.empty()) co_return false;  // Cut short: the client sees that by the length.
        sent = co_await write(front, seat, stream, piece);
        at += piece.size();
    }
    if (sent)
        front.answered(exchange.name, response, exchange.since, exchange.length,
                       exchange.head_only ? 0 : size);
    co_return sent;
}

/// Request after request. True: the client should hear the end before the socket is closed.
template <class Stream>
asio::awaitable<bool> converse(Front& front, Seat& seat, Stream& stream) {
    Buffer buffer(kBufferMax);
    while (true) {
        std::optional<Exchange> exchange = co_await read_head(front, seat, stream, buffer);
        if (!exchange) co_return false;
        std::optional<Response> response = co_await answer(front, seat, stream, buffer, *exchange);
        if (!response) co_return false;
        if (exchange->unread || front.stopping()) exchange->keep_alive = false;
        const bool sent = co_await send(front, seat, stream, *exchange, *response);
        if (!sent) co_return false;
        if (!exchange->keep_alive) co_return true;
        front.enter(seat, Phase::idle);
    }
}

/// A socket closed with bytes unread is reset, and the answer may be lost on the way.
asio::awaitable<void> linger(Front& front, Seat& seat, Socket& socket) {
    front.enter(seat, Phase::closing);
    error_code ignored;
    socket.shutdown(Socket::shutdown_send, ignored);
    std::string waste(kFirstRead * 4, '\0');
    for (std::size_t read = 0; read < kDiscardMax;) {
        const auto [error, count] = co_await socket.async_read_some(asio::buffer(waste), kTuple);
        if (error) co_return;
        read += count;
    }
}

asio::awaitable<void> attend_plain(Front& front, Seat& seat, Socket& socket) {
    const bool goodbye = co_await converse(front, seat, socket);
    if (goodbye) co_await linger(front, seat, socket);
}

asio::awaitable<void> attend_tls(Front& front, Seat& seat, asio::ssl::stream<Socket&>& stream) {
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kTuple);
    if (error) co_return;
    const bool goodbye = co_await converse(front, seat, stream);
    if (!goodbye) co_return;
    front.enter(seat, Phase::closing);
    (void)co_await stream.async_shutdown(kTuple);
    co_await linger(front, seat, stream.next_layer());
}

}  // namespace

asio::awaitable<void> attend(Front& front, Socket socket, Door door, Connections::Id id,
                             asio::ssl::context* tls) {
    Seat seat(front.io(), id, door);
    front.sit(seat, socket);
    if (tls) {
        asio::ssl::stream<Socket&> stream(socket, *tls);
        co_await attend_tls(front, seat, stream);
    } else {
        co_await attend_plain(front, seat, socket);
    }
    front.leave(seat);
}

}  // namespace province
