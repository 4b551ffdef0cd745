#pragma once

#include <string>
#include <string_view>
#include <vector>

/// A shown text cut into what spoken.cpp reasons about. Internal to it.
namespace voice {

/// `end` stands before the first and after the last one, so that rules need no bounds.
enum class TokenKind { word, number, sign, space, end };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text{};  ///< A word's letters, a number's digits 0 … 9, one sign; a space: " ".

    bool is(TokenKind wanted) const { return kind == wanted; }
    bool is_sign(std::string_view wanted) const { return is(TokenKind::sign) && text == wanted; }
};

/// Words keep their combining marks, and an apostrophe between two letters (as '). Runs of
/// blanks are one space; a line break is the sign "\n".
std::vector<Token> tokens_of(std::string_view shown);

}  // namespace voice
