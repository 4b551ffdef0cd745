#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/entry.h"
#include "tally/report.h"

/// Journals of an ordinary ward, the same rows every time, for the benchmarks: so many rows are
/// what that many would be after days, weeks or five years.
namespace bench {

inline constexpr int kRowsADay = 548;  // A million in five years.
inline constexpr tally::Day kFirstDay = std::chrono::year(2026) / 7 / 1;

/// The day that row `sequence` is of.
tally::Day day_of_row(std::int64_t sequence);

/// The rows of day after day, each day closed by its last.
class Ward {
public:
    /// `before`: how many rows the journal has.
    std::vector<journal::Record> rows_of(tally::Day day, std::int64_t before);

private:
    int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
    std::string code(tally::Day day);
    journal::Event citizen_event(tally::Day day);
    journal::Event staff_event(tally::Day day, std::int64_t sequence);

    std::mt19937 random_{20'261'123};
    tally::Recorded newest_;
};

/// The path of a journal of exactly so many rows in `folder`, on a real disk. One that is there
/// was made by another benchmark and is taken as it is: read it, copy it, write nothing into it.
Result<std::string> made_journal(const std::string& folder, std::int64_t rows);

}  // namespace bench
