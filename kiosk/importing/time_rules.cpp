#include "importing/time_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "importing/text_rules.h"
#include "text/unicode.h"

namespace importing {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Ngày làm việc" before "Ngày", which begins it.
constexpr std::array<std::pair<std::string_view, TimeUnit>, 6> kUnits = {
    {{"Ngày làm việc", TimeUnit::working_day},
     {"ngày làm việc", TimeUnit::working_day},
     {"Ngày", TimeUnit::day},
     {"ngày", TimeUnit::day},
     {"Giờ", TimeUnit::hour},
     {"giờ", TimeUnit::hour}}};

TimeReading without_unit(double value, std::string_view unit) {
    // A zero without a unit is the portal's way to say nothing.
    if (value == 0) return {};
    return {.limit = {},
            .remark = Remark{"time without a unit, left out",
                             fmt::format("{} \"{}\"", value, shown(unit))}};
}

TimeReading checked(double value, TimeUnit unit) {
    if (value == 0) return {};
    if (!(value > 0 && value <= kTimeMax))
        return {.limit = {},
                .remark = Remark{"time out of range, left out", fmt::format("{}", value)}};
    return {.limit = TimeLimit{.value = value, .unit = unit}, .remark = {}};
}

}  // namespace

TimeReading read_time(double value, std::string_view unit) {
    if (unit == "WORKING_DAY") return checked(value, TimeUnit::working_day);
    if (unit == "DAY") return checked(value, TimeUnit::day);
    if (unit == "HOUR") return checked(value, TimeUnit::hour);
    return without_unit(value, unit);
}

std::optional<TimeText> take_time(std::string_view& text) {
    constexpr std::size_t kNumberMax = 8;  // "21.5"; more is no number of days
    std::size_t size = 0;
    while (size < text.size() && is_digit(text[size])) ++size;
    if (size == 0 || size > kNumberMax) return std::nullopt;
    std::string number(text.substr(0, size));
    std::string_view rest = text.substr(size);
    if (rest.size() > 1 && (rest[0] == '.' || rest[0] == ',') && is_digit(rest[1])) {
        std::size_t fraction = 1;
        while (fraction < rest.size() && is_digit(rest[fraction])) ++fraction;
        if (fraction > kNumberMax) return std::nullopt;
        number += "." + std::string(rest.substr(1, fraction - 1));
        rest.remove_prefix(fraction);
    }
    TimeText time;
    std::from_chars(number.data(), number.data() + number.size(), time.value);
    std::string_view after = rest;
    while (after.starts_with(' ')) after.remove_prefix(1);
    for (const auto& [word, unit] : kUnits) {
        if (!after.starts_with(word)) continue;
        time.unit = unit;
        after.remove_prefix(word.size());
        rest = after;
        break;
    }
    text = rest;
    return time;
}

TimeReading read_time(const TimeText& time) {
    return time.unit ? checked(time.value, *time.unit) : without_unit(time.value, "");
}

TimeReading read_time_text(std::string_view text) {
    const std::string key = text::fold(text);
    if (key.empty() || key == "khong quy dinh" || key == "khong") return {};
    std::string_view rest = text;
    const std::optional<TimeText> time = take_time(rest);
    if (!time || !rest.empty())
        return {.limit = {},
                .remark = Remark{"time text not understood", fmt::format("\"{}\"", shown(text))}};
    return read_time(*time);
}

void add_time(std::vector<TimeLimit>& times, const TimeLimit& limit) {
    constexpr std::size_t kTimesMax = 50;  // one per case and method; nine were seen
    if (times.size() < kTimesMax && std::find(times.begin(), times.end(), limit) == times.end())
        times.push_back(limit);
}

}  // namespace importing
