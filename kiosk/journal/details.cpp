#include "journal/details.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/clock.h"

namespace journal {

namespace {

using namespace std::string_view_literals;

constexpr std::array kFailures = {"no_paper"sv, "offline"sv, "failed"sv};
constexpr std::array kLeavings = {"left"sv, "idle"sv};
constexpr std::array kForms = {"xlsx"sv, "csv"sv};
constexpr std::array kChanges = {"added"sv, "pin_set"sv, "removed"sv};
constexpr std::array kRoles = {"officer"sv, "manager"sv};

constexpr std::int64_t kWaitMin = 15;    // As staff/door.h: the first lock, doubled…
constexpr std::int64_t kWaitMax = 3600;  // …up to an hour.
constexpr std::size_t kFileDigits = 16;
constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kTraitsWords = 4;
constexpr auto kSequenceMax = std::int64_t{1} << 48;  // Far more rows than a file can hold.

using Words = std::vector<std::string_view>;

Words words_in(std::string_view text) {
    Words words;
    while (true) {
        const std::size_t end = text.find(' ');
        words.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return words;
        text.remove_prefix(end + 1);
    }
}

template <class List>
bool one_of(const List& list, std::string_view text) {
    return std::ranges::find(list, text) != list.end();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex(std::string_view text, std::size_t digits) {
    return text.size() == digits &&
           std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

/// Decimal, from `min` to `max`, written in the one shortest way.
std::optional<std::int64_t> number_in(std::string_view text, std::int64_t min, std::int64_t max) {
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    if (value < min || value > max || std::to_string(value) != text) return std::nullopt;
    return value;
}

/// "+41" or "-3": never without a sign, never 0.
std::optional<std::int64_t> signed_in(std::string_view text, std::int64_t max) {
    if (text.starts_with('+')) return number_in(text.substr(1), 1, max);
    return number_in(text, -max, -1);
}

std::optional<tally::Day> day_in(std::string_view text) {
    constexpr tally::Day kFirst{};  // Business days are never before 1970.
    const std::chrono::year_month_day date = parse_iso_date(std::string(text));
    if (!date.ok() || tally::Day(date) < kFirst) return std::nullopt;
    return tally::Day(date);
}

/// "2026-11-23T02:05Z", as utc_text() writes it.
bool is_minute(std::string_view text) {
    constexpr std::string_view kShape = "dddd-dd-ddTdd:ddZ";
    if (text.size() != kShape.size() || text[10] != 'T' || text[13] != ':' || text[16] != 'Z')
        return false;
    for (const std::size_t at : {11u, 12u, 14u, 15u})
        if (!is_digit(text[at])) return false;
    return day_in(text.substr(0, 10)) && text.substr(11, 2) < "24" && text.substr(14, 2) < "60";
}

/// The four words from `first` on.
std::optional<tally::Traits> traits_in(const Words& words, std::size_t first) {
    std::string joined(words[first]);
    for (std::size_t i = 1; i < kTraitsWords; ++i) joined.append(" ").append(words[first + i]);
    return tally::parse_traits(joined);
}

std::optional<Handled> parse_correction(const Words& words, Handled handled) {
    if (words.size() != 9) return std::nullopt;
    const auto corrects = number_in(words[7], 1, kSequenceMax);
    if (!corrects || !tally::parse_reason(words[8])) return std::nullopt;
    handled.corrects = *corrects;
    return handled;
}

bool is_staff_in(const Words& words, std::size_t size) {
    return words.size() == size && is_staff(words[0]);
}

bool is_print_failure(const Words& words) {
    if (words.size() == 2) return words[0] == "slip" && one_of(kFailures, words[1]);
    return is_staff_in(words, 3) && words[1] == "sheet" && one_of(kFailures, words[2]);
}

bool is_export(const Words& words) {
    if (!is_staff_in(words, 4) || !one_of(kForms, words[1])) return false;
    const auto first = day_in(words[2]);
    const auto last = day_in(words[3]);
    return first && last && *first <= *last;
}

bool is_account_change(const Words& words) {
    if (words == Words{"outside", "changed"}) return true;
    return is_staff_in(words, 4) && one_of(kChanges, words[1]) && is_staff(words[2]) &&
           one_of(kRoles, words[3]);
}

}  // namespace

std::optional<Handled> parse_handled(Kind kind, std::string_view detail) {
    const Words words = words_in(detail);
    constexpr std::size_t kCommonWords = 3 + kTraitsWords;
    if (words.size() < kCommonWords || !is_staff(words[0])) return std::nullopt;
    const auto day = day_in(words[1]);
    const auto traits = traits_in(words, 3);
    const auto count = kind == Kind::dossier      ? number_in(words[2], 1, tally::kDossiersMax)
                       : kind == Kind::correction ? number_in(words[2], -tally::kDossiersMax, -1)
                                                  : signed_in(words[2], kImportedMax);
    if (!day || !count || !traits) return std::nullopt;
    Handled handled{.staff = std::string(words[0]),
                    .day = *day,
                    .count = *count,
                    .traits = *traits,
                    .corrects = 0};
    if (kind == Kind::correction) return parse_correction(words, std::move(handled));
    const bool whole = kind == Kind::dossier
                           ? words.size() == kCommonWords
                           : kind == Kind::imported && words.size() == kCommonWords + 1 &&
                                 is_hex(words[kCommonWords], kFileDigits);
    if (!whole) return std::nullopt;
    return handled;
}

std::optional<ClosedDay> parse_closed_day(std::string_view detail) {
    const Words words = words_in(detail);
    if (words.size() != 3 || !is_hex(words[2], kDigestDigits)) return std::nullopt;
    const bool by_itself = words[0] == "auto";
    const auto day = day_in(words[1]);
    if (!day || (!by_itself && !is_staff(words[0]))) return std::nullopt;
    return ClosedDay{.staff = std::string(by_itself ? std::string_view() : words[0]),
                     .day = *day,
                     .digest = std::string(words[2])};
}

bool staff_detail_fits(Kind kind, std::string_view detail) {
    const Words words = words_in(detail);
    switch (kind) {
        case Kind::slip_printed: return detail.empty();
        case Kind::print_failed: return is_print_failure(words);
        case Kind::staff_in:
        case Kind::door_failed: return is_staff_in(words, 1);
        case Kind::staff_out: return is_staff_in(words, 2) && one_of(kLeavings, words[1]);
        case Kind::door_locked:
            return is_staff_in(words, 2) && number_in(words[1], kWaitMin, kWaitMax);
        case Kind::dossier:
        case Kind::correction:
        case Kind::imported: return parse_handled(kind, detail).has_value();
        case Kind::day_closed: return parse_closed_day(detail).has_value();
        case Kind::exported: return is_export(words);
        case Kind::sheet_printed: return is_staff_in(words, 2) && day_in(words[1]);
        case Kind::account: return is_account_change(words);
        case Kind::clock_set:
            return is_staff_in(words, 3) && is_minute(words[1]) && is_minute(words[2]);
        default: return false;
    }
}

bool is_slip(std::string_view detail) { return detail.starts_with("slip "); }

bool is_staff(std::string_view text) {
    constexpr std::size_t kLetters = 2;
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return text.size() == 4 && std::ranges::all_of(text.substr(0, kLetters), is_capital) &&
           std::ranges::all_of(text.substr(kLetters), is_digit);
}

}  // namespace journal
