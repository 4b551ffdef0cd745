#include "province/page.h"

#include <algorithm>

namespace province {

namespace {

constexpr std::string_view kApi = "/api/", kFiles = "/web/", kCode = "/q/", kCodeUpper = "/Q/";

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

bool is_code(std::string_view path) {
    return path.starts_with(kCode) || path.starts_with(kCodeUpper);
}

std::variant<Route, Response> api_route(const Head& head) {
    const std::string path(path_of(head.target));
    std::variant<web::Found, web::Answer> found = web::find(head.method, path);
    if (web::Answer* refused = std::get_if<web::Answer>(&found)) {
        web::harden(*refused, head.door == Door::tls);
        return response_of(std::move(*refused));
    }
    const web::Route& route = *std::get<web::Found>(found).route;
    // By the table's path, not the asker's: names of log and metrics are bounded.
    return Route{.page = Page::api,
                 .name = std::string(route.path.substr(1)),
                 .rest = {},
                 .body_max = route.method == "GET" ? 0 : route.body_max,
                 .media = route.method == "GET" ? std::string() : std::string(kJsonMedia)};
}

std::variant<Route, Response> getting(const Head& head, Page page, std::string_view name) {
    if (head.method == "GET" || head.method == "HEAD")
        return Route{.page = page, .name = std::string(name)};
    Response response = problem(405, "method", "this page is asked for in another way");
    response.allow = "GET, HEAD";
    return response;
}

}  // namespace

std::optional<std::variant<Route, Response>> page_route(const Head& head) {
    if (head.door == Door::local) return std::nullopt;  // Operators and their programs.
    const std::string_view path = path_of(head.target);
    if (path.starts_with(kApi)) return api_route(head);
    if (is_code(path)) return getting(head, Page::redirect, "q");
    if (path.starts_with(kFiles) || web::is_page(path))
        return getting(head, Page::page_file, "page");
    return std::nullopt;
}

std::optional<web::Request> page_request(const Head& head) {
    web::Request request;
    request.method = head.method;
    request.path = path_of(head.target);
    // Databases differ in what they make of other bytes; none of our addresses has any.
    const auto plain = [](char c) { return c > 0x20 && c < 0x7f; };
    if (!std::ranges::all_of(request.path, plain)) return std::nullopt;
    const std::size_t mark = head.target.find('?');
    if (mark != head.target.npos) {
        auto query = web::query_of(std::string_view(head.target).substr(mark + 1));
        if (!query) return std::nullopt;
        request.query = std::move(*query);
    }
    request.headers = head.fields;
    request.proxy = head.door == Door::plain;
    const auto scheme = head.fields.find("x-forwarded-proto");
    request.secure = head.door == Door::tls ||
                     (request.proxy && scheme != head.fields.end() && scheme->second == "https");
    return request;
}

Response response_of(web::Answer answer) {
    Response response;
    response.status = answer.status;
    response.media = std::move(answer.media);
    response.body = std::move(answer.body);
    response.headers = std::move(answer.headers);
    response.said = std::move(answer.said);
    response.trouble = std::move(answer.trouble);
    return response;
}

bool is_for_people(const Head& head) {
    const std::string_view path = path_of(head.target);
    return head.door != Door::local && !path.starts_with("/v1/") && path != "/healthz" &&
           path != "/metrics";
}

void harden(Response& response, bool secure) {
    for (const auto& [name, value] : response.headers)
        if (name == "X-Content-Type-Options") return;
    web::Answer answer;
    web::harden(answer, secure);
    for (auto& header : answer.headers) response.headers.push_back(std::move(header));
}

Response Porch::file(const Request& request) const {
    return response_of(assets_.answer(request.page));
}

Response Porch::redirect(const Request& request, WallTime now) {
    const std::string_view code = std::string_view(request.page.path).substr(kCode.size());
    const bool counts = request.page.method == "GET";
    publishing::Redirector::Answer led = redirector_.answer(code, counts, now);
    web::Answer answer{
        .status = led.status, .media = std::string(kTextMedia), .body = std::move(led.body)};
    if (!led.location.empty()) answer.headers.emplace_back("Location", std::move(led.location));
    web::harden(answer, request.page.secure);
    return response_of(std::move(answer));
}

Response PageDesk::answer(const Request& request, WallTime now) {
    if (request.route.page == Page::tend) {
        const Result<> done = porch_.redirector().tend(site_.ledger());
        Response response;
        if (!done) response.trouble = done.error().message;
        return response;
    }
    return response_of(site_.answer(request.page, now));
}

}  // namespace province
