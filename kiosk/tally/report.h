#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tally/measures.h"

/// What staff see, export and print of some days: values only, filled by the journal's Reader.
/// Sums agree by construction of the journal: `all` is the sum of `procedures`, and of `days`.
namespace tally {

using Day = std::chrono::sys_days;  ///< A business day in Viet Nam.

/// Both ends count.
struct Period {
    Day first{}, last{};

    int days() const { return static_cast<int>((last - first).count()) + 1; }
    bool contains(Day day) const { return first <= day && day <= last; }
    bool operator==(const Period&) const = default;
};

struct ProcedureTotal {
    std::string code;  ///< Empty: what belongs to no procedure (visits, tracking).
    Measures measures;
    bool operator==(const ProcedureTotal&) const = default;
};

struct DayTotal {
    Day day{};
    Measures measures;
    bool operator==(const DayTotal&) const = default;
};

/// Hours of the clock in Viet Nam, 0 to 23, over all days of the period. A dossier stands in the
/// hour it was recorded, and only if it was recorded on its own day.
struct HourTotal {
    std::int64_t visits = 0, opened = 0, online = 0, at_counter = 0, post = 0;
    bool operator==(const HourTotal&) const = default;
};

/// Rows of one kind that do not count, and why (journal/README.md, "What counts").
struct Filtered {
    std::string kind, reason;
    std::int64_t rows = 0;
    bool operator==(const Filtered&) const = default;
};

/// How a day was closed.
struct Closing {
    Day day{};
    std::string staff;   ///< Who closed it; empty: it closed itself the next morning.
    std::string digest;  ///< 64 hexadecimal digits over the day's tallies and the digest before.
    std::int64_t sequence = 0;  ///< Its row: what comes later for that day is late.
    bool operator==(const Closing&) const = default;
};

struct Report {
    Period period;
    Measures all;
    std::vector<ProcedureTotal> procedures;  ///< By code.
    std::vector<DayTotal> days;              ///< Days that have rows, oldest first.
    std::array<HourTotal, 24> hours{};
    std::vector<Filtered> filtered;  ///< By kind and reason.
    Measures late;                   ///< The part of `all` that came after its day was closed.
    std::int64_t untrusted = 0;     ///< Rows whose clock was not trusted; part of `all` if counted.
    std::vector<Closing> closings;  ///< Of days in the period, oldest first.

    bool operator==(const Report&) const = default;
};

/// One row that staff recorded, for the list "just recorded" and for corrections.
struct Recorded {
    std::int64_t sequence = 0;
    std::chrono::sys_time<std::chrono::minutes> minute{};  ///< UTC, when it was recorded.
    std::string staff;
    std::string procedure;
    Day day{};  ///< The day the dossiers belong to.
    Traits traits;
    std::int64_t count = 0;  ///< As recorded; never negative.
    std::int64_t left = 0;   ///< What corrections have left of it.
    bool late = false;       ///< The day was closed before.
    bool imported = false;   ///< From a file: corrected by importing again, not by hand.
    bool operator==(const Recorded&) const = default;
};

/// Dossiers of one day, procedure and set of traits, as recorded so far: what an import is held
/// against.
struct DossierTotal {
    Day day{};
    std::string procedure;
    Traits traits;
    std::int64_t count = 0;
    bool operator==(const DossierTotal&) const = default;
    auto operator<=>(const DossierTotal&) const = default;
};

}  // namespace tally
