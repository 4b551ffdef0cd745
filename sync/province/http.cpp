#include "province/http.h"

#include <fmt/format.h>

#include <algorithm>

#include "province/page.h"
#include "wire/certificate.h"
#include "wire/envelope.h"

namespace province {

namespace {

constexpr std::size_t kEnrolBytesMax = 4u << 10;   // About 250 bytes.
constexpr std::size_t kRotateBytesMax = 8u << 10;  // About 800 bytes.
constexpr std::size_t kAdminBytesMax = 24u << 20;  // A publication: all its files, as JSON.
constexpr std::size_t kVerbMax = 24;

constexpr std::string_view kFileBegins = "/v1/file/", kAdminBegins = "/admin/";

bool is_digest(std::string_view text) { return wire::is_hex(text, 64); }

bool is_verb(std::string_view text) {
    return !text.empty() && text.size() <= kVerbMax &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The method a target answers to, and its route; no method: there is no such page.
struct Place {
    std::string_view method;
    Route route;
};

Place place_of(Door door, std::string_view target) {
    constexpr std::string_view kGet = "GET", kPost = "POST";
    const std::string envelope(wire::kEnvelopeMedia), json(kJsonMedia);
    if (target == "/v1/ingest")
        return {kPost, {Page::ingest, "ingest", "", wire::kEnvelopeBytesMax, envelope}};
    if (target == "/v1/enrol") return {kPost, {Page::enrol, "enrol", "", kEnrolBytesMax, json}};
    if (target == "/v1/rotate")
        return {kPost, {Page::rotate, "rotate", "", kRotateBytesMax, envelope}};
    if (target == "/v1/publication") return {kGet, {Page::publication, "publication", "", 0, ""}};
    if (target.starts_with(kFileBegins) && is_digest(target.substr(kFileBegins.size())))
        return {kGet, {Page::file, "file", std::string(target.substr(kFileBegins.size())), 0, ""}};
    if (target == "/healthz") return {kGet, {Page::health, "healthz", "", 0, ""}};
    if (target == "/metrics" && door != Door::tls)
        return {kGet, {Page::metrics, "metrics", "", 0, ""}};
    if (target.starts_with(kAdminBegins) && door == Door::local &&
        is_verb(target.substr(kAdminBegins.size()))) {
        const std::string verb(target.substr(kAdminBegins.size()));
        return {kPost, {Page::admin, "admin/" + verb, verb, kAdminBytesMax, json}};
    }
    return {};
}

/// Whether a value can break out of its line: never ours, so this is the last door, not the first.
bool is_field(std::string_view value) {
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// "application/json; charset=utf-8" is "application/json".
bool is_media(std::string_view told, std::string_view wanted) {
    std::string_view bare = told.substr(0, told.find(';'));
    while (bare.ends_with(' ')) bare.remove_suffix(1);
    return std::equal(bare.begin(), bare.end(), wanted.begin(), wanted.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 'a' - 'A') : a) == b;
    });
}

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 204: return "No Content";
        case 302: return "Found";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 411: return "Length Required";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "Status";
    }
}

/// What holds of every body is held against the page's too.
std::variant<Route, Response> checked(const Head& head, std::variant<Route, Response> where) {
    const Route* route = std::get_if<Route>(&where);
    if (!route) return where;
    const std::uint64_t length = head.length.value_or(0);
    if (head.other_length)
        return problem(411, "length", "tell the body's length: Content-Length, not chunks");
    if (length == 0) return where;
    if (route->body_max == 0) return problem(400, "malformed", "no body is wanted here");
    if (head.encoded || !is_media(head.media, route->media))
        return problem(415, "media", "the body must be " + route->media + ", without encoding");
    if (length > route->body_max) return problem(413, "too_large", "the body is too large");
    // Before megabytes of a stranger are read; whether they hold is seen after.
    const bool signs = head.fields.contains("cookie") && head.fields.contains("x-motcua-csrf");
    if (route->page == Page::api && length > web::kBodyBytesMax && !signs)
        return problem(401, "signed_out", "sign in first");
    return where;
}

}  // namespace

Response problem(int status, std::string_view code, std::string_view message) {
    return {.status = status,
            .media = std::string(kJsonMedia),
            .body = wire::encode_problem(code, message),
            .said = std::string(code)};
}

Response later(std::string_view message) {
    Response response = problem(503, "unavailable", message);
    response.retry_after_s = kRetryAfter;
    return response;
}

std::variant<Route, Response> route(const Head& head) {
    auto [method, route] = place_of(head.door, head.target);
    if (auto page = method.empty() ? page_route(head) : std::nullopt) return checked(head, *page);
    if (method.empty()) return problem(404, "not_found", "there is no such page");
    const bool read_only = method == "GET" && head.method == "HEAD";
    if (head.method != method && !read_only) {
        Response response = problem(405, "method", "this page is asked for in another way");
        response.allow = method == "GET" ? "GET, HEAD" : method;
        return response;
    }
    if (head.other_length)
        return problem(411, "length", "tell the body's length: Content-Length, not chunks");
    if (method == "GET") {
        if (head.length.value_or(0) > 0) return problem(400, "malformed", "no body is wanted here");
        return route;
    }
    if (!head.length) return problem(411, "length", "tell the body's length: Content-Length");
    if (head.encoded || !is_media(head.media, route.media))
        return problem(415, "media", "the body must be " + route.media + ", without encoding");
    if (*head.length <= route.body_max) return route;
    if (route.page != Page::ingest) return problem(413, "too_large", "the body is too large");
    route.page = Page::too_large;  // The device wants it signed.
    return route;
}

std::string header_of(const Response& response, std::uint64_t body_bytes, bool keep_alive) {
    std::string text =
        fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
    // RFC 9110, 8.6: none with 204; with 304 it would be that of the 200.
    if (response.status != 204 && response.status != 304)
        text += fmt::format("Content-Length: {}\r\n", body_bytes);
    if (!response.media.empty()) text += fmt::format("Content-Type: {}\r\n", response.media);
    if (!response.allow.empty()) text += fmt::format("Allow: {}\r\n", response.allow);
    if (response.retry_after_s > 0)
        text += fmt::format("Retry-After: {}\r\n", response.retry_after_s);
    bool cached = false;
    for (const auto& [name, value] : response.headers) {
        if (!is_field(name) || !is_field(value)) continue;
        text += fmt::format("{}: {}\r\n", name, value);
        cached = cached || name == "Cache-Control";
    }
    // Answers speak of now: no cache on the way may keep them.
    if (!cached) text += "Cache-Control: no-store\r\n";
    if (!keep_alive) text += "Connection: close\r\n";
    return text + "\r\n";
}

}  // namespace province
