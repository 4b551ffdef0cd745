#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/language.h"
#include "voice/said.h"
#include "voice/tokens.h"

/// One text being read from its first token to its last. Each rule looks at what stands at the
/// present place; it says it and moves on, or returns false and has done nothing. Internal to
/// spoken.cpp; the rules of numbers are in reading_numbers.cpp.
namespace voice {

class Reading {
public:
    Reading(std::string_view shown, text::Language language)
        : tokens_(tokens_of(shown)), language_(language) {}

    std::string read();

private:
    bool is_vietnamese() const { return language_ != text::Language::en; }
    /// The better of two words for one thing.
    const char* of(const char* vi, const char* en) const { return is_vietnamese() ? vi : en; }

    /// The token `by` places on (or back); an `end` beyond the text.
    const Token& peek(int by = 0) const;
    bool is_number(int by, std::size_t digits_min = 1, std::size_t digits_max = 18) const;
    std::uint64_t value(int by) const;  ///< Of a number; ASSERTs that there is one.
    /// Whether the last words said were these, "còn lại", without a mark since.
    bool after(std::string_view words) const;
    bool after_one_of(std::initializer_list<std::string_view> words) const;

    void word();
    bool abbreviation();
    bool host();
    bool roman();
    bool form_name();  ///< "CT01", "A4"
    bool weekday();    ///< "T2"
    void plain_word(const std::string& word);

    void sign();
    void slash();
    void dash();
    void dot();

    void number();
    bool iso_date();
    bool date();
    bool month_of_year();
    bool day_of_month();
    bool english_day();
    bool document_number();
    bool clock();
    bool hours_with_letter();
    void numeral();
    void part_of_whole();
    void say_time(std::uint64_t hours, std::uint64_t minutes);
    void say_span(std::uint64_t minutes, std::uint64_t seconds);
    void say_date(std::uint64_t day, std::uint64_t month, std::optional<std::uint64_t> year);
    std::string grouped_or_not();
    std::string ungrouped(const std::string& digits);
    bool unit(bool one);
    int range_ahead() const;  ///< How far on the other end of a range stands; 0: none.
    bool range();

    std::vector<Token> tokens_;
    text::Language language_;
    std::size_t at_ = 0;
    Said said_;
    std::string tail_;        ///< The last words, lower case, for after().
    bool numbering_ = false;  ///< Numbers are names here: "mẫu số 01, 02 hoặc 03".
    bool in_range_ = false;   ///< The last thing said was the "đến" of a range.
};

}  // namespace voice
