#include "web/cookie.h"

#include <fmt/format.h>

namespace web {

namespace {

constexpr std::string_view kAttributes = "Path=/; Secure; HttpOnly; SameSite=Strict";

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string token_of(const Request& request) {
    const auto found = request.headers.find("cookie");
    if (found == request.headers.end()) return {};
    std::string_view rest = found->second;
    std::string token;
    bool seen = false;
    while (!rest.empty()) {
        const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
        rest.remove_prefix(
            std::min(rest.size(), rest.find(';') == rest.npos ? rest.size() : rest.find(';') + 1));
        const std::size_t equals = pair.find('=');
        if (equals == pair.npos || pair.substr(0, equals) != kCookie) continue;
        if (seen) return {};
        seen = true;
        token = pair.substr(equals + 1);
    }
    return token;
}

void give_cookie(Answer& answer, std::string_view token) {
    answer.headers.emplace_back("Set-Cookie",
                                fmt::format("{}={}; {}", kCookie, token, kAttributes));
}

void take_cookie(Answer& answer) {
    answer.headers.emplace_back("Set-Cookie",
                                fmt::format("{}=; Max-Age=0; {}", kCookie, kAttributes));
}

}  // namespace web
