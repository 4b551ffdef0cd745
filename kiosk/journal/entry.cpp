#include "journal/entry.h"

#include <fmt/format.h>

#include <algorithm>

namespace journal {

namespace {

constexpr std::string_view kFormat = "motcua-row-1";
constexpr char kSeparator = '\t';  // No field can hold one: event.h allows fixed words only.

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> fields;
    while (true) {
        const std::size_t end = text.find(kSeparator);
        fields.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return fields;
        text.remove_prefix(end + 1);
    }
}

// What a damaged file holds may be anything; a terminal must not obey it.
std::string printable(std::string_view text) {
    constexpr std::size_t kShownMax = 64;
    std::string shown(text.substr(0, kShownMax));
    std::ranges::replace_if(
        shown, [](char c) { return c < ' ' || c > '~'; }, '?');
    return shown;
}

}  // namespace

Entry make_entry(const Record& record, std::int64_t sequence, const std::string& boot) {
    return {
        .sequence = sequence,
        .minute = record.minute,
        .boot = boot,
        .trusted = record.trusted,
        .day = business_day(record.minute),
        .kind = std::string(name_of(record.event.kind)),
        .procedure = record.event.procedure,
        .detail = record.event.detail,
        .verdict = std::string(name_of(record.verdict)),
        .rules = kRulesVersion,
    };
}

std::string encode(const Entry& entry, std::string_view epoch) {
    const std::string fields[] = {
        std::string(kFormat),   std::string(epoch), std::to_string(entry.sequence),
        utc_text(entry.minute), entry.boot,         entry.trusted ? "trusted" : "untrusted",
        iso_date(entry.day),    entry.kind,         entry.procedure,
        entry.detail,           entry.verdict,      std::to_string(entry.rules),
    };
    return fmt::format("{}", fmt::join(fields, std::string_view(&kSeparator, 1)));
}

const std::vector<std::string_view>& field_names() {
    static const std::vector<std::string_view> names = {
        "format", "epoch", "sequence",  "minute", "boot",    "clock",
        "day",    "kind",  "procedure", "detail", "verdict", "rules",
    };
    return names;
}

std::string fault_of(const Sealed& sealed, std::string_view epoch) {
    const std::string expected = encode(sealed.entry, epoch);
    if (sealed.bytes != expected) {
        const auto stored = split(sealed.bytes);
        const auto columns = split(expected);
        if (stored.size() != columns.size()) return "its frozen bytes are not of this format";
        const auto [one, other] = std::ranges::mismatch(stored, columns);
        return fmt::format("its {} is \"{}\", frozen was \"{}\"",
                           field_names()[static_cast<std::size_t>(one - stored.begin())],
                           printable(*other), printable(*one));
    }
    if (leaf_hash(sealed.salt, sealed.bytes) != sealed.leaf)
        return "its leaf hash does not match its bytes and salt";
    return {};
}

std::int64_t number_of(std::chrono::sys_days day) { return day.time_since_epoch().count(); }

std::chrono::sys_days day_from(std::int64_t number) {
    constexpr std::int64_t kLast = 2'932'000;  // Within the year 9997.
    return std::chrono::sys_days(
        std::chrono::days(static_cast<int>(std::clamp<std::int64_t>(number, 0, kLast))));
}

Minute minute_from(std::int64_t number) {
    constexpr std::int64_t kLast = 4'222'000'000;  // Within the year 9997.
    return Minute(std::chrono::minutes(std::clamp<std::int64_t>(number, 0, kLast)));
}

std::string utc_text(Minute minute) {
    const auto day = std::chrono::floor<std::chrono::days>(minute);
    const std::chrono::hh_mm_ss time(minute - day);
    return fmt::format("{}T{:02}:{:02}Z", iso_date(day), time.hours().count(),
                       time.minutes().count());
}

}  // namespace journal
