#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "figures/figures.h"
#include "reports/tables.h"

/// The month's report in the form in which offices here write to each other: Nghị định
/// 30/2020/NĐ-CP, Phụ lục I. What people decide (number, signature, who gets it) is left open.
namespace reports {

/// What it says, from the same queries as the page.
struct MonthFigures {
    std::chrono::year_month month{};
    figures::Overview of_month;  ///< Its days up to today; compared with the month before.
    figures::Overview so_far;    ///< The campaign up to the month's last day, or to today.
};

/// Asks for them. `today` is kept within the month, so that a report of an old month says how
/// things stood at its end. An empty ward: the province. Kiosks stand as they do now.
Result<MonthFigures> month_figures(ledger::Ledger& ledger, const figures::World& world,
                                   std::chrono::year_month month, const std::string& ward,
                                   WallTime now);

// What that asks.
figures::Asked asked_of_month(std::chrono::year_month month, tally::Day today,
                              const std::string& ward);
figures::Asked asked_so_far(std::chrono::year_month month, tally::Day today,
                            const campaign::Campaign& campaign, const std::string& ward);

/// "2026-11"; nothing for anything else.
std::optional<std::chrono::year_month> parse_month(const std::string& text);

/// The bytes of a DOCX. `fonts`: the folder of the program's fonts, for the chart. `not_found`
/// when they are not there.
Result<std::string> monthly_report(const MonthFigures& month, const figures::World& world,
                                   const Voice& voice, const std::string& fonts);

}  // namespace reports
