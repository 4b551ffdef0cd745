#pragma once

#include <array>
#include <chrono>
#include <optional>
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

/// Days off, both ends among them: a holiday. Or one day, `first`, of every year.
struct DaysOff {
    std::chrono::sys_days first, last;
    bool yearly = false;

    bool cover(std::chrono::sys_days day) const;
    bool operator==(const DaysOff&) const = default;
};

/// A day that is worked like another weekday: what a longer holiday is made up for with.
struct ExtraDay {
    std::chrono::sys_days day;
    std::chrono::weekday like;
    bool operator==(const ExtraDay&) const = default;
};

/// When the counter is open: for each weekday, Sunday first, a list of ranges. A day without
/// ranges is closed all day; so is a holiday, and an extra day is open even within one.
struct OpeningHours {
    std::array<std::vector<MinuteRange>, 7> week;
    std::vector<DaysOff> holidays{};
    std::vector<ExtraDay> extra{};

    static OpeningHours always() {
        OpeningHours hours;
        for (auto& day : hours.week) day = {{.from = {}, .until = std::chrono::hours(24)}};
        return hours;
    }

    /// What holds on a day.
    const std::vector<MinuteRange>& on(std::chrono::sys_days day) const;
    bool open_at(const LocalTime& time) const;

    /// When it opens next, after `time`: a day of Viet Nam and a minute of it. Nothing while it
    /// is open, and where it does not open within kAheadMax.
    struct Opening {
        std::chrono::sys_days day;
        std::chrono::minutes minute;
        bool operator==(const Opening&) const = default;
    };
    std::optional<Opening> next_opening(const LocalTime& time) const;
    static constexpr std::chrono::days kAheadMax{60};  ///< No holiday is as long.

    bool operator==(const OpeningHours&) const = default;
};

}  // namespace journal
