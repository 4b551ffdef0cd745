#include "dossiers/cells.h"

#include <algorithm>
#include <charconv>

#include "importing/code_rules.h"
#include "text/unicode.h"

namespace dossiers {

namespace {

constexpr int kSerialMax = 99'999;  // 2173-10-13; limits on days are narrower.

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Cuts a number of one to `digits_max` digits off the front.
std::optional<int> cut_number(std::string_view& text, std::size_t digits_max) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > digits_max) return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + digits, number);
    text.remove_prefix(digits);
    return number;
}

bool cut(std::string_view& text, char sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(1);
    return true;
}

/// Nothing, or a time as " 08:15", "T08:15:30.000", "… +07:00". Another zone could be another
/// day.
bool is_time(std::string_view text) {
    if (text.empty()) return true;
    if (!cut(text, ' ') && !cut(text, 'T')) return false;
    const auto hours = cut_number(text, 2);
    if (!hours || *hours > 23 || !cut(text, ':')) return false;
    const auto minutes = cut_number(text, 2);
    if (!minutes || *minutes > 59) return false;
    if (cut(text, ':')) {
        const auto seconds = cut_number(text, 2);
        if (!seconds || *seconds > 60) return false;
        if (cut(text, '.') && !cut_number(text, 9)) return false;
    }
    return text.empty() || text == "+07:00" || text == "+0700";
}

std::optional<tally::Day> day_of(int year, int month, int day) {
    const auto date = std::chrono::year(year) / month / day;
    if (!date.ok() || year < 2000) return std::nullopt;
    return tally::Day(date);
}

std::optional<tally::Day> read_day(std::string_view text, DateForm form) {
    if (form == DateForm::excel) {
        const auto serial = cut_number(text, 5);
        const bool fraction = text.empty() || (cut(text, '.') && !text.empty() &&
                                               std::ranges::all_of(text, is_digit));
        if (!serial || *serial > kSerialMax || !fraction) return std::nullopt;
        return tally::Day(std::chrono::year(1899) / 12 / 30) + std::chrono::days(*serial);
    }
    const bool year_first = form == DateForm::year_month_day;
    const char sign = year_first ? '-' : '/';
    const std::size_t length = text.size();
    const auto first = cut_number(text, year_first ? 4 : 2);
    if (!first || !cut(text, sign)) return std::nullopt;
    if (year_first && length - text.size() != 5) return std::nullopt;  // A year has four digits.
    const auto month = cut_number(text, 2);
    if (!month || !cut(text, sign)) return std::nullopt;
    const auto last = cut_number(text, year_first ? 2 : 4);
    if (!last || !is_time(text)) return std::nullopt;
    return year_first ? day_of(*first, *month, *last) : day_of(*last, *month, *first);
}

}  // namespace

bool is_blank(std::string_view cell) {
    const auto is_plain = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); };
    // Most cells are seen not to be blank without folding them.
    return cell.empty() || (!is_plain(cell.front()) && key_of(cell).empty());
}

std::optional<tally::Day> read_day(std::string_view cell, const std::vector<DateForm>& forms) {
    if (!text::valid_utf8(cell)) return std::nullopt;
    const std::string text = text::squash(cell);
    for (const DateForm form : forms)
        if (const auto day = read_day(text, form)) return day;
    return std::nullopt;
}

std::optional<std::string> read_procedure(std::string_view cell) {
    importing::CodeReading reading = importing::read_code(cell);
    if (reading.code.empty()) return std::nullopt;
    return std::move(reading.code);
}

std::optional<std::int64_t> read_count(std::string_view cell, std::int64_t count_max) {
    if (!text::valid_utf8(cell)) return std::nullopt;
    const std::string text = text::squash(cell);
    std::int64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view rest(read.ptr,
                                static_cast<std::size_t>(text.data() + text.size() - read.ptr));
    const bool whole = rest.empty() || (rest.size() > 1 && rest[0] == '.' &&
                                        rest.find_first_not_of('0', 1) == rest.npos);
    // ".000" is Vietnamese for thousands, not for a whole number.
    if (read.ec != std::errc() || !whole || rest.size() > 2 || count < 1 || count > count_max)
        return std::nullopt;
    return count;
}

std::optional<bool> read_due(std::string_view cell) {
    if (!text::valid_utf8(cell) || cell.find('-') != cell.npos) return std::nullopt;
    std::string key = text::fold(cell);
    std::erase(key, ' ');
    for (const std::string_view unit : {"vnd", "dong", "d"}) {
        if (!key.ends_with(unit)) continue;
        key.resize(key.size() - unit.size());
        break;
    }
    const auto known = [](char c) { return is_digit(c) || c == '.'; };
    if (key.empty() || !std::ranges::all_of(key, known)) return std::nullopt;
    return std::ranges::any_of(key, [](char c) { return is_digit(c) && c != '0'; });
}

}  // namespace dossiers
