#include "importing/code_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "importing/text_rules.h"

namespace importing {

namespace {

constexpr std::size_t kCodeLength = 8;  // "1.001193"

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool two_digits(std::string_view text) {
    return text.size() == 2 && is_digit(text[0]) && is_digit(text[1]);
}

CodeReading refused(std::string reason, std::string_view text) {
    CodeReading reading;
    reading.refusal = Remark{std::move(reason), fmt::format("\"{}\"", shown(text))};
    return reading;
}

CodeReading cut(std::string_view code, std::string_view text, const char* what) {
    CodeReading reading;
    reading.code = code;
    reading.cut = true;
    reading.remark = Remark{
        "code suffix cut",
        fmt::format("\"{}\" is {}: its fee, times and portal id are left out", shown(text), what)};
    return reading;
}

}  // namespace

std::string code_at_start(std::string_view text) {
    const std::string_view start = text.substr(0, kCodeLength);
    const bool runs_on = text.size() > kCodeLength && is_digit(text[kCodeLength]);
    return catalogue::is_code(start) && !runs_on ? std::string(start) : std::string();
}

CodeReading read_code(std::string_view raw) {
    const std::optional<std::string> cleaned = clean(raw);
    if (!cleaned) return refused("not a code", raw);
    const std::string_view text = *cleaned;
    if (text.empty()) return refused("no code", text);
    if (text.size() < 2 || !is_digit(text[0]) || text[1] != '.') return refused("not a code", text);
    const auto end = std::find_if_not(text.begin() + 2, text.end(), is_digit);
    const auto digits = static_cast<std::size_t>(end - text.begin()) - 2;
    const std::string_view rest = text.substr(2 + digits);
    if (rest == "-Xoa") return refused("deleted code", text);
    if (digits > 6) return refused("code of seven digits or more", text);
    if (digits < 6) return refused("not a code", text);
    const std::string_view code = text.substr(0, kCodeLength);
    if (rest.empty()) {
        CodeReading reading;
        reading.code = code;
        return reading;
    }
    if (rest[0] == '.' && two_digits(rest.substr(1))) return cut(code, text, "one case");
    if (rest[0] == '.' && rest.size() == 4 && rest[1] == 'H' && two_digits(rest.substr(2)))
        return cut(code, text, "one province's");
    if (std::isalpha(static_cast<unsigned char>(rest[0])))
        return refused("code with letters", text);
    return refused("not a code", text);
}

std::string read_uuid(std::string_view text) {
    constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() != kShape.size()) return {};
    std::string uuid;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (kShape[i] == '-' ? c != '-' : !std::isxdigit(c)) return {};
        uuid += static_cast<char>(std::tolower(c));
    }
    return uuid;
}

}  // namespace importing
