#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// UTF-8 as the kiosk accepts it (NFC, no control characters) and as it compares it.
namespace text {

bool valid_utf8(std::string_view bytes);
bool is_nfc(std::string_view utf8);

/// NFC of valid UTF-8; `invalid` for broken bytes.
Result<std::string> nfc(std::string_view bytes);

/// What is wrong with a text meant for the glass, "" when nothing is: it must be NFC without
/// control or invisible characters, without spaces at the ends of a line or in a row, and every
/// mark on its letter, in the order in which they are written (problem_with_marks). Line breaks
/// are fine.
std::string problem_of(std::string_view bytes);

/// NFC keeps what has no composed letter as a letter and its marks, in any order: ê̆ is ê and the
/// breve (U+00EA U+0306), but ĕ and the circumflex would look alike and be another text. What is
/// wrong with that, and the right spelling; "" when nothing is.
std::string problem_with_marks(std::string_view utf8);

/// The code points of valid UTF-8. Broken bytes become U+FFFD: drawing must not fail.
std::vector<char32_t> code_points(std::string_view utf8);
std::string to_utf8(char32_t code_point);
std::string to_utf8(const std::vector<char32_t>& code_points);

/// Removes the last letter with all its marks.
void drop_last(std::string& utf8);

/// The letter and its accents, one by one: ế → e, circumflex, acute.
std::vector<char32_t> decomposed(char32_t code_point);

bool is_letter(char32_t code_point);
bool is_mark(char32_t code_point);        ///< One that stands on the letter before it.
bool is_apostrophe(char32_t code_point);  ///< Any of ' ‘ ’ ʼ: Bahnar writes letters with it.
char32_t lower(char32_t code_point);
char32_t upper(char32_t code_point);

/// For comparing and searching: lower case, without accents, đ as d, ƀ as b, runs of anything that
/// is neither letter nor digit as one space, trimmed. "Hoà giải, Đất đai" → "hoa giai dat dai".
/// An apostrophe before a letter is part of it: "‘lơ̆ng" → "long". Dots inside
/// numbers are kept, so that procedure codes stay whole: "1.001193".
std::string fold(std::string_view utf8);

/// A folded text that remembers where its bytes came from.
struct Folded {
    std::string text;
    /// For every byte of `text` the offset in the source of the letter it stands for, and one
    /// more: the end of the last letter. Accents belong to the letter before them.
    std::vector<std::size_t> from;
};
Folded fold_with_origin(std::string_view utf8);

/// Spaces, tabs, NBSP and newlines in runs become one space; both ends trimmed.
std::string squash(std::string_view utf8);

}  // namespace text
