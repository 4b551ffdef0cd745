#pragma once

#include <string>
#include <vector>

#include "importing/merge.h"
#include "importing/report.h"

/// The whole import: files in, merged records and a report out. Reads only; the caller writes.
namespace importing {

/// 64 MB holds the national list sixteen times.
inline constexpr std::size_t kFileBytesMax = 64u << 20;
/// Records kept in memory; the portal has 6,297 procedures, from five sources.
inline constexpr std::size_t kRecordsMax = 200'000;

struct Outcome {
    std::vector<Merged> records;  ///< By code.
    Report report;
};

/// Never fails: what cannot be used stands in the report. `paths` are files and folders.
Outcome import_files(const std::vector<std::string>& paths);

/// The output file (importing/README.md), one record a line; `date` is the day of the import.
std::string output(const Outcome& outcome, const std::string& date);

}  // namespace importing
