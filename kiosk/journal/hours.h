#pragma once

#include <array>
#include <chrono>
#include <vector>

#include "base/clock.h"

namespace journal {

/// Minutes of one day in Viet Nam, from midnight: the first inside, the last one not.
struct MinuteRange {
    std::chrono::minutes from{0};
    std::chrono::minutes until{0};

    bool contains(std::chrono::minutes minute) const { return from <= minute && minute < until; }
    bool operator==(const MinuteRange&) const = default;
};

/// When the counter is open: for each weekday, Sunday first, a list of ranges. A day without
/// ranges is closed all day.
struct OpeningHours {
    std::array<std::vector<MinuteRange>, 7> week;

    static OpeningHours always() {
        OpeningHours hours;
        for (auto& day : hours.week) day = {{.from = {}, .until = std::chrono::hours(24)}};
        return hours;
    }

    bool open_at(const LocalTime& time) const {
        for (const MinuteRange& range : week[time.weekday.c_encoding()])
            if (range.contains(time.since_midnight)) return true;
        return false;
    }

    bool operator==(const OpeningHours&) const = default;
};

}  // namespace journal
