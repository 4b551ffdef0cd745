#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/database.h"

namespace journal {

/// What one opening of the journal file for writing has written: the rows from `first` to the
/// next run's. Counts are told to the province by run, so a restored backup or a cloned disk,
/// going on from rows that were told before, begins a run of its own by itself (README.md).
struct Run {
    std::int64_t first = 0;
    std::string id;    ///< 128 random bits as 32 hexadecimal digits.
    std::string ward;  ///< Where the kiosk stood: five digits; empty: not known.

    bool operator==(const Run&) const = default;
};

/// The runs of a file, by first row. The rows of a file that knows no runs yet are one run, the
/// same that its next owner writes down.
Result<std::vector<Run>> runs_of(db::Database& database);

/// What is wrong with a run by itself, empty when nothing is; and with the runs of a file of so
/// many rows: each row must be of one, and each run have a row and an id of its own.
std::string fault_of(const Run& run);
std::vector<std::string> faults_of(std::span<const Run> runs, std::int64_t rows);

/// Five digits, or empty.
bool is_ward(std::string_view ward);

}  // namespace journal
