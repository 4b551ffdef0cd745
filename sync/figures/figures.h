#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "campaign/rate.h"
#include "catalogue/catalogue.h"
#include "catalogue/wards.h"
#include "ledger/devices.h"
#include "ledger/sums.h"

/// Every figure that the province shows, exports or prints, as values: one query behind the page,
/// the tables and the report, so that they cannot differ. Rates by QĐ 766's rules
/// (campaign/rate.h), numerator and denominator always together. What was not told is unknown and
/// absent, never 0. Read from one moment of the ledger; no clock, no I/O but the ledger's.
namespace figures {

/// What the province goes by: its published files where it has some, else its configuration.
struct World {
    campaign::Campaign campaign;
    catalogue::Wards wards;
    catalogue::Catalogue catalogue;
    bool demo = false;  ///< The counts are a demonstration's, and every page and file says so.
};

/// What is asked for. The campaign's own span (`of_campaign`) has targets; any other only rates.
struct Asked {
    tally::Period period;
    std::optional<tally::Period> compared;
    std::string ward;  ///< All figures are of this ward alone; empty: of the province.
    tally::Day today{};
};

/// The campaign's first day up to today, or to its last if no milestone runs on after it. Before
/// it begins, where there is none, and after more than 1,000 days: the 30 days up to today.
tally::Period default_period(const campaign::Campaign& campaign, tally::Day today);

struct Indicator {
    const campaign::Indicator* what = nullptr;  ///< Of the World's campaign.
    campaign::Rate rate;
    std::optional<campaign::Rate> compared;
    /// Of the campaign's span alone: where it stands, and where it stood seven days ago.
    std::optional<campaign::Standing> standing;
    std::optional<campaign::Rate> week_ago;
    std::vector<campaign::Point> line;  ///< From the period's first day up to each known day.
};

/// How a rate stands to the targets: `last`: it reaches each that is still to come, `next`: that of
/// the next milestone; `near`: less than 10 points short of it, `far`: more; `unknown`: no dossier
/// yet. After the last milestone it is held to that one. No target, or other days: `none`.
enum class Heat { none, unknown, far, near, next, last };

struct WardRow {
    std::string code, name, kind;  ///< "23563", "Phường Diên Hồng", "phường" or "xã" …
    std::int64_t place =
        0;  ///< By the first indicator, best first; equal rates share one; 0: none.
    std::vector<campaign::Rate> rates;  ///< In the campaign's order of indicators.
    std::vector<Heat> heat;
    std::vector<std::optional<campaign::Rate>> compared;
    ledger::Sum sum;
    std::int64_t known_days = 0;
    std::int64_t kiosks = 0, silent = 0, alarms = 0;  ///< Kiosks; of them silent; with alarms.
};

/// A kiosk is late after an hour of silence, and silent after a day: it sends every five minutes,
/// and at night it is off. Only opening hours would tell more; the ward's configuration has them.
enum class Health { never, well, late, silent, revoked };
struct KioskRow {
    ledger::Kiosk kiosk;
    std::string ward_name;
    Health health = Health::never;
    /// Its clock less ours when it was heard, in whole minutes. What came on a stick was under way:
    /// then a clock seems behind that is not; never one ahead.
    std::optional<std::int64_t> clock_off_s;
};
/// `total` are those in use: not the revoked ones. `alarms`: kiosks with any, revoked ones too.
struct KioskSums {
    std::int64_t total = 0, well = 0, late = 0, silent = 0, never = 0, alarms = 0;
};

struct Overview {
    Asked asked;
    bool of_campaign = false;  ///< The period is the campaign's own span.
    campaign::Progress progress;
    std::optional<campaign::Milestone> next;
    int days_left = 0;  ///< To `next`.
    std::vector<Indicator> indicators;
    ledger::Sum sum;
    std::optional<ledger::Sum> compared;
    std::vector<ledger::DaySum> days;                 ///< Known days, oldest first.
    std::int64_t ward_days = 0, known_ward_days = 0;  ///< Of the period up to today.
    /// Every ward of the province (or the one asked for), by place; one that is not on the list
    /// too, by its code, if a kiosk is or was there: the rows add up to `sum`.
    std::vector<WardRow> wards;
    KioskSums kiosks;
};
Result<Overview> overview(ledger::Ledger& ledger, const World& world, const Asked& asked,
                          WallTime now);

struct ProcedureRow {
    std::string code, name;  ///< The everyday name; code alone when the catalogue has none.
    std::string field;
    std::vector<campaign::Rate> rates;
    ledger::Sum sum;
    std::int64_t wards = 0;                ///< That told anything of it.
    std::optional<std::int64_t> arrivals;  ///< Through /q/; absent if no code ever led anybody.
};
struct Procedures {
    Asked asked;
    std::vector<ProcedureRow> rows;  ///< By dossiers received, then opened, then code.
};
Result<Procedures> procedures(ledger::Ledger& ledger, const World& world, const Asked& asked);

/// One procedure: the province's days and wards of it.
struct ProcedurePage {
    Asked asked;
    ProcedureRow row;
    std::vector<ledger::DaySum> days;
    std::vector<WardRow> wards;  ///< Those that told anything of it, by dossiers received.
};
/// `not_found` for one that is neither in the catalogue nor was ever told of.
Result<ProcedurePage> procedure(ledger::Ledger& ledger, const World& world, const Asked& asked,
                                const std::string& code, WallTime now);

/// Everything of one ward: `not_found` for a ward that is not the province's.
struct Uncounted {
    std::string kind, reason;  ///< "procedure_opened", "double_tap" (journal/README.md).
    std::int64_t rows = 0;
};
struct WardPage {
    Overview overview;  ///< Of the ward alone; `wards` has its row, with its place in the province.
    std::vector<ProcedureRow> procedures;
    std::vector<KioskRow> kiosks;
    std::vector<Uncounted> filtered;  ///< What did not count, and why.
    std::int64_t untrusted = 0;       ///< Counted, on an uncertain day.
    std::vector<tally::Day> unknown;  ///< Days of the period that nothing is known of.
};
Result<WardPage> ward(ledger::Ledger& ledger, const World& world, const Asked& asked, WallTime now);

struct Kiosks {
    KioskSums sums;
    std::vector<KioskRow> rows;  ///< The worst first.
};
Result<Kiosks> kiosks(ledger::Ledger& ledger, const World& world, const std::string& ward,
                      WallTime now);

}  // namespace figures
