#include "figures/recount.h"

#include <doctest/doctest.h>

#include <cmath>

using campaign::Rate;

// Exact: a half is a half in 64 bits of mantissa.
std::int64_t Recount::hundredths(const Rate& rate) {
    const long double share = 10000.0L * static_cast<long double>(rate.numerator) /
                              static_cast<long double>(rate.denominator);
    return static_cast<std::int64_t>(std::floor(share + 0.5L));
}

bool Recount::of_campaign() const {
    const campaign::Campaign& campaign = world_.campaign;
    if (campaign.first_day == tally::Day() || asked_.today < campaign.first_day) return false;
    return asked_.period == span(asked_.today);
}

tally::Period Recount::span(tally::Day today) const {
    bool runs_on = false;
    for (const campaign::Milestone& one : world_.campaign.milestones)
        if (one.after) runs_on = true;
    tally::Day last = today;
    if (!runs_on && last > world_.campaign.last_day) last = world_.campaign.last_day;
    return {.first = world_.campaign.first_day, .last = last};
}

Rate Recount::rate(const campaign::Indicator& what, const tally::Period& period,
                   const std::string& ward, const NaiveProvince::Procedure& procedure) const {
    const tally::Measures measures = naive_.sum(period, ward, procedure).measures;
    return {.numerator = measures.*what.numerator, .denominator = measures.*what.denominator};
}

std::set<std::string> Recount::all_wards() const {
    std::set<std::string> codes = naive_.wards(asked_.period);
    for (const catalogue::Ward& ward : world_.wards.list) codes.insert(ward.code);
    for (const auto& [id, device] : naive_.devices()) codes.insert(device.ward);
    return codes;
}

std::vector<campaign::Milestone> Recount::ahead() const {
    std::vector<campaign::Milestone> left;
    for (const campaign::Milestone& one : world_.campaign.milestones) {
        const tally::Day day = world_.campaign.first_day + std::chrono::days(one.day - 1);
        if (one.after || asked_.today <= day) left.push_back(one);
    }
    return left;
}

std::int64_t Recount::days_left(const campaign::Milestone& milestone) const {
    tally::Day day = world_.campaign.first_day + std::chrono::days(milestone.day - 1);
    if (milestone.after) day = world_.campaign.last_day + std::chrono::days(1);
    return std::max<std::int64_t>(0, (day - asked_.today).count());
}

std::string Recount::heat(const campaign::Indicator& what, const std::string& ward) const {
    if (!of_campaign()) return "none";
    std::vector<campaign::Milestone> milestones = ahead();
    if (milestones.empty()) milestones = {world_.campaign.milestones.back()};
    std::vector<int> targets;
    for (const campaign::Milestone& one : milestones)
        for (const campaign::Target& target : world_.campaign.targets)
            if (target.indicator == what.id && target.milestone == one.id)
                targets.push_back(target.hundredths);
    if (targets.empty()) return "none";
    const Rate reached = rate(what, asked_.period, ward);
    if (reached.denominator <= 0) return "unknown";
    const std::int64_t share = hundredths(reached);
    bool all = true;
    for (const int target : targets) all = all && share >= target;
    if (all) return "last";
    if (share >= targets[0]) return "next";
    return share > targets[0] - 1000 ? "near" : "far";
}

/// One more than there are wards that are better.
std::int64_t Recount::place(const std::string& ward,
                            const NaiveProvince::Procedure& procedure) const {
    if (world_.campaign.indicators.empty()) return 0;
    const campaign::Indicator& first = world_.campaign.indicators[0];
    const Rate own = rate(first, asked_.period, ward, procedure);
    if (own.denominator <= 0) return 0;
    std::int64_t place = 1;
    for (const std::string& other : all_wards()) {
        const Rate theirs = rate(first, asked_.period, other, procedure);
        if (theirs.denominator > 0 &&
            theirs.numerator * own.denominator > own.numerator * theirs.denominator)
            ++place;
    }
    return place;
}

std::string Recount::health(const NaiveProvince::Device& device) const {
    if (device.revoked) return "revoked";
    if (device.heard_at == 0) return "never";
    const std::int64_t silence = now_.time_since_epoch().count() - device.heard_at;
    if (silence > 24 * 3600 * 1000) return "silent";
    return silence > 3600 * 1000 ? "late" : "well";
}

