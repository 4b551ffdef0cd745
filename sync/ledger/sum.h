#pragma once

#include <cstdint>
#include <string>

#include "tally/report.h"
#include "wire/cell.h"

/// Sums of the cells by ward and day, and by ward, day and procedure: kept in the transaction of
/// each batch, so they are always what the cells say (the audit recounts them).
namespace ledger {

struct Sum {
    tally::Measures measures;    ///< Of what counts, trusted clock or not.
    std::int64_t untrusted = 0;  ///< The part of all counted cells whose day is uncertain.
    std::int64_t filtered = 0;   ///< Rows that did not count.
    Sum& operator+=(const Sum& other);
    Sum& operator-=(const Sum& other);
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

}  // namespace ledger
