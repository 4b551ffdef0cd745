#include "voice/tokens.h"

#include "text/unicode.h"

namespace voice {

namespace {

constexpr char32_t kNarrowNoBreakSpace = 0x202f, kNoBreakSpace = 0xa0;

bool is_mark(char32_t c) { return c >= 0x300 && c <= 0x36f; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_space(char32_t c) {
    return c == U' ' || c == U'\t' || c == kNoBreakSpace || c == kNarrowNoBreakSpace;
}
bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'\u02bc'; }

TokenKind kind_of(char32_t c) {
    if (is_digit(c)) return TokenKind::number;
    if (is_space(c)) return TokenKind::space;
    return text::is_letter(c) && !is_apostrophe(c) ? TokenKind::word : TokenKind::sign;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view shown) {
    const std::vector<char32_t> points = text::code_points(shown);
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const char32_t c = points[i];
        const bool in_word = !tokens.empty() && tokens.back().is(TokenKind::word);
        const bool letter_next = i + 1 < points.size() && kind_of(points[i + 1]) == TokenKind::word;
        if (in_word && (is_mark(c) || (is_apostrophe(c) && letter_next))) {
            tokens.back().text += is_mark(c) ? text::to_utf8(c) : "'";
            continue;
        }
        const TokenKind kind = kind_of(c);
        const bool goes_on = !tokens.empty() && tokens.back().kind == kind;
        if (kind == TokenKind::space) {
            if (!goes_on) tokens.push_back({.kind = kind, .text = " "});
        } else if (goes_on && kind != TokenKind::sign) {
            tokens.back().text += text::to_utf8(c);
        } else {
            tokens.push_back({.kind = kind, .text = text::to_utf8(c)});
        }
    }
    return tokens;
}

}  // namespace voice
