#pragma once

#include <chrono>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/clock.h"
#include "campaign/campaign.h"
#include "tally/report.h"

/// Figures of a period as the journal would tell them, made up from a seed: they add up by
/// procedure and by day, some of them are late, and one set of dossiers is behind them.
struct MadeFigures {
    tally::Report report;
    std::vector<tally::DossierTotal> dossiers;
};

inline MadeFigures made_figures(unsigned seed, tally::Period period,
                                const std::vector<std::string>& codes) {
    std::mt19937 chance(seed);
    const auto below = [&](unsigned limit) { return static_cast<std::int64_t>(chance() % limit); };
    std::map<tally::DossierTotal, std::int64_t> dossiers;
    std::map<std::string, tally::Measures> procedures;
    std::map<tally::Day, tally::Measures> days;
    MadeFigures made;
    made.report.period = period;
    const auto add = [&](tally::Day day, const std::string& code, const tally::Measures& more) {
        procedures[code] += more;
        days[day] += more;
        made.report.all += more;
    };
    for (tally::Day day = period.first; day <= period.last; day += std::chrono::days(1)) {
        if (day > period.first && below(5) == 0) continue;  // Nobody came.
        add(day, "", {.visits = 20 + below(60), .qr_shown = below(9)});
        for (const std::string& code : codes) {
            add(day, code,
                {.opened = below(50),
                 .qr_shown = below(40),
                 .counter_way = below(7),
                 .slips = below(5),
                 .submitted = below(6)});
            const auto traits = tally::all_traits()[chance() % tally::kTraitsCount];
            const std::int64_t count = 1 + below(9);
            add(day, code, tally::measures_of(traits, count));
            dossiers[{.day = day, .procedure = code, .traits = traits}] += count;
            const auto hour = static_cast<std::size_t>(7 + below(10));
            made.report.hours[hour].visits += below(5);
            made.report.hours[hour].opened += below(5);
            made.report.hours[hour].at_counter += count;
        }
    }
    for (const auto& [code, sum] : procedures) made.report.procedures.push_back({code, sum});
    for (const auto& [day, sum] : days) made.report.days.push_back({day, sum});
    for (const auto& [total, count] : dossiers) {
        made.dossiers.push_back(total);
        made.dossiers.back().count = count;
    }
    made.report.filtered = {{"procedure_opened", "double_tap", 1 + below(9)},
                            {"procedure_opened", "repeat", 1 + below(99)},
                            {"visit_began", "closed_hours", 1 + below(9)}};
    made.report.late = tally::measures_of({.channel = tally::Channel::online}, 1 + below(5));
    made.report.untrusted = below(4);
    made.report.closings = {{.day = period.first,
                             .staff = "QL01",
                             .digest = "9f86d081884c7d659a2feaa0c55ad015"
                                       "a3bf4f1b2b0b822cd15d6c15b0f00a08",
                             .sequence = 4211}};
    return made;
}

/// A campaign that runs 100 days from then on, with a rate that has dossiers and one that may
/// have none.
inline campaign::Campaign made_campaign(tally::Day first) {
    return {.kicker = {},
            .name = {"100 ngày đêm", "100 days and nights"},
            .purpose = {},
            .first_day = first,
            .last_day = first + std::chrono::days(99),
            .level = "ward",
            .sample_targets = true,
            .milestones = {{"day_50", {"Ngày 50", "Day 50"}, 50},
                           {"day_100", {"Ngày 100", "Day 100"}, 100}},
            .indicators = {{"online",
                            "3.3",
                            {"Nộp trực tuyến", "Online"},
                            &tally::Measures::online_complete,
                            &tally::Measures::received},
                           {"online_payment",
                            "3.6",
                            {"Thanh toán trực tuyến", "Paid online"},
                            &tally::Measures::paid_online,
                            &tally::Measures::fee_due}},
            .targets = {{"online", "ward", "day_50", 5500}}};
}
