#include <doctest/doctest.h>

#include "campaign/plan_629.h"

using campaign::Need;
using campaign::Rate;
using campaign::Standing;
using plan_629::day;
using plan_629::total;
using std::chrono::days;
using std::chrono::year;
using Days = std::vector<tally::DayTotal>;

namespace {

const campaign::Campaign kPlan = plan_629::make();

Standing on(tally::Day today, const Days& totals) {
    return campaign::standing(kPlan, kPlan.indicators.front(), totals, today);
}

/// Ten dossiers on every day of the plan and a month around it, half of them online.
Days steady() {
    Days totals;
    for (int number = -30; number <= 130; ++number) totals.push_back(total(day(number), 5, 10));
    return totals;
}

}  // namespace

TEST_CASE("the milestones of plan 629 fall on their days of the calendar") {
    CHECK(kPlan.day_of(kPlan.milestones[0]) == tally::Day(year(2024) / 5 / 10));
    CHECK(kPlan.day_of(kPlan.milestones[1]) == tally::Day(year(2024) / 6 / 29));
    CHECK(kPlan.day_of(kPlan.milestones[2]) == tally::Day(year(2024) / 6 / 30));
    CHECK(kPlan.day_of({.id = "", .name = {}, .day = 1}) == kPlan.first_day);
}

TEST_CASE("milestones are found over the ends of months and of a leap year") {
    campaign::Campaign winter = kPlan;
    winter.first_day = year(2023) / 12 / 22;
    winter.last_day = year(2024) / 3 / 30;
    CHECK(campaign::progress(winter, winter.last_day) == campaign::Progress{100, 100});
    const auto day_of = [&](int number) {
        return winter.day_of({.id = "", .name = {}, .day = number});
    };
    CHECK(day_of(10) == tally::Day(year(2023) / 12 / 31));
    CHECK(day_of(11) == tally::Day(year(2024) / 1 / 1));
    CHECK(day_of(70) == tally::Day(year(2024) / 2 / 29));
    CHECK(day_of(71) == tally::Day(year(2024) / 3 / 1));
    // A dossier of the old year counts in the new one, one of before the campaign does not.
    const Days totals = {total(year(2023) / 12 / 21, 9, 9), total(year(2023) / 12 / 31, 1, 2),
                         total(year(2024) / 1 / 1, 1, 1), total(year(2024) / 2 / 29, 0, 5)};
    const auto rate_on = [&](tally::Day today) {
        return campaign::standing(winter, winter.indicators.front(), totals, today).rate;
    };
    CHECK(rate_on(year(2023) / 12 / 30) == Rate{0, 0});
    CHECK(rate_on(year(2023) / 12 / 31) == Rate{1, 2});
    CHECK(rate_on(year(2024) / 1 / 1) == Rate{2, 3});
    CHECK(rate_on(year(2024) / 2 / 28) == Rate{2, 3});
    CHECK(rate_on(year(2024) / 2 / 29) == Rate{2, 8});
}

