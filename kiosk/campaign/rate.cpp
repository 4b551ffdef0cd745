#include "campaign/rate.h"

#include <algorithm>

#include "base/panic.h"

namespace campaign {

namespace {

constexpr std::int64_t kWhole = 100'00;  // 100 % in hundredths of a percent.

/// Rounded down, below zero too: corrections can outweigh what they correct.
std::int64_t divided_down(std::int64_t number, std::int64_t by) {
    const std::int64_t quotient = number / by;
    return number % by < 0 ? quotient - 1 : quotient;
}

std::int64_t divided_up(std::int64_t number, std::int64_t by) { return -divided_down(-number, by); }

/// With T = target/kWhole, everything is multiplied by kWhole·e: whole numbers throughout.
Need need_of(const Rate& rate, std::int64_t target, std::int64_t elapsed, std::int64_t left) {
    Need need{.of_tenths = divided_up(10 * rate.denominator, elapsed)};
    const std::int64_t missing =
        target * rate.denominator * (elapsed + left) - kWhole * rate.numerator * elapsed;
    if (missing <= 0) {
        need.kind = Need::Kind::none;
    } else if (missing > kWhole * rate.denominator * left) {
        need.kind = Need::Kind::out_of_reach;
    } else {
        need.kind = Need::Kind::per_day;
        need.tenths = divided_up(missing, kWhole / 10 * elapsed * left);
    }
    return need;
}

Need need_of(const Standing& standing, std::int64_t elapsed) {
    if (!standing.rate.known() || !standing.target) return {};
    if (standing.days_left > 0 && !standing.next->after)
        return need_of(standing.rate, *standing.target, elapsed, standing.days_left);
    Need need{.of_tenths = divided_up(10 * standing.rate.denominator, elapsed)};
    if (standing.met())
        need.kind = Need::Kind::none;
    else if (!standing.next->after)
        need.kind = Need::Kind::out_of_reach;
    return need;
}

}  // namespace

std::int64_t Rate::hundredths() const {
    ASSERT(known());
    return divided_down(2 * kWhole * numerator + denominator, 2 * denominator);
}

tally::Day last_counted(const Campaign& campaign, tally::Day today) {
    const bool runs_on = std::ranges::any_of(campaign.milestones, &Milestone::after);
    return runs_on ? today : std::min(today, campaign.last_day);
}

const Milestone* next_milestone(const Campaign& campaign, tally::Day today) {
    const auto next = std::ranges::find_if(campaign.milestones, [&](const Milestone& milestone) {
        return milestone.after || today <= campaign.day_of(milestone);
    });
    return next == campaign.milestones.end() ? nullptr : &*next;
}

Rate rate_of(const Indicator& indicator, const tally::Measures& measures) {
    ASSERT(indicator.numerator);
    ASSERT(indicator.denominator);
    return {.numerator = measures.*indicator.numerator,
            .denominator = measures.*indicator.denominator};
}

Standing standing(const Campaign& campaign, const Indicator& indicator,
                  const std::vector<tally::DayTotal>& days, tally::Day today) {
    const tally::Period span{.first = campaign.first_day, .last = last_counted(campaign, today)};
    tally::Measures sum;
    for (const tally::DayTotal& total : days)
        if (span.contains(total.day)) sum += total.measures;
    Standing standing;
    standing.rate = rate_of(indicator, sum);
    const Milestone* next = next_milestone(campaign, today);
    if (!next) return standing;
    standing.next = *next;
    standing.target = campaign.target(indicator.id, next->id);
    standing.days_left = std::max(0, static_cast<int>((campaign.day_of(*next) - today).count()));
    standing.need = need_of(standing, span.days());
    return standing;
}

std::vector<Point> line(const Campaign& campaign, const Indicator& indicator,
                        const std::vector<tally::DayTotal>& days, tally::Day today) {
    const tally::Day end = last_counted(campaign, today);
    std::vector<Point> points;
    tally::Measures sum;
    auto next = std::ranges::find_if(
        days, [&](const tally::DayTotal& total) { return total.day >= campaign.first_day; });
    for (tally::Day day = campaign.first_day; day <= end; day += std::chrono::days(1)) {
        for (; next != days.end() && next->day <= day; ++next) sum += next->measures;
        const Rate rate = rate_of(indicator, sum);
        if (rate.known()) points.push_back({.day = day, .rate = rate});
    }
    return points;
}

}  // namespace campaign
