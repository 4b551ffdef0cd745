#pragma once

#include "campaign/rate.h"

/// Plan 629/KH-UBND of Gia Lai, 22-3-2024 to 29-6-2024, with the indicators and the sample targets
/// of config/campaign.toml (tests/settings holds that file against the same figures).
namespace plan_629 {

using std::chrono::year;
using Measures = tally::Measures;

inline campaign::Campaign make() {
    campaign::Campaign plan;
    plan.first_day = year(2024) / 3 / 22;
    plan.last_day = year(2024) / 6 / 29;
    plan.level = "ward";
    plan.milestones = {
        {.id = "day_50", .name = {}, .day = 50},
        {.id = "day_100", .name = {}, .day = 100},
        {.id = "after", .name = {}, .after = true},
    };
    const auto indicator = [&](const char* id, const char* rule, std::int64_t Measures::*numerator,
                               std::int64_t Measures::*denominator, int day_50, int day_100) {
        plan.indicators.push_back({.id = id,
                                   .rule = rule,
                                   .name = {},
                                   .numerator = numerator,
                                   .denominator = denominator});
        plan.targets.push_back({id, "department", "day_50", 99'00});  // Another level's.
        plan.targets.push_back({id, "ward", "day_50", day_50});
        plan.targets.push_back({id, "ward", "day_100", day_100});
        plan.targets.push_back({id, "ward", "after", day_100});
    };
    indicator("online", "3.3", &Measures::online_complete, &Measures::received, 55'00, 70'00);
    indicator("digitised", "4.2", &Measures::digitised_complete, &Measures::received, 60'00, 80'00);
    indicator("electronic_result", "4.1", &Measures::result_electronic, &Measures::result_due,
              50'00, 70'00);
    indicator("online_payment", "3.6", &Measures::paid_online, &Measures::fee_due, 40'00, 60'00);
    return plan;
}

/// A day of the plan, 1 on the first.
inline tally::Day day(int number) {
    return tally::Day(year(2024) / 3 / 22) + std::chrono::days(number - 1);
}

/// So many dossiers of a day, of which so many came in online and are complete.
inline tally::DayTotal total(tally::Day day, std::int64_t online, std::int64_t received) {
    Measures measures;
    measures.online_complete = online;
    measures.received = received;
    return {.day = day, .measures = measures};
}

}  // namespace plan_629
