#pragma once

#include "figures/figures.h"
#include "reports/tables.h"
#include "support/must.h"

/// Figures made by hand: three wards, four days, one of them unknown, for tests of files.
namespace made {

inline constexpr tally::Day kFirst = std::chrono::year(2026) / 11 / 22;  // A Sunday.
inline constexpr tally::Day kToday = std::chrono::year(2026) / 11 / 25;
inline constexpr WallTime kNow = kToday + std::chrono::hours(8);
/// A name that a spreadsheet would take for a formula, and XML for an element.
inline const std::string kEvil = "=HYPERLINK(\"http://x\")<w:p>&";

figures::World world();
ledger::Sum sum(std::int64_t scale);
figures::Overview overview(const figures::World& world, bool compared = false);
figures::Procedures procedures();
figures::Kiosks kiosks();

/// The words of a language, read once.
const text::Words& words(text::Language language);
reports::Voice voice(text::Language language = text::Language::vi);

}  // namespace made
