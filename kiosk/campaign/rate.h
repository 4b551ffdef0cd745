#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "campaign/campaign.h"
#include "tally/report.h"

/// Rates by the rules of QĐ 766: numerator and denominator always together, two decimals, and
/// nothing at all where the denominator is 0 (handbook/domain.md §2.1, §2.3). Whole numbers only:
/// exact for counts up to 10^9 in a campaign of up to 1,000 days (settings/campaign_file.cpp).
namespace campaign {

struct Rate {
    std::int64_t numerator = 0, denominator = 0;

    bool known() const { return denominator > 0; }
    /// Of a percent, rounded half up: 5521 is 55.21 %. Only of a known rate.
    std::int64_t hundredths() const;
    bool operator==(const Rate&) const = default;
};

Rate rate_of(const Indicator& indicator, const tally::Measures& measures);

/// The last day, up to today, that still counts towards the rates.
tally::Day last_counted(const Campaign& campaign, tally::Day today);
/// The first milestone not yet past, of the campaign's own; nullptr when all are over.
const Milestone* next_milestone(const Campaign& campaign, tally::Day today);

/// What is needed from here on to stand at the target on the milestone's day.
///
/// So far N of D over e days of the campaign (today is one of them, whole), the target a share T,
/// r days left: d = D/e dossiers are expected a day, and of each day's
///     x = (T·(D + d·r) − N) / r
/// are needed, rounded up to tenths: x a day reaches the target exactly, not only by rounding,
/// and a tenth less does not. On the milestone's day itself r = 0: met, or out of reach.
struct Need {
    enum class Kind {
        unknown,       ///< No dossier yet, no target, or no day to reckon to (`after`).
        none,          ///< x ≤ 0: even without a single one more the target is kept.
        per_day,       ///< So many of each day's dossiers.
        out_of_reach,  ///< x > d: more than come in a day at the pace so far.
    };
    Kind kind = Kind::unknown;
    std::int64_t tenths = 0;     ///< x if `per_day`, else 0: 125 is 12.5.
    std::int64_t of_tenths = 0;  ///< d, rounded up as x is, so that x never passes it.
    bool operator==(const Need&) const = default;
};

/// One indicator on one day. Until the last day, and beyond it if a milestone `after` runs on,
/// the rate is that of the campaign's first day up to today; otherwise it stays as it ended.
struct Standing {
    Rate rate;
    std::optional<Milestone> next;  ///< The first one not yet past; none when all are over.
    std::optional<int> target;      ///< At `next`, in hundredths of a percent.
    int days_left = 0;              ///< Up to and with the milestone's day, without today.
    Need need;
    bool operator==(const Standing&) const = default;

    bool met() const { return target && rate.known() && rate.hundredths() >= *target; }
};
/// `days`: oldest first, as a Report has them. Those outside the span are passed over.
Standing standing(const Campaign& campaign, const Indicator& indicator,
                  const std::vector<tally::DayTotal>& days, tally::Day today);

/// The rate of the standing on each day of that span, for a line in a plot: every day of the
/// calendar, but those without a known rate are left out.
struct Point {
    tally::Day day{};
    Rate rate;
    bool operator==(const Point&) const = default;
};
std::vector<Point> line(const Campaign& campaign, const Indicator& indicator,
                        const std::vector<tally::DayTotal>& days, tally::Day today);

}  // namespace campaign