TEST_CASE("a target is that of our level, and of no other") {
    CHECK(kPlan.target("online", "day_50") == 55'00);
    CHECK(kPlan.target("online_payment", "after") == 60'00);
    CHECK_FALSE(kPlan.target("online", "day_51"));
    CHECK_FALSE(kPlan.target("offline", "day_50"));
    campaign::Campaign department = kPlan;
    department.level = "department";
    CHECK(department.target("online", "day_50") == 99'00);
    CHECK_FALSE(department.target("online", "day_100"));
}

TEST_CASE("the day before the first there is no rate, and the first milestone is ahead") {
    const Standing before = on(day(0), steady());
    CHECK(before.rate == Rate{0, 0});
    REQUIRE(before.next);
    CHECK(before.next->id == "day_50");
    CHECK(before.target == 55'00);
    CHECK(before.days_left == 50);
    CHECK(before.need == Need{});
    CHECK_FALSE(before.met());
}

TEST_CASE("on the first day only that day counts") {
    const Standing first = on(day(1), steady());
    CHECK(first.rate == Rate{5, 10});
    CHECK(first.days_left == 49);
    // (0.55·(10 + 10·49) − 5) / 49 = 270/49 = 5.51…
    CHECK(first.need == Need{.kind = Need::Kind::per_day, .tenths = 56, .of_tenths = 100});
}

TEST_CASE("up to its own day a milestone is the next one") {
    for (const auto& [number, id, left] :
         std::vector<std::tuple<int, std::string, int>>{{49, "day_50", 1},
                                                        {50, "day_50", 0},
                                                        {51, "day_100", 49},
                                                        {99, "day_100", 1},
                                                        {100, "day_100", 0},
                                                        {101, "after", 0},
                                                        {130, "after", 0}}) {
        CAPTURE(number);
        const Standing standing = on(day(number), steady());
        CHECK(standing.rate == Rate{5 * number, 10 * number});
        REQUIRE(standing.next);
        CHECK(standing.next->id == id);
        CHECK(standing.days_left == left);
        CHECK(standing.target == (number <= 50 ? 55'00 : 70'00));
    }
}

TEST_CASE("on a milestone's day its target is met or out of reach") {
    CHECK(on(day(50), steady()).need == Need{.kind = Need::Kind::out_of_reach, .of_tenths = 100});
    const Days good = {total(day(1), 55, 100)};
    CHECK(on(day(50), good).met());
    CHECK(on(day(50), good).need == Need{.kind = Need::Kind::none, .of_tenths = 20});
    CHECK(on(day(51), good).need.kind == Need::Kind::per_day);  // Towards 70 now.
}

TEST_CASE("after the last day without a milestone for it, all is over") {
    campaign::Campaign ended = kPlan;
    ended.milestones.pop_back();
    const auto standing = [&](tally::Day today) {
        return campaign::standing(ended, ended.indicators.front(), steady(), today);
    };
    CHECK(standing(day(100)).next->id == "day_100");
    for (const int number : {101, 102, 900}) {
        const Standing after = standing(day(number));
        CHECK_FALSE(after.next);
        CHECK_FALSE(after.target);
        CHECK(after.rate == Rate{500, 1000});  // As it ended.
        CHECK(after.need == Need{});
        CHECK_FALSE(after.met());
    }
}

TEST_CASE("after the campaign a target is met or not, and no day is reckoned with") {
    const Standing low = on(day(120), steady());
    CHECK(low.target == 70'00);
    CHECK(low.need == Need{.of_tenths = 100});  // No last day, so nothing out of reach.
    CHECK(on(day(120), {total(day(101), 7, 10)}).need.kind == Need::Kind::none);
}

TEST_CASE("what is needed is worked out by the formula of the header") {
    // Day 40: 120 of 400, so d = 10; r = 10: (0.55·(400 + 100) − 120) / 10 = 15.5 of 10.
    CHECK(on(day(40), {total(day(3), 120, 400)}).need ==
          Need{.kind = Need::Kind::out_of_reach, .of_tenths = 100});
    // 200 of 400: (275 − 200) / 10 = 7.5.
    CHECK(on(day(40), {total(day(3), 200, 400)}).need ==
          Need{.kind = Need::Kind::per_day, .tenths = 75, .of_tenths = 100});
    // 175 of 400: exactly all that comes in, and one less is too late.
    CHECK(on(day(40), {total(day(3), 175, 400)}).need ==
          Need{.kind = Need::Kind::per_day, .tenths = 100, .of_tenths = 100});
    CHECK(on(day(40), {total(day(3), 174, 400)}).need.kind == Need::Kind::out_of_reach);
    // 275 of 400 is enough for ten days of nothing, 274 needs one more: 0.1 a day.
    CHECK(on(day(40), {total(day(3), 275, 400)}).need.kind == Need::Kind::none);
    CHECK(on(day(40), {total(day(3), 274, 400)}).need ==
          Need{.kind = Need::Kind::per_day, .tenths = 1, .of_tenths = 100});
    // d = 13/40 = 0.325: shown as 0.4, never below what is needed of it.
    const Need few = on(day(40), {total(day(3), 6, 13)}).need;
    CHECK(few == Need{.kind = Need::Kind::per_day, .tenths = 3, .of_tenths = 4});  // 0.29…
}

TEST_CASE("without a target nothing is needed, and nothing is met") {
    campaign::Campaign bare = kPlan;
    bare.targets.clear();
    const Standing standing = campaign::standing(bare, bare.indicators.front(), steady(), day(20));
    CHECK(standing.rate == Rate{100, 200});
    CHECK_FALSE(standing.target);
    CHECK(standing.need == Need{});
    CHECK_FALSE(standing.met());
}

TEST_CASE("a rate that rounds to the target meets it") {
    CHECK(on(day(10), {total(day(1), 10'999, 20'000)}).met());         // 54.995 → 55.00
    CHECK_FALSE(on(day(10), {total(day(1), 54'994, 100'000)}).met());  // 54.994 → 54.99
}

TEST_CASE("the line has a point for each day from the first dossier on, quiet days too") {
    const Days totals = {total(day(-3), 8, 8), total(day(2), 1, 2), total(day(5), 2, 2),
                         total(day(6), -1, -1), total(day(9), 4, 4)};
    const auto points = campaign::line(kPlan, kPlan.indicators.front(), totals, day(7));
    const std::vector<campaign::Point> expected = {
        {.day = day(2), .rate = {1, 2}}, {.day = day(3), .rate = {1, 2}},
        {.day = day(4), .rate = {1, 2}}, {.day = day(5), .rate = {3, 4}},
        {.day = day(6), .rate = {2, 3}}, {.day = day(7), .rate = {2, 3}},
    };
    CHECK(points == expected);
}

TEST_CASE("a day whose dossiers were all taken back again has no point") {
    const Days totals = {total(day(2), 1, 2), total(day(3), -1, -2), total(day(4), 1, 1)};
    const auto points = campaign::line(kPlan, kPlan.indicators.front(), totals, day(4));
    const std::vector<campaign::Point> expected = {{.day = day(2), .rate = {1, 2}},
                                                   {.day = day(4), .rate = {1, 1}}};
    CHECK(points == expected);
}

TEST_CASE("before the first day there is no line; it ends where the standing does") {
    CHECK(campaign::line(kPlan, kPlan.indicators.front(), steady(), day(0)).empty());
    campaign::Campaign ended = kPlan;
    ended.milestones.pop_back();
    for (const campaign::Campaign& plan : {kPlan, ended}) {
        for (int number = 1; number <= 130; ++number) {
            const auto points =
                campaign::line(plan, plan.indicators.front(), steady(), day(number));
            REQUIRE_FALSE(points.empty());
            CHECK(points.size() ==
                  static_cast<std::size_t>(plan == kPlan ? number : std::min(number, 100)));
            CHECK(points.back().rate ==
                  campaign::standing(plan, plan.indicators.front(), steady(), day(number)).rate);
        }
    }
}
