#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "tally/report.h"
#include "wire/cell.h"

/// Sums of the cells by ward and day, and by ward, day and procedure: kept in the transaction of
/// each batch, so they are always what the cells say (verify.h's audit recounts them).
namespace ledger {

struct Sum {
    tally::Measures measures;    ///< Of what counts, trusted clock or not.
    std::int64_t untrusted = 0;  ///< The part of all counted cells whose day is uncertain.
    std::int64_t filtered = 0;   ///< Rows that did not count.
    Sum& operator+=(const Sum& other);
    bool operator==(const Sum&) const = default;
};

/// What one cell adds.
Sum sum_of(const wire::CellKey& key, std::int64_t count);

/// A day's sum, and what is known of it: a day without cells that no kiosk sealed is unknown,
/// not 0 (sync/wire/README.md §2).
struct DaySum {
    tally::Day day{};
    Sum sum;
    std::int64_t known = 0;  ///< Wards that have told something of it, or sealed it.
    bool operator==(const DaySum&) const = default;
};
struct WardSum {
    std::string ward;
    Sum sum;
    std::int64_t known = 0;  ///< Days of the period that are known.
    bool operator==(const WardSum&) const = default;
};
struct ProcedureSum {
    std::string procedure;  ///< Empty: what belongs to none.
    Sum sum;
    std::int64_t wards = 0;  ///< That have told anything of it.
    bool operator==(const ProcedureSum&) const = default;
};

/// Only what is there is listed: a ward that told nothing is missing. An empty ward: all of them.
/// Of a procedure: `known` is of the day or the ward as a whole; every known day is listed, for
/// without a row of the procedure it is a true 0; a ward that never told of it is missing.
Result<std::vector<DaySum>> sums_by_day(Ledger& ledger, const tally::Period& period,
                                        const std::string& ward = {},
                                        const std::string& procedure = {});
Result<std::vector<WardSum>> sums_by_ward(Ledger& ledger, const tally::Period& period,
                                          const std::string& procedure = {});
Result<std::vector<ProcedureSum>> sums_by_procedure(Ledger& ledger, const tally::Period& period,
                                                    const std::string& ward = {});

}  // namespace ledger
