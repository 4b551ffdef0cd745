#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "tally/report.h"

/// A journal as a ward's counter fills it in some weeks of a campaign: opening hours, a morning
/// rush, the procedures people really need, two officers who record what they handle, share of
/// online dossiers that rises, slips of the finger taken back, days closed in the evening. The
/// last day is open and stands at 16:30. The same season every time.
struct Season {
    tally::Day last_day = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
    int days = 60;
    unsigned seed = 2026;

    tally::Day first_day() const { return last_day - std::chrono::days(days - 1); }

    /// Writes it into a new journal.
    Result<> write(const std::string& journal_path) const;
};
