#include "importing/fee_notes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "importing/fee_rules.h"
#include "text/unicode.h"

namespace importing {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whole notes, folded, that say "nothing to pay" and no more.
constexpr std::array<std::string_view, 12> kFree = {
    "khong",     "khong co",      "khong quy dinh",   "chua quy dinh",
    "khong thu", "khong thu phi", "khong thu le phi", "khong thu phi le phi",
    "mien phi",  "mien le phi",   "mien phi le phi",  "khong phai nop phi le phi"};

/// A number of at most `digits_max` digits, taken off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits_max) {
    std::size_t size = 0;
    while (size < text.size() && size < digits_max && is_digit(text[size])) ++size;
    int number = 0;
    if (size == 0 || std::from_chars(text.data(), text.data() + size, number).ec != std::errc())
        return std::nullopt;
    text.remove_prefix(size);
    return number;
}

/// "31/12/2026" at the start of `text`.
std::optional<std::chrono::sys_days> date_at(std::string_view text) {
    const std::optional<int> day = take_number(text, 2);
    if (!day || !text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
    const std::optional<int> month = take_number(text, 2);
    if (!month || !text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
    const std::optional<int> year = take_number(text, 4);
    if (!year || *year < 2000) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date);
}

}  // namespace

bool says_province_decides(std::string_view note) {
    const std::string key = text::fold(note);
    return key.find("hoi dong nhan dan") != key.npos || key.find("hdnd") != key.npos;
}

bool says_free(std::string_view note) {
    const std::string key = text::fold(note);
    if (std::find(kFree.begin(), kFree.end(), key) != kFree.end()) return true;
    if (key.starts_with("khong thu le phi ") || key.starts_with("khong thu phi ")) return true;
    // "Miễn lệ phí. Phí cấp bản sao …": free, and a word about something else.
    const std::string first = text::fold(note.substr(0, note.find('.')));
    return first == "mien le phi" || first == "mien phi";
}

std::vector<std::int64_t> figures_in(std::string_view note) {
    constexpr std::size_t kFiguresMax = 50;  // a note names a handful
    std::vector<std::int64_t> figures;
    for (std::size_t at = 0; at < note.size() && figures.size() < kFiguresMax; ++at) {
        if (!is_digit(note[at]) || (at > 0 && (is_digit(note[at - 1]) || note[at - 1] == '.' ||
                                               note[at - 1] == ',' || note[at - 1] == '/')))
            continue;
        std::string_view rest = note.substr(at);
        const std::optional<Money> money = take_money(rest);
        if (money && !money->foreign) figures.push_back(money->value);
    }
    return figures;
}

std::optional<std::chrono::sys_days> valid_until(std::string_view note) {
    constexpr std::string_view kUntil = "đến hết ngày ";
    std::optional<std::chrono::sys_days> latest;
    for (std::size_t at = note.find(kUntil); at != note.npos; at = note.find(kUntil, at + 1)) {
        const auto date = date_at(note.substr(at + kUntil.size()));
        if (date && (!latest || *date > *latest)) latest = date;
    }
    return latest;
}

}  // namespace importing