void Recount::check(const figures::Overview& overview) const {
    CHECK(overview.of_campaign == of_campaign());
    CHECK(overview.sum == naive_.sum(asked_.period, asked_.ward));
    REQUIRE(overview.compared.has_value() == asked_.compared.has_value());
    if (asked_.compared) CHECK(*overview.compared == naive_.sum(*asked_.compared, asked_.ward));
    const auto milestones = ahead();
    REQUIRE(overview.next.has_value() == !milestones.empty());
    if (overview.next) CHECK(*overview.next == milestones[0]);
    if (overview.next) CHECK(overview.days_left == days_left(milestones[0]));
    const campaign::Campaign& campaign = world_.campaign;
    const bool runs = asked_.today >= campaign.first_day && asked_.today <= campaign.last_day;
    CHECK(overview.progress.day == (runs ? (asked_.today - campaign.first_day).count() + 1 : 0));
    REQUIRE(overview.indicators.size() == world_.campaign.indicators.size());
    for (std::size_t i = 0; i < overview.indicators.size(); ++i)
        check(overview.indicators[i], world_.campaign.indicators[i]);
    check(overview.days, {});
    check(overview.wards, {});
    check(overview.kiosks, asked_.ward);
    // Days of wards up to today, and those of them that anything is known of.
    std::int64_t all = 0, known = 0;
    for (tally::Day day = asked_.period.first; day <= asked_.period.last && day <= asked_.today;
         day += std::chrono::days(1))
        for (const std::string& ward : all_wards())
            if (asked_.ward.empty() || ward == asked_.ward) {
                ++all;
                known += naive_.days({day, day}, ward).contains(day);
            }
    CHECK(overview.ward_days == all);
    CHECK(overview.known_ward_days == known);
}

void Recount::check(const figures::Indicator& one, const campaign::Indicator& what) const {
    REQUIRE(one.what == &what);
    CHECK(one.rate == rate(what, asked_.period, asked_.ward));
    REQUIRE(one.compared.has_value() == asked_.compared.has_value());
    if (asked_.compared) CHECK(*one.compared == rate(what, *asked_.compared, asked_.ward));
    std::vector<campaign::Point> line;
    for (const tally::Day day : naive_.days(asked_.period, asked_.ward)) {
        const Rate so_far = rate(what, {asked_.period.first, day}, asked_.ward);
        if (so_far.denominator > 0) line.push_back({day, so_far});
    }
    CHECK(one.line == line);
    REQUIRE(one.standing.has_value() == of_campaign());
    const tally::Day before = asked_.today - std::chrono::days(7);
    const bool had_begun = of_campaign() && before >= world_.campaign.first_day;
    REQUIRE(one.week_ago.has_value() == had_begun);
    if (had_begun) CHECK(*one.week_ago == rate(what, span(before), asked_.ward));
    if (one.standing) check(*one.standing, what);
}

void Recount::check(const campaign::Standing& standing, const campaign::Indicator& what) const {
    CHECK(standing.rate == rate(what, asked_.period, asked_.ward));
    const auto milestones = ahead();
    std::optional<int> target;
    for (const campaign::Target& one : world_.campaign.targets)
        if (!milestones.empty() && one.indicator == what.id && one.milestone == milestones[0].id)
            target = one.hundredths;
    CHECK(standing.target == target);
    if (milestones.empty()) return;
    const std::int64_t left = days_left(milestones[0]);
    CHECK(standing.days_left == left);
    if (!target || standing.rate.denominator <= 0)
        CHECK(standing.need == campaign::Need{});
    else if (milestones[0].after)
        CHECK(standing.need.kind == (hundredths(standing.rate) >= *target
                                         ? campaign::Need::Kind::none
                                         : campaign::Need::Kind::unknown));
    else
        check(standing.need, standing.rate, *target, left);
}

/// By trying: x of each of the days that are left, a tenth more each time.
void Recount::check(const campaign::Need& need, const Rate& rate, std::int64_t target,
                    std::int64_t left) const {
    using Kind = campaign::Need::Kind;
    const std::int64_t passed = asked_.period.days();
    // 10 · passed · 10000 · (N + x · left) ≥ the same of T · (D + D / passed · left).
    const auto reaches = [&](std::int64_t tenths) {
        return 10000 * (10 * passed * rate.numerator + passed * tenths * left) >=
               10 * target * rate.denominator * (passed + left);
    };
    if (left == 0) {
        CHECK(need.kind == (hundredths(rate) >= target ? Kind::none : Kind::out_of_reach));
        return;
    }
    const bool by_all_that_come = 10000 * (passed * rate.numerator + rate.denominator * left) >=
                                  target * rate.denominator * (passed + left);
    if (reaches(0)) {
        CHECK(need.kind == Kind::none);
    } else if (!by_all_that_come) {
        CHECK(need.kind == Kind::out_of_reach);
    } else {
        CHECK(need.kind == Kind::per_day);
        std::int64_t tenths = 0;
        while (!reaches(tenths)) ++tenths;
        CHECK(need.tenths == tenths);
    }
    std::int64_t pace = 0;
    while (pace * passed < 10 * rate.denominator) ++pace;
    CHECK(need.of_tenths == pace);
}
