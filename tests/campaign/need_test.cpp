#include <doctest/doctest.h>

#include <map>
#include <random>

#include "campaign/plan_629.h"

using campaign::Need;

namespace {

/// Products of three large counts.
__extension__ typedef __int128 Wide;

/// A campaign in its midst, drawn from a seed.
struct Drawn {
    campaign::Campaign plan = plan_629::make();
    std::vector<tally::DayTotal> days;
    tally::Day today{};
    int elapsed = 0, left = 0, target = 0;
};

Drawn draw(std::mt19937& random) {
    const auto between = [&](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random);
    };
    constexpr std::int64_t kScales[] = {0, 1, 3, 40, 5'000, 1'000'000};
    Drawn drawn;
    drawn.elapsed = static_cast<int>(between(1, 999));
    drawn.left = static_cast<int>(between(1, 1000 - drawn.elapsed));
    drawn.target =
        static_cast<int>(between(0, 3) == 0 ? between(0, 100'00) : between(40'00, 60'00));
    const std::int64_t scale = kScales[between(0, 5)];
    const std::int64_t share = between(0, 3) == 0 ? between(0, 100) : between(45, 55);
    drawn.today = drawn.plan.first_day + std::chrono::days(drawn.elapsed - 1);
    drawn.plan.last_day = drawn.today + std::chrono::days(drawn.left);
    drawn.plan.milestones = {{.id = "end", .name = {}, .day = drawn.elapsed + drawn.left}};
    drawn.plan.targets = {{"online", "ward", "end", drawn.target}};
    for (int number = -5; number < drawn.elapsed + 5; ++number) {
        if (between(0, 2) == 0) continue;  // A day on which nothing was recorded.
        const std::int64_t received = between(0, scale);
        drawn.days.push_back(plan_629::total(drawn.plan.first_day + std::chrono::days(number),
                                             received * share / 100, received));
    }
    return drawn;
}

/// Both counts at the milestone, in units of 1/(10·elapsed) dossier, if `tenths` of each day's
/// dossiers are so from here on; a negative `tenths` stands for all of them.
struct End {
    Wide numerator, denominator;
    bool reaches(int target) const { return numerator * 100'00 >= denominator * target; }
};
End follow(const Drawn& drawn, const campaign::Rate& rate, std::int64_t tenths) {
    const Wide unit = Wide(10) * drawn.elapsed;
    End end{.numerator = rate.numerator * unit, .denominator = rate.denominator * unit};
    for (int day = 0; day < drawn.left; ++day) {
        const Wide expected = Wide(10) * rate.denominator;  // D/e, in those units.
        end.numerator += tenths < 0 ? expected : Wide(tenths) * drawn.elapsed;
        end.denominator += expected;
    }
    return end;
}

}  // namespace

TEST_CASE("followed day by day, what is needed reaches the target, and a tenth less does not") {
    std::map<Need::Kind, int> kinds;
    for (unsigned seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const Drawn drawn = draw(random);
        const campaign::Standing standing =
            campaign::standing(drawn.plan, drawn.plan.indicators.front(), drawn.days, drawn.today);
        // Counted anew, the plain way.
        campaign::Rate rate;
        for (const tally::DayTotal& day : drawn.days) {
            if (day.day < drawn.plan.first_day || day.day > drawn.today) continue;
            rate.numerator += day.measures.online_complete;
            rate.denominator += day.measures.received;
        }
        REQUIRE(standing.rate == rate);
        REQUIRE(standing.days_left == drawn.left);
        const Need& need = standing.need;
        ++kinds[need.kind];
        switch (need.kind) {
            case Need::Kind::unknown: REQUIRE(rate.denominator == 0); break;
            case Need::Kind::none:
                REQUIRE(follow(drawn, rate, 0).reaches(drawn.target));
                REQUIRE(need.tenths == 0);
                break;
            case Need::Kind::per_day:
                REQUIRE(need.tenths > 0);
                REQUIRE(need.tenths <= need.of_tenths);
                REQUIRE(follow(drawn, rate, need.tenths).reaches(drawn.target));
                REQUIRE_FALSE(follow(drawn, rate, need.tenths - 1).reaches(drawn.target));
                REQUIRE(follow(drawn, rate, -1).reaches(drawn.target));
                break;
            case Need::Kind::out_of_reach:
                REQUIRE_FALSE(follow(drawn, rate, -1).reaches(drawn.target));
                REQUIRE(need.tenths == 0);
                break;
        }
    }
    for (const Need::Kind kind :
         {Need::Kind::unknown, Need::Kind::none, Need::Kind::per_day, Need::Kind::out_of_reach})
        CHECK(kinds[kind] > 20);
}

TEST_CASE("a thousand million dossiers over a thousand days do not overflow") {
    constexpr std::int64_t kMany = 1'000'000'000;
    campaign::Campaign plan = plan_629::make();
    plan.last_day = plan.first_day + std::chrono::days(999);
    plan.milestones = {{.id = "day_100", .name = {}, .day = 1000}};
    for (auto& target : plan.targets) target.hundredths = 100'00;
    const auto need = [&](int number, std::int64_t numerator) {
        return campaign::standing(plan, plan.indicators.front(),
                                  {plan_629::total(plan.first_day, numerator, kMany)},
                                  plan_629::day(number))
            .need;
    };
    // Only all of them from here on keep 100 %.
    CHECK(need(500, kMany) == Need{.kind = Need::Kind::per_day,
                                   .tenths = 10 * kMany / 500,
                                   .of_tenths = 10 * kMany / 500});
    CHECK(need(999, kMany - 1).kind == Need::Kind::out_of_reach);
    CHECK(need(1, 0).kind == Need::Kind::out_of_reach);
    for (auto& target : plan.targets) target.hundredths = 1;  // 0.01 %
    CHECK(need(1, 0) == Need{.kind = Need::Kind::per_day,
                             .tenths = 1'001'002,  // 10^8 / 999 = 100,100.1001… a day
                             .of_tenths = 10 * kMany});
    CHECK(need(999, kMany).kind == Need::Kind::none);
}
