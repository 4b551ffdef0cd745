#pragma once

#include <string>
#include <string_view>

/// Typing Vietnamese on plain letters: aa â, aw ă, dd đ, ee ê, oo ô, ow ơ, uw ư, and the tones
/// s f r x j, z to take one away. Unaccented Vietnamese is never changed by it: no word without
/// accents ends in such a letter.
namespace text {

/// The word being typed after one more key (a lower-case letter, or a ready vowel such as ă).
/// The tone is placed as in "hòa", "thủy", "khuyến" (the older, official placement); typing the
/// same tone or mark twice takes it back and keeps the letter ("ass" → "as").
std::string telex(std::string_view word, char32_t key);

/// The same for a whole line: only its last word is touched.
std::string telex_line(std::string_view line, char32_t key);

}  // namespace text
