#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/language.h"

/// Numbers as words, Vietnamese and British English. Where Vietnamese has several right forms the
/// one understood in every region is taken: linh (not lẻ), nghìn (not ngàn), bốn after mươi (not
/// tư); mốt and lăm are the rule.
namespace voice {

/// 21 → "hai mươi mốt" · "twenty-one"; 105 → "một trăm linh năm" · "one hundred and five".
std::string number_words(std::uint64_t number, text::Language language);
/// "0193" → "không một chín ba" · "zero one nine three". Digits only.
std::string digit_words(std::string_view digits, text::Language language);
/// 1945 → "nineteen forty-five"; Vietnamese reads a year as a number.
std::string year_words(std::uint64_t year, text::Language language);
/// 23 → "twenty-third": the days of an English date.
std::string english_ordinal(std::uint64_t day);
/// 4 → "tháng tư" · "April"; 1 … 12.
std::string month_words(std::uint64_t month, text::Language language);

}  // namespace voice
