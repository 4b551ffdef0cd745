#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// How far a typed word is from a known one: slips of the finger, and spelling by ear. Words are
/// folded (text::fold). Part of the search.
namespace catalogue {

/// The word as it sounds to somebody somewhere in Viet Nam: tr/ch, s/x, d/gi/r/v, l/n, i/y and
/// the endings n/ng/nh and c/ch/t fall together. "tru" and "chu" give the same.
std::string sound_of(std::string_view word);

/// A bit for each of a–z in the word: two words that differ in many letters need no closer look.
std::uint32_t letters_in(std::string_view word);

/// How many mistakes a word of this length may have: short ones turn into each other too easily.
/// One of three letters may have one where other words beside it tell what is meant.
int mistakes_allowed(std::string_view word, bool alone);

/// What a line meant that was typed by telex and not composed, because the keyboard was set to
/// English or a key was missed: "ddawng kys" → "đăng ký". Other words stay as they are.
std::string telex_reading(std::string_view line);

/// Mistakes between a typed word and a known one: a letter wrong, missing, extra, or two
/// neighbours swapped. Anything above `limit` is told as limit + 1.
struct Distance {
    int whole;      ///< To the known word.
    int beginning;  ///< To the nearest beginning of it.
};
Distance distance_between(std::string_view typed, std::string_view known, int limit);

}  // namespace catalogue
