#pragma once

#include "figures/figures.h"

/// What the answers of figures.h are put together from. All of it inside the one moment of the
/// ledger that the caller has begun.
namespace figures {

/// What is counted of a campaign so far: nothing before it begins, where there is none, and of one
/// that ran on for longer than kCampaignDaysMax.
std::optional<tally::Period> campaign_span(const campaign::Campaign& campaign, tally::Day today);
bool is_of_campaign(const campaign::Campaign& campaign, const Asked& asked);

/// In the campaign's order of indicators.
std::vector<campaign::Rate> rates_of(const campaign::Campaign& campaign,
                                     const tally::Measures& measures);

/// Every ward of the province, best first, those without a place last, then by code; also one
/// that is not on the list, if kiosks or counts are. Of the procedure alone, if one is named:
/// then without heat, for targets are a ward's and not a procedure's.
Result<std::vector<WardRow>> ward_rows(ledger::Ledger& ledger, const World& world,
                                       const Asked& asked, const std::vector<KioskRow>& kiosks,
                                       const std::string& procedure = {});

/// All of them; the worst first.
Result<std::vector<KioskRow>> kiosk_rows(ledger::Ledger& ledger, const World& world, WallTime now);
KioskSums sums_of(const std::vector<KioskRow>& rows);

/// In the order of Procedures::rows.
Result<std::vector<ProcedureRow>> procedure_rows(ledger::Ledger& ledger, const World& world,
                                                 const Asked& asked);

Result<Overview> overview_of(ledger::Ledger& ledger, const World& world, const Asked& asked,
                             const std::vector<KioskRow>& kiosks);

/// Those of one ward; of all for an empty one.
std::vector<WardRow> only(std::vector<WardRow> rows, const std::string& ward);
std::vector<KioskRow> only(std::vector<KioskRow> rows, const std::string& ward);

inline std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }

}  // namespace figures
