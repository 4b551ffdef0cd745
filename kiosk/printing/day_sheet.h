#pragma once

#include <string>

#include "base/clock.h"
#include "campaign/campaign.h"
#include "catalogue/catalogue.h"
#include "printing/document.h"
#include "tally/report.h"
#include "text/language.h"

namespace printing {

/// What a day sheet is made from. The references must outlive the call only.
struct DayFacts {
    const tally::Report& report;  ///< Of one day: period.first == period.last.
    const campaign::Campaign& campaign;
    const catalogue::Catalogue& catalogue;
    std::string unit_name, unit_place;
    std::string kiosk;  ///< Which kiosk counted: "kiosk-1". May be empty.
    WallTime now{};     ///< "Số liệu lúc 16:42": what an open day's figures are worth.
};

/// The sheet that is signed and filed: whose and which day, by whom it was closed and the digest
/// in full (or that it is not closed yet), the measures with how certain each is, the rates with
/// numerator and denominator, the table by procedure with its sum, what was not counted and why,
/// what came late, and two places to sign.
Document day_sheet_of(const DayFacts& facts, const text::Words& words, text::Language language);

}  // namespace printing
