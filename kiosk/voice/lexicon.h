#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/language.h"

/// What is written short and said long: abbreviations, units, addresses, letters by their names.
/// Internal to spoken.cpp. Vietnamese and English only.
namespace voice {

/// "UBND" → "ủy ban nhân dân"; nothing for what is no known abbreviation. As written, case counts.
std::optional<std::string> expansion_of(std::string_view word, text::Language language);

/// What stands behind a number: "đ" → "đồng", "cm" → "xăng-ti-mét" without its hyphens. `one`: a
/// single thing is counted, which English says differently.
std::optional<std::string> unit_words(std::string_view unit, bool one, text::Language language);

/// One part of an address between its dots: "dichvucong" → "dịch vụ công".
std::string host_part_words(std::string_view part, text::Language language);
/// Whether an address may end with it.
bool is_host_ending(std::string_view part);

/// A sign with a name ("&" → "và"); nothing for one that is only seen.
std::optional<std::string> sign_words(std::string_view sign, text::Language language);

/// A word of a shown text as a synthesiser can take it: capitals in a row that are no word are
/// spelled ("ADN"), others lose their capitals ("SINH"), "MotCua" is two words.
std::string readable(std::string_view word, text::Language language);

/// The names of its letters: "CT" → "xê tê" · "C T".
std::string spelled(std::string_view letters, text::Language language);

/// III → 3; 0 for what is no Roman number of at least two letters, or one above 39.
unsigned roman_value(std::string_view word);

}  // namespace voice
