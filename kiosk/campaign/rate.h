#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "campaign/campaign.h"
#include "tally/report.h"

/// Rates by the rules of QĐ 766: numerator and denominator always together, two decimals, and
/// nothing at all where the denominator is 0 (handbook/domain.md §2.1, §2.3).
namespace campaign {

struct Rate {
    std::int64_t numerator = 0, denominator = 0;

    bool known() const { return denominator > 0; }
    /// Of a percent, rounded half up: 5521 is 55.21 %. Only of a known rate.
    std::int64_t hundredths() const;
    bool operator==(const Rate&) const = default;
};

Rate rate_of(const Indicator& indicator, const tally::Measures& measures);

/// What is needed from here on to stand at the target on the milestone's day.
struct Need {
    enum class Kind {
        unknown,       ///< No dossier yet: no pace to reckon with.
        none,          ///< Even without a single one more the target is kept.
        per_day,       ///< So many of each day's dossiers.
        out_of_reach,  ///< More than come in a day at today's pace.
    };
    Kind kind = Kind::unknown;
    std::int64_t tenths = 0;         ///< Numerator needed a day, rounded up: 125 is 12.5.
    std::int64_t of_tenths = 0;      ///< Denominator expected a day, at the pace so far.
    bool operator==(const Need&) const = default;
};

/// One indicator on one day of the campaign.
struct Standing {
    Rate rate;                       ///< From the campaign's first day up to today.
    std::optional<Milestone> next;   ///< The first one not yet past; none when all are over.
    std::optional<int> target;       ///< At `next`, in hundredths of a percent.
    int days_left = 0;               ///< Up to and with the milestone's day, without today.
    Need need;
    bool operator==(const Standing&) const = default;

    bool met() const { return target && rate.known() && rate.hundredths() >= *target; }
};
Standing standing(const Campaign& campaign, const Indicator& indicator,
                  const std::vector<tally::DayTotal>& days, tally::Day today);

/// The rate from the campaign's first day up to each day, for a line in a plot. Days without a
/// known rate are left out.
struct Point {
    tally::Day day{};
    Rate rate;
    bool operator==(const Point&) const = default;
};
std::vector<Point> line(const Campaign& campaign, const Indicator& indicator,
                        const std::vector<tally::DayTotal>& days, tally::Day today);

}  // namespace campaign
