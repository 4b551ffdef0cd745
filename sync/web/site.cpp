#include "web/site.h"

#include <algorithm>
#include <array>

#include "base/log.h"
#include "ledger/publishing.h"

namespace web {

namespace {

/// The part of `path` that varies, if it fits.
std::optional<std::string> part_of(std::string_view pattern, std::string_view path) {
    const bool rest = pattern.ends_with("/**");
    const bool one = !rest && pattern.ends_with("/*");
    if (!rest && !one) return pattern == path ? std::optional(std::string()) : std::nullopt;
    const std::string_view begins = pattern.substr(0, pattern.size() - (rest ? 2 : 1));
    if (!path.starts_with(begins) || path.size() == begins.size()) return std::nullopt;
    const std::string_view part = path.substr(begins.size());
    if (one && part.find('/') != part.npos) return std::nullopt;
    return std::string(part);
}

std::array<std::span<const Route>, 5> tables() {
    return {session_routes(), figure_routes(), file_routes(), publishing_routes(),
            officer_routes()};
}

}  // namespace

std::variant<Found, Answer> find(const std::string& method, const std::string& path) {
    const std::string_view wanted = method == "HEAD" ? "GET" : std::string_view(method);
    std::string allow;
    for (const std::span<const Route> table : tables())
        for (const Route& route : table) {
            std::optional<std::string> part = part_of(route.path, path);
            if (!part) continue;
            if (route.method == wanted) return Found{.route = &route, .part = std::move(*part)};
            allow += (allow.empty() ? "" : ", ") + std::string(route.method);
        }
    if (allow.empty()) return problem(404, "not_found", "there is no such page");
    Answer answer = problem(405, "method", "this page is asked for in another way");
    answer.headers.emplace_back("Allow", allow);
    return answer;
}

Result<> Site::renew() {
    const std::int64_t newest = TRY(ledger::newest_version(ledger_.connection()));
    if (world_ && world_->version == newest) return {};
    world_ = TRY(load_world(ledger_, places_, program_version_));
    return {};
}

Answer Site::plain_answer(Request request, WallTime now) {
    std::variant<Found, Answer> where = find(request.method, request.path);
    if (Answer* refused = std::get_if<Answer>(&where)) return std::move(*refused);
    const Found& found = std::get<Found>(where);
    if (const Result<> renewed = renew(); !renewed) return failed(renewed.error());
    std::variant<officers::Session, Answer> who =
        admit(ledger_, *found.route, request, now, sign_on_);
    if (Answer* refused = std::get_if<Answer>(&who)) return std::move(*refused);
    Context context{.ledger = ledger_,
                    .world = *world_,
                    .now = now,
                    .session = std::move(std::get<officers::Session>(who))};
    return found.route->answer(context, request, found.part);
}

Answer Site::answer(const Request& request, WallTime now) {
    Answer answer = plain_answer(request, now);
    harden(answer, request.secure);
    return answer;
}

Answer failed(const Error& error) {
    switch (error.code) {
        case Error::Code::not_found: return problem(404, "not_found", error.message);
        case Error::Code::invalid: return problem(400, "query", error.message);
        case Error::Code::io:
        case Error::Code::corrupt:
        case Error::Code::unavailable: break;
    }
    Answer answer = problem(503, "unavailable", "the store cannot be reached; come again");
    answer.headers.emplace_back("Retry-After", "30");
    answer.trouble = error.message;
    return answer;
}

Result<json::Value> object_of(const Request& request, std::size_t bytes_max) {
    json::Value value =
        TRY(json::parse(request.body, "the request", {.bytes = bytes_max, .depth = 8}));
    if (!value.is_object()) return Error{Error::Code::invalid, "expected a JSON object"};
    return value;
}

}  // namespace web
