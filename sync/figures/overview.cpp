#include <algorithm>

#include "figures/parts.h"

namespace figures {

namespace {

constexpr std::chrono::days kWeek{7};

std::vector<tally::DayTotal> totals_of(const std::vector<ledger::DaySum>& days) {
    std::vector<tally::DayTotal> totals;
    for (const ledger::DaySum& day : days)
        totals.push_back({.day = day.day, .measures = day.sum.measures});
    return totals;
}

ledger::Sum sum_of(const std::vector<ledger::DaySum>& days) {
    ledger::Sum sum;
    for (const ledger::DaySum& day : days) sum += day.sum;
    return sum;
}

/// A line over the period alone: a campaign of these very days, which ends with them. A day that
/// nobody told of has no point, though the rate so far is known: no news is not "unchanged".
std::vector<campaign::Point> line_of(const Asked& asked, const campaign::Indicator& indicator,
                                     const std::vector<tally::DayTotal>& days) {
    campaign::Campaign span;
    span.first_day = asked.period.first;
    span.last_day = asked.period.last;
    std::vector<campaign::Point> line = campaign::line(span, indicator, days, asked.period.last);
    std::erase_if(line, [&](const campaign::Point& point) {
        return !std::ranges::binary_search(days, point.day, {}, &tally::DayTotal::day);
    });
    return line;
}

Indicator indicator_of(const World& world, const Overview& overview,
                       const campaign::Indicator& what, const std::vector<tally::DayTotal>& days) {
    const campaign::Campaign& campaign = world.campaign;
    const tally::Day today = overview.asked.today;
    Indicator one;
    one.what = &what;
    one.rate = campaign::rate_of(what, overview.sum.measures);
    if (overview.compared) one.compared = campaign::rate_of(what, overview.compared->measures);
    one.line = line_of(overview.asked, what, days);
    if (!overview.of_campaign) return one;
    one.standing = campaign::standing(campaign, what, days, today);
    if (today - kWeek >= campaign.first_day)
        one.week_ago = campaign::standing(campaign, what, days, today - kWeek).rate;
    return one;
}

/// Wards and days that something could be known of: not tomorrow's.
void count_known(Overview& overview, std::int64_t wards) {
    const tally::Day last = std::min(overview.asked.period.last, overview.asked.today);
    const tally::Period past{.first = overview.asked.period.first, .last = last};
    overview.ward_days = wards * std::max(past.days(), 0);
    for (const ledger::DaySum& day : overview.days)
        if (past.contains(day.day)) overview.known_ward_days += day.known;
}

}  // namespace

Result<Overview> overview_of(ledger::Ledger& ledger, const World& world, const Asked& asked,
                             const std::vector<KioskRow>& kiosks) {
    Overview overview;
    overview.asked = asked;
    overview.of_campaign = is_of_campaign(world.campaign, asked);
    overview.progress = campaign::progress(world.campaign, asked.today);
    if (const auto* next = campaign::next_milestone(world.campaign, asked.today)) {
        overview.next = *next;
        overview.days_left =
            std::max(0, static_cast<int>((world.campaign.day_of(*next) - asked.today).count()));
    }
    overview.days = TRY(ledger::sums_by_day(ledger, asked.period, asked.ward));
    overview.sum = sum_of(overview.days);
    if (asked.compared)
        overview.compared = sum_of(TRY(ledger::sums_by_day(ledger, *asked.compared, asked.ward)));
    const std::vector<tally::DayTotal> totals = totals_of(overview.days);
    for (const campaign::Indicator& what : world.campaign.indicators)
        overview.indicators.push_back(indicator_of(world, overview, what, totals));
    overview.wards = only(TRY(ward_rows(ledger, world, asked, kiosks)), asked.ward);
    count_known(overview, std::ssize(overview.wards));
    overview.kiosks = sums_of(only(kiosks, asked.ward));
    return overview;
}

Result<Overview> overview(ledger::Ledger& ledger, const World& world, const Asked& asked,
                          WallTime now) {
    const sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    const std::vector<KioskRow> kiosks = TRY(kiosk_rows(ledger, world, now));
    return overview_of(ledger, world, asked, kiosks);
}

}  // namespace figures
