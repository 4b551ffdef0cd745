#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "tally/measures.h"
#include "text/language.h"

/// A campaign: a span of days, milestones in it, and indicators with targets. All of it is
/// configuration (config/campaign.toml); nothing here is a promise of any plan. No I/O.
namespace campaign {

/// A rate to be raised: which figure over which (handbook/domain.md §2.1). The names come from
/// tally::measure_names().
struct Indicator {
    std::string id;    ///< "online", "digitised" …
    std::string rule;  ///< The formula of QĐ 766 it follows: "3.3".
    text::Translated name;
    std::int64_t tally::Measures::*numerator = nullptr;
    std::int64_t tally::Measures::*denominator = nullptr;
    bool operator==(const Indicator&) const = default;
};

/// A day by which something is to be reached: "day 50", "day 100". `after` is the time beyond.
struct Milestone {
    std::string id;
    text::Translated name;
    int day = 0;         ///< 1 on the first day of the campaign.
    bool after = false;  ///< From the day after the last on, without an end.
    bool operator==(const Milestone&) const = default;
};

/// What an indicator is to reach by a milestone, for one level ("department", "ward").
struct Target {
    std::string indicator, level, milestone;
    int hundredths = 0;  ///< Of a percent: 5500 is 55 %.
    bool operator==(const Target&) const = default;
};

struct Campaign {
    text::Translated kicker, name, purpose;  ///< "Chiến dịch cao điểm", "100 ngày đêm", what for.
    std::chrono::sys_days first_day{};
    std::chrono::sys_days last_day{};   ///< Both ends count.
    std::string level;                  ///< Whose targets hold here: "ward".
    bool sample_targets = false;        ///< The targets are a sample, and the screens say so.
    std::vector<Milestone> milestones;  ///< By day.
    std::vector<Indicator> indicators;  ///< In the order in which they are shown.
    std::vector<Target> targets;
    bool operator==(const Campaign&) const = default;

    /// The target of an indicator at a milestone for our level, in hundredths of a percent.
    std::optional<int> target(const std::string& indicator, const std::string& milestone) const;
    /// The day of a milestone; of `after`, the day on which it begins.
    std::chrono::sys_days day_of(const Milestone& milestone) const;
};

/// Where a day stands in a campaign.
struct Progress {
    int day = 0;   ///< 1 on the first day; 0 before it, and after the last.
    int days = 0;  ///< How many days the campaign has.
    bool running() const { return day > 0; }
    bool operator==(const Progress&) const = default;
};
Progress progress(const Campaign& campaign, std::chrono::sys_days today);

}  // namespace campaign
