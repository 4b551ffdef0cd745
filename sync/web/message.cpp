#include "web/message.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace web {

namespace {

constexpr std::size_t kQueryMax = 16;  // Names; the page asks with five at most.

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kAlways{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};
constexpr std::string_view kOnlyTls = "max-age=31536000";

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i] == '+' ? ' ' : text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = digit_of(text[i + 1]), low = digit_of(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
        out += c;
    }
    if (!text::valid_utf8(out)) return std::nullopt;
    return out;
}

}  // namespace

Answer json_answer(const json::Value& value, int status) {
    return {.status = status,
            .media = "application/json",
            .body = value.dump(-1, ' ', false, json::Value::error_handler_t::replace)};
}

Answer problem(int status, std::string_view code, std::string_view message) {
    Answer answer = json_answer({{"error", code}, {"message", message}}, status);
    answer.said = code;
    return answer;
}

void harden(Answer& answer, bool secure) {
    for (const auto& [name, value] : kAlways) answer.headers.emplace_back(name, value);
    if (secure) answer.headers.emplace_back("Strict-Transport-Security", kOnlyTls);
}

std::optional<std::map<std::string, std::string>> query_of(std::string_view text) {
    std::map<std::string, std::string> query;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        if (one.empty()) continue;
        const std::size_t equals = one.find('=');
        const auto name = decoded(one.substr(0, equals));
        const auto value =
            decoded(equals == one.npos ? std::string_view() : one.substr(equals + 1));
        if (!name || !value || query.size() == kQueryMax) return std::nullopt;
        if (!query.emplace(*name, *value).second) return std::nullopt;
    }
    return query;
}

}  // namespace web
