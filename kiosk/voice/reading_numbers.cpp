// A number alone says little: what stands around it decides between an amount, a day, a time and
// a name. The most particular reading is tried first.

#include <algorithm>

#include "voice/lexicon.h"
#include "voice/numerals.h"
#include "voice/reading.h"

namespace voice {

namespace {

constexpr std::size_t kGroup = 3;
constexpr std::size_t kAmountDigitsMax = 4;  // Ungrouped; the kiosk groups from the fourth on.
constexpr std::uint64_t kYearMin = 1900, kYearMax = 2100;

bool is_year(std::uint64_t number) { return number >= kYearMin && number <= kYearMax; }
bool is_day(std::uint64_t number) { return number >= 1 && number <= 31; }
bool is_month(std::uint64_t number) { return number >= 1 && number <= 12; }

bool is_english_month(std::string_view word) {
    for (std::uint64_t month = 1; month <= 12; ++month)
        if (month_words(month, text::Language::en) == word) return true;
    return false;
}

/// 1 … 3 digits and then threes, all with one sign between them.
bool is_grouped(const std::vector<std::string>& parts) {
    return parts.front().size() <= kGroup && parts.front().front() != '0' &&
           std::all_of(parts.begin() + 1, parts.end(),
                       [](const std::string& part) { return part.size() == kGroup; });
}

std::uint64_t value_of(std::string_view digits) {
    std::uint64_t number = 0;
    for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    return number;
}

constexpr std::size_t kDigitsMax = 18;  // Below the end of 64 bits.

std::string whole_words(const std::vector<std::string>& parts, text::Language language) {
    std::string digits;
    for (const std::string& part : parts) digits += part;
    if (digits.size() > kDigitsMax) return digit_words(digits, language);
    return number_words(value_of(digits), language);
}

/// Behind the comma: "21,25" is "hai mươi mốt phẩy hai mươi lăm"; English says each digit.
std::string fraction_words(const std::string& digits, text::Language language) {
    const bool by_digit =
        language == text::Language::en || digits.front() == '0' || digits.size() > 2;
    return by_digit ? digit_words(digits, language) : number_words(value_of(digits), language);
}

}  // namespace

void Reading::number() {
    if (iso_date() || date() || document_number() || month_of_year() || day_of_month() ||
        english_day() || clock() || hours_with_letter())
        return;
    if (is_number(0) && peek(1).is_sign("/") && is_number(2)) return part_of_whole();
    numeral();
}

void Reading::say_date(std::uint64_t day, std::uint64_t month, std::optional<std::uint64_t> year) {
    if (is_vietnamese()) {
        if (!after("ngày")) said_.word("ngày");
        said_.word(number_words(day, language_));
        said_.word(month_words(month, language_));
        if (year) said_.word("năm");
    } else {
        if (!after("the")) said_.word("the");
        said_.word(english_ordinal(day) + " of " + month_words(month, language_));
    }
    if (year) said_.word(year_words(*year, language_));
    tail_.clear();
}

bool Reading::iso_date() {
    const bool shaped = is_number(0, 4, 4) && peek(1).is_sign("-") && is_number(2, 2, 2) &&
                        peek(3).is_sign("-") && is_number(4, 2, 2);
    if (!shaped || !is_month(value(2)) || !is_day(value(4))) return false;
    say_date(value(4), value(2), value(0));
    at_ += 5;
    range();
    return true;
}

bool Reading::date() {
    const bool shaped = is_number(0, 1, 2) && peek(1).is_sign("/") && is_number(2, 1, 2) &&
                        peek(3).is_sign("/") && is_number(4, 4, 4);
    if (!shaped || !is_day(value(0)) || !is_month(value(2))) return false;
    say_date(value(0), value(2), value(4));
    at_ += 5;
    range();
    return true;
}

/// "766/QĐ-TTg", "188/2007/NĐ-CP": the stroke is not said, the year is.
bool Reading::document_number() {
    if (!is_number(0) || !peek(1).is_sign("/")) return false;
    const bool with_year =
        is_number(2, 4, 4) && peek(3).is_sign("/") && peek(4).is(TokenKind::word);
    if (!with_year && !peek(2).is(TokenKind::word)) return false;
    said_.word(peek().text.front() == '0' ? digit_words(peek().text, language_)
                                          : number_words(value(0), language_));
    if (with_year) {
        said_.word(of("năm", "of"));
        said_.word(year_words(value(2), language_));
    }
    at_ += with_year ? 4 : 2;
    return true;
}

bool Reading::month_of_year() {
    const bool shaped = is_number(0, 1, 2) && peek(1).is_sign("/") && is_number(2, 4, 4);
    if (!shaped || !is_month(value(0)) || !is_year(value(2))) return false;
    const std::string month = month_words(value(0), language_);
    static constexpr std::string_view kMonth = "tháng ";
    said_.word(after("tháng") ? month.substr(kMonth.size()) : month);
    if (is_vietnamese()) said_.word("năm");
    said_.word(year_words(value(2), language_));
    at_ += 3;
    range();
    return true;
}

bool Reading::day_of_month() {
    const bool shaped =
        is_number(0, 1, 2) && peek(1).is_sign("/") && is_number(2, 1, 2) && !peek(3).is_sign("/");
    if (!shaped || !after_one_of({"ngày", "on", "day"})) return false;
    if (!is_day(value(0)) || !is_month(value(2))) return false;
    say_date(value(0), value(2), {});
    at_ += 3;
    range();
    return true;
}

/// "1 July 2004".
bool Reading::english_day() {
    const bool shaped =
        is_number(0, 1, 2) && peek(1).is(TokenKind::space) && is_english_month(peek(2).text);
    if (is_vietnamese() || !shaped || !is_day(value(0))) return false;
    if (!after("the")) said_.word("the");
    said_.word(english_ordinal(value(0)) + " of " + peek(2).text);
    at_ += 3;
    tail_.clear();
    return true;
}

bool Reading::clock() {
    const bool shaped = is_number(0, 1, 2) && peek(1).is_sign(":") && is_number(2, 2, 2);
    if (!shaped || value(2) > 59) return false;
    const std::uint64_t first = value(0), second = value(2);
    const bool counted_down = after_one_of({"còn lại", "còn", "left", "remaining"}) ||
                              (peek().text.size() == 1 && after_one_of({"sau", "in"}));
    const bool of_the_day = in_range_ || after_one_of({"lúc", "từ", "đến", "trước", "tới", "at",
                                                       "from", "to", "until", "before", "by"});
    const bool one_digit = peek().text.size() == 1;
    at_ += 3;
    const bool span = counted_down || (one_digit && !of_the_day && range_ahead() == 0);
    if (span || first > 24)
        say_span(first, second);
    else
        say_time(first, second);
    range();
    return true;
}

/// "7h30", "7g30".
bool Reading::hours_with_letter() {
    const bool shaped = is_vietnamese() && is_number(0, 1, 2) &&
                        (peek(1).text == "h" || peek(1).text == "g") && is_number(2, 2, 2);
    if (!shaped || value(0) > 24 || value(2) > 59) return false;
    const std::uint64_t hours = value(0), minutes = value(2);
    at_ += 3;
    say_time(hours, minutes);
    range();
    return true;
}

void Reading::say_time(std::uint64_t hours, std::uint64_t minutes) {
    said_.word(number_words(hours, language_));
    if (is_vietnamese()) {
        said_.word("giờ");
        if (minutes > 0) said_.word(number_words(minutes, language_) + " phút");
    } else if (minutes == 0) {
        said_.word("o'clock");
    } else {
        said_.word((minutes < 10 ? "oh " : "") + number_words(minutes, language_));
    }
    tail_.clear();
}

void Reading::say_span(std::uint64_t minutes, std::uint64_t seconds) {
    if (minutes > 0) {
        said_.word(number_words(minutes, language_));
        said_.word(of("phút", minutes == 1 ? "minute" : "minutes"));
    }
    if (seconds > 0 || minutes == 0) {
        said_.word(number_words(seconds, language_));
        said_.word(of("giây", seconds == 1 ? "second" : "seconds"));
    }
    tail_.clear();
}

void Reading::part_of_whole() {
    const bool sums = is_vietnamese();
    said_.word(number_words(value(0), language_));
    said_.word(sums ? "trên" : "of");
    said_.word(number_words(value(2), language_));
    at_ += 3;
    tail_.clear();
    unit(false);
}

/// An amount with what is counted: "8.000 đ – 50.000 đ", "21,5", "87 %", "2a", "4G".
void Reading::numeral() {
    const bool one = peek().text == "1";
    const bool fourth = is_vietnamese() && peek().text == "4" && after_one_of({"tháng", "thứ"});
    const bool first = is_vietnamese() && peek().text == "1" && after("thứ");
    const std::string words = grouped_or_not();
    said_.word(fourth ? "tư" : first ? "nhất" : words);
    tail_.clear();
    in_range_ = false;
    unit(one);
    if (range()) return;
    const int gap = peek().is(TokenKind::space) ? 1 : 0;
    const int next = peek(gap + 1).is(TokenKind::space) ? gap + 2 : gap + 1;
    if ((peek(gap).text == "x" || peek(gap).is_sign("×")) && is_number(next)) {
        said_.word(of("nhân", "by"));
        at_ += static_cast<std::size_t>(next);
    }
}

/// Takes a number with its groups and its fraction, and everything else with dots in it.
std::string Reading::grouped_or_not() {
    std::vector<std::string> parts{peek().text};
    std::string signs;
    for (++at_; (peek().is_sign(".") || peek().is_sign(",")) && peek(1).is(TokenKind::number);
         at_ += 2) {
        signs += peek().text;
        parts.push_back(peek(1).text);
    }
    if (signs.empty()) return ungrouped(parts.front());
    const char thousands = is_vietnamese() ? '.' : ',', comma = is_vietnamese() ? ',' : '.';
    const auto all = [&](char sign) { return signs.find_first_not_of(sign) == signs.npos; };
    const bool several = parts.size() > 2;
    if (is_grouped(parts) && (all(thousands) || (several && all(comma))))
        return whole_words(parts, language_);
    const std::string before = signs.substr(0, signs.size() - 1);
    const bool fraction =
        signs.back() == comma && before.find_first_not_of(thousands) == before.npos;
    if (fraction) {
        const std::vector<std::string> whole(parts.begin(), parts.end() - 1);
        if (whole.size() == 1 || is_grouped(whole))
            return whole_words(whole, language_) + of(" phẩy ", " point ") +
                   fraction_words(parts.back(), language_);
    }
    // A code, "1.001193", or a list without spaces, "1,2,3".
    std::string words = ungrouped(parts.front());
    for (std::size_t i = 0; i < signs.size(); ++i) {
        words += signs[i] == ',' ? ", " : of(" chấm ", " point ");
        words += parts[i + 1].front() == '0' ? digit_words(parts[i + 1], language_)
                                             : ungrouped(parts[i + 1]);
    }
    return words;
}

std::string Reading::ungrouped(const std::string& digits) {
    const int gap = peek().is(TokenKind::space) ? 1 : 0;
    const bool counts = unit_words(peek(gap).text, false, language_).has_value();
    const bool zero = digits.size() > 1 && digits.front() == '0';
    const bool name = (zero && (numbering_ || digits.size() > 2)) ||
                      (digits.size() > kAmountDigitsMax && !counts) || digits.size() > kDigitsMax;
    if (name) return digit_words(digits, language_);
    const std::uint64_t number = value_of(digits);
    const bool year = digits.size() == kAmountDigitsMax && is_year(number) && !counts;
    return year ? year_words(number, language_) : number_words(number, language_);
}

bool Reading::unit(bool one) {
    const int gap = peek().is(TokenKind::space) ? 1 : 0;
    const auto words = unit_words(peek(gap).text, one, language_);
    if (!words) {
        // "4G", "2a": a name of digits and letters.
        const bool name = peek().is(TokenKind::word) && peek().text.size() <= 2 && !is_number(1);
        if (name) said_.word(spelled(tokens_[at_++].text, language_));
        return false;
    }
    said_.word(*words);
    at_ += static_cast<std::size_t>(gap) + 1;
    const bool squared = peek().is_sign("²") || peek().text == "2";
    if (squared && peek(-1).is(TokenKind::word)) {
        said_.word(of("vuông", "squared"));
        ++at_;
    }
    if (peek().is_sign("/") && peek(1).is(TokenKind::word)) {
        said_.word(of("mỗi", "per"));
        ++at_;
    }
    return true;
}

int Reading::range_ahead() const {
    const int gap = peek().is(TokenKind::space) ? 1 : 0;
    const std::string& sign = peek(gap).text;
    const bool dashed =
        peek(gap).is(TokenKind::sign) && (sign == "–" || sign == "-" || sign == "—" || sign == "−");
    const int next = gap + 1 + (peek(gap + 1).is(TokenKind::space) ? 1 : 0);
    const bool even = (next - gap == 2) == (gap == 1);  // " -5" is no range.
    return dashed && even && is_number(next) ? next : 0;
}

/// A dash before another number: "2.000 – 5.000 đ". Says "đến" and stops at that number.
bool Reading::range() {
    const int next = range_ahead();
    if (next == 0) return false;
    said_.word(of("đến", "to"));
    at_ += static_cast<std::size_t>(next);
    in_range_ = true;
    return true;
}

}  // namespace voice
