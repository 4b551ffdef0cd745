#include "settings/holidays_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "base/files.h"
#include "settings/reader.h"
#include "text/unicode.h"

namespace settings {

namespace {

using std::chrono::sys_days;

constexpr std::size_t kHolidaysMax = 120;  // Ten years of them.
constexpr std::size_t kWorkedMax = 60;
constexpr std::chrono::days kLongest{31};  // A slip in a year would shut the counters for it.
constexpr std::size_t kNameMax = 32;       // Letters: it stands in a sentence on the first screen.

/// "04-30" in a year that has every day.
std::optional<sys_days> parse_yearly(const std::string& text) {
    const auto date = parse_iso_date("2024-" + text);
    if (!date.ok()) return std::nullopt;
    return sys_days(date);
}

text::Translated read_name(const toml::table& table, Reader& reader) {
    if (!table.contains("name")) return {};
    text::Translated name = reader.translated(table, "name");
    for (const std::string* words : {&name.vi, &name.en, &name.jra, &name.bdq})
        if (text::code_points(*words).size() > kNameMax)
            reader.problem(table.get("name"), table,
                           fmt::format("\"{}\": expected at most {} letters", *words, kNameMax));
    return name;
}

/// Its days, by "from" and "until" or by "every_year".
void read_days(const toml::table& table, Holiday& holiday, Reader& reader) {
    if (const toml::node* yearly = table.get("every_year")) {
        const std::string text = reader.text(table, "every_year");
        const auto day = parse_yearly(text);
        if (!text.empty() && !day)
            reader.problem(yearly, table, "\"every_year\": expected month and day, as \"04-30\"");
        for (const char* other : {"from", "until"})
            if (const toml::node* node = table.get(other))
                reader.problem(
                    node, table,
                    fmt::format("\"{}\": expected no days beside \"every_year\"", other));
        holiday.first = holiday.last = day.value_or(sys_days());
        holiday.yearly = true;
        return;
    }
    const auto first = reader.day(table, "from");
    const auto last = table.contains("until") ? reader.day(table, "until") : first;
    holiday.first = first.value_or(sys_days());
    holiday.last = last.value_or(holiday.first);
    if (!first || !last) return;
    if (*last < *first)
        reader.problem(table.get("until"), table, "\"until\" is before \"from\"");
    else if (*last - *first >= kLongest)
        reader.problem(table.get("until"), table,
                       fmt::format("\"until\": expected at most {} days", kLongest.count()));
}

std::vector<Holiday> read_holidays(const toml::table& root, Reader& reader) {
    std::vector<Holiday> list;
    for (const toml::table* table :
         reader.tables(root, "holiday", kHolidaysMax, "leave out those of years gone by")) {
        reader.known(*table, {"from", "until", "every_year", "name"});
        Holiday holiday;
        read_days(*table, holiday, reader);
        holiday.name = read_name(*table, reader);
        list.push_back(std::move(holiday));
    }
    return list;
}

std::vector<WorkedDay> read_worked(const toml::table& root, Reader& reader) {
    static const std::vector<std::string_view> kDays = {
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    std::vector<WorkedDay> list;
    for (const toml::table* table :
         reader.tables(root, "worked", kWorkedMax, "leave out those of years gone by")) {
        reader.known(*table, {"day", "like"});
        const auto day = reader.day(*table, "day");
        const std::string like = reader.choice(*table, "like", kDays);
        if (!day || like.empty()) continue;
        if (std::ranges::any_of(list, [&](const WorkedDay& one) { return one.day == *day; }))
            reader.problem(table->get("day"), *table,
                           fmt::format("\"day\": {} stands twice", iso_date(*day)));
        const auto at = std::ranges::find(kDays, like) - kDays.begin();
        list.push_back({.day = *day, .like = std::chrono::weekday(static_cast<unsigned>(at))});
    }
    return list;
}

}  // namespace

bool Holiday::covers(sys_days day) const {
    if (!yearly) return first <= day && day <= last;
    const std::chrono::year_month_day one(first), other(day);
    return one.month() == other.month() && one.day() == other.day();
}

const Holiday* Holidays::on(sys_days day) const {
    if (std::ranges::any_of(worked, [&](const WorkedDay& one) { return one.day == day; }))
        return nullptr;
    const auto found =
        std::ranges::find_if(holidays, [&](const Holiday& one) { return one.covers(day); });
    return found == holidays.end() ? nullptr : &*found;
}

Result<Holidays> load_holidays(const std::string& path) {
    const std::string bytes = TRY(files::read(path, tables::kBytesMax));
    return parse_holidays(bytes, path);
}

Result<Holidays> parse_holidays(std::string_view bytes, const std::string& source) {
    const toml::table root = TRY(tables::parse(bytes, source));
    Reader reader(source);
    reader.known(root, {"holiday", "worked"});
    Holidays holidays{.holidays = read_holidays(root, reader), .worked = read_worked(root, reader)};
    TRY(reader.finish());
    return holidays;
}

}  // namespace settings
