#include "journal/hours.h"

#include <algorithm>

namespace journal {

bool DaysOff::cover(std::chrono::sys_days day) const {
    if (!yearly) return first <= day && day <= last;
    const std::chrono::year_month_day one(first), other(day);
    return one.month() == other.month() && one.day() == other.day();
}

const std::vector<MinuteRange>& OpeningHours::on(std::chrono::sys_days day) const {
    static const std::vector<MinuteRange> kClosed;
    const auto same = [day](const ExtraDay& one) { return one.day == day; };
    if (const auto worked = std::ranges::find_if(extra, same); worked != extra.end())
        return week[worked->like.c_encoding()];
    if (std::ranges::any_of(holidays, [day](const DaysOff& off) { return off.cover(day); }))
        return kClosed;
    return week[std::chrono::weekday(day).c_encoding()];
}

bool OpeningHours::open_at(const LocalTime& time) const {
    return std::ranges::any_of(on(std::chrono::sys_days(time.day)), [&](const MinuteRange& range) {
        return range.contains(time.since_midnight);
    });
}

std::optional<OpeningHours::Opening> OpeningHours::next_opening(const LocalTime& time) const {
    if (open_at(time)) return std::nullopt;
    const std::chrono::sys_days today(time.day);
    for (std::chrono::sys_days day = today; day <= today + kAheadMax; day += std::chrono::days(1)) {
        std::optional<std::chrono::minutes> first;
        for (const MinuteRange& range : on(day)) {
            const bool passed = day == today && range.from <= time.since_midnight;
            if (!passed && (!first || range.from < *first)) first = range.from;
        }
        if (first) return Opening{.day = day, .minute = *first};
    }
    return std::nullopt;
}

}  // namespace journal
