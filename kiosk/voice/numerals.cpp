#include "voice/numerals.h"

#include <array>

#include "base/panic.h"

namespace voice {

namespace {

using Number = std::uint64_t;

constexpr std::array<const char*, 10> kDigits{"không", "một", "hai", "ba",  "bốn",
                                              "năm",   "sáu", "bảy", "tám", "chín"};
constexpr std::array<const char*, 20> kSmall{
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<const char*, 10> kTens{"",      "",      "twenty",  "thirty", "forty",
                                            "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<const char*, 20> kOrdinals{
    "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};
constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};

struct Scale {
    Number size;
    const char *vi, *en;
};
constexpr std::array<Scale, 3> kScales{{{1'000'000'000, "tỷ", "billion"},
                                        {1'000'000, "triệu", "million"},
                                        {1000, "nghìn", "thousand"}}};

void add(std::string& words, std::string_view word) {
    if (!words.empty()) words += ' ';
    words += word;
}

/// The last digit after mươi: mốt and lăm; a zero is not said.
std::string vietnamese_unit(Number unit, bool after_tens) {
    if (unit == 1 && after_tens) return "mốt";
    if (unit == 5) return "lăm";
    return kDigits[unit];
}

std::string vietnamese_below_hundred(Number number) {
    if (number < 10) return kDigits[number];
    const Number tens = number / 10, unit = number % 10;
    std::string words = tens == 1 ? "mười" : std::string(kDigits[tens]) + " mươi";
    if (unit != 0) add(words, vietnamese_unit(unit, tens > 1));
    return words;
}

/// `inner`: larger groups stand before it, so its hundreds are said even when there are none.
std::string vietnamese_below_thousand(Number number, bool inner) {
    if (number < 100 && !inner) return vietnamese_below_hundred(number);
    std::string words = std::string(kDigits[number / 100]) + " trăm";
    const Number rest = number % 100;
    if (rest == 0) return words;
    if (rest < 10) add(words, "linh");
    add(words, vietnamese_below_hundred(rest));
    return words;
}

std::string vietnamese(Number number) {
    std::string words;
    for (const Scale& scale : kScales) {
        const Number count = number / scale.size;
        number %= scale.size;
        if (count == 0) continue;
        // Only tỷ counts above 999: "một nghìn tỷ".
        const std::string said =
            count > 999 ? vietnamese(count) : vietnamese_below_thousand(count, !words.empty());
        add(words, said + " " + scale.vi);
    }
    if (number > 0 || words.empty()) add(words, vietnamese_below_thousand(number, !words.empty()));
    return words;
}

std::string english_below_hundred(Number number) {
    if (number < kSmall.size()) return kSmall[number];
    std::string words = kTens[number / 10];
    if (number % 10 != 0) words += std::string("-") + kSmall[number % 10];
    return words;
}

std::string english(Number number) {
    std::string words;
    for (const Scale& scale : kScales) {
        const Number count = number / scale.size;
        number %= scale.size;
        if (count != 0) add(words, english(count) + " " + scale.en);
    }
    if (number >= 100) add(words, std::string(kSmall[number / 100]) + " hundred");
    const bool whole = number % 100 == 0 && !words.empty();
    if (whole) return words;
    if (!words.empty()) add(words, "and");
    add(words, english_below_hundred(number % 100));
    return words;
}

}  // namespace

std::string number_words(std::uint64_t number, text::Language language) {
    return language == text::Language::en ? english(number) : vietnamese(number);
}

std::string digit_words(std::string_view digits, text::Language language) {
    std::string words;
    for (const char digit : digits) {
        ASSERT(digit >= '0' && digit <= '9');
        const auto value = static_cast<std::size_t>(digit - '0');
        add(words, language == text::Language::en ? kSmall[value] : kDigits[value]);
    }
    return words;
}

std::string year_words(std::uint64_t year, text::Language language) {
    // "two thousand and four", but "nineteen forty-five", "twenty twenty-six", "nineteen hundred".
    const bool by_number = year < 1000 || year > 9999 || (year % 1000) < 10;
    if (language != text::Language::en || by_number) return number_words(year, language);
    const std::string century = english_below_hundred(year / 100);
    if (year % 100 == 0) return century + " hundred";
    if (year % 100 < 10) return century + " oh " + kSmall[year % 100];
    return century + " " + english_below_hundred(year % 100);
}

std::string english_ordinal(std::uint64_t day) {
    if (day < kOrdinals.size()) return day == 0 ? kSmall[0] : kOrdinals[day];
    if (day == 20) return "twentieth";
    if (day == 30) return "thirtieth";
    return std::string(kTens[(day / 10) % 10]) + "-" + kOrdinals[day % 10];
}

std::string month_words(std::uint64_t month, text::Language language) {
    ASSERT(month >= 1 && month <= 12);
    if (language == text::Language::en) return kMonths[month - 1];
    return "tháng " + (month == 4 ? std::string("tư") : number_words(month, language));
}

}  // namespace voice
