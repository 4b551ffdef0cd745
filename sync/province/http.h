#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "web/message.h"

/// HTTP as the province speaks it: whole requests in, whole answers out. Values only; sockets are
/// session.h's, what is answered is desk.h's.
namespace province {

/// By which door somebody comes in: TLS, plain HTTP (nginx, or loopback), or the Unix socket that
/// only the owner of the state folder can open.
enum class Door { tls, plain, local };

enum class Page {
    ingest,
    too_large,  ///< A batch that is not read: its refusal is signed.
    enrol,
    rotate,
    publication,
    file,
    health,
    metrics,
    admin,
    page_file,  ///< Of the page: answered at once.
    redirect,   ///< A QR code through the province: at once too.
    api,        ///< Below /api/: by a worker of the page.
    tend,       ///< No page: arrivals are written down, redirects made anew.
    tidy_up,    ///< No page: the day's housekeeping, which a worker does.
};

/// Whether it is the page's for people (page.h).
constexpr bool is_of_page(Page page) {
    return page == Page::api || page == Page::page_file || page == Page::redirect;
}

/// Where a request leads.
struct Route {
    Page page = Page::health;
    std::string name{};  ///< "ingest", "admin/kiosks": for log and metrics.
    std::string rest{};  ///< The digest of a file, the verb of an admin's request.
    std::size_t body_max = 0;
    std::string media{};  ///< The content type its body must have; empty: it takes no body.
    bool operator==(const Route&) const = default;
};

/// What stands before the body.
struct Head {
    Door door = Door::plain;
    std::string method, target, media;
    std::optional<std::uint64_t> length;          ///< Content-Length, if it was told.
    bool other_length = false;                    ///< Transfer-Encoding: the length is not told.
    bool encoded = false;                         ///< Content-Encoding.
    std::map<std::string, std::string> fields{};  ///< Those of web::kHeaders.
};

struct Request {
    Route route;
    std::string body;
    web::Request page{};  ///< Of the page alone; its body is put there when it is read.
};

/// What became of a batch, for the log and the sums.
struct Taken {
    std::string device;                            ///< Its first digits.
    std::map<std::string, std::int64_t> verdicts;  ///< "ok", "dup", "parked", "bad" …
    std::map<std::string, std::int64_t> heads;     ///< "ok", "fork" …
    std::string refused;
};

struct Response {
    int status = 200;
    std::string media{};
    std::string body{};
    std::string file{};  ///< Sent in place of the body when it is not empty.
    std::string allow{};
    std::vector<std::pair<std::string, std::string>> headers{};  ///< Beside those.
    int retry_after_s = 0;
    std::optional<Taken> taken{};
    std::string said{};     ///< For the log: the code of a problem.
    std::string trouble{};  ///< For the log: what failed on our side.
};

inline constexpr std::string_view kTextMedia = "text/plain; charset=utf-8";
inline constexpr std::string_view kJsonMedia = "application/json";

/// {"error": code, "message": …}: of everything that a device need not believe.
Response problem(int status, std::string_view code, std::string_view message);

/// "Not now": come again after some seconds.
inline constexpr int kRetryAfter = 30;
Response later(std::string_view message);

/// Where it leads, or why it is refused before its body is read.
std::variant<Route, Response> route(const Head& head);

/// Status line and header fields of an answer, with the empty line.
std::string header_of(const Response& response, std::uint64_t body_bytes, bool keep_alive);

}  // namespace province
