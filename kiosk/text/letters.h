#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/language.h"

/// Jrai and Bahnar as their writers spell them (handbook/domain.md §7): where two spellings of one
/// letter live side by side both are taken and one is shown, and texts of before Unicode are told
/// from those of today. Vietnamese and English pass untouched.
namespace text {

/// č for c̆ (U+0063 U+0306): both are in use, and č is one letter in every font. Before Bahnar's b,
/// j, l, m and n the apostrophe that VOV4 prints, ‘ (U+2018), for ', ’ and ʼ. ƀ, the other spelling
/// of ‘b, stays as written.
std::string one_spelling(std::string_view utf8, Language language);

/// A word in the font encoding of before Unicode, where signs of ASCII were drawn as letters:
/// [ ƀ, { Ƀ, ] č, ` ñ, ^ ĭ, \ the breve.
struct OldWord {
    std::string word;      ///< "[u"
    std::string probably;  ///< "ƀu"
    bool operator==(const OldWord&) const = default;
};
/// The first one. {holes} are none, nor are signs that touch no letter.
std::optional<OldWord> old_encoding(std::string_view utf8);

/// What is wrong with the letters of a text in NFC: its marks (problem_with_marks in unicode.h),
/// and of Jrai and Bahnar that it is in the old encoding, with what it probably says. "": nothing.
std::string problem_with_letters(std::string_view utf8, Language language);
/// The same after problem_of() of unicode.h: all there is to say of a text for the glass.
std::string problem_of(std::string_view utf8, Language language);

}  // namespace text
