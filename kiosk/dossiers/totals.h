#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dossiers/mapping.h"
#include "dossiers/problem.h"
#include "tally/report.h"

/// Reads an export of the dossier system, CSV or .xlsx, into totals by day, procedure and
/// traits. All or nothing: a single wrong cell, and nothing of the file is taken. What is not
/// one of the mapped columns is never looked at. Pure; up to a second of work for the largest
/// file, so not on the drawing thread.
namespace dossiers {

struct Limits {
    std::size_t bytes = 8u << 20;  ///< 50,000 rows of eight columns are 4 MiB.
    std::size_t rows = 50'000;     ///< A ward's dossiers of a year, several times over.
    int days_back = 400;           ///< A year and a late month: older days belong to archives.
    std::int64_t count = 99'999;   ///< Of one row.
    std::size_t problems = 20;     ///< A page to read; the others are counted.
};

struct Totals {
    std::vector<tally::DossierTotal> totals;  ///< In order, each combination once, none is 0.
    std::string digest;                       ///< SHA-256 of the file, 64 hexadecimal digits.
    std::size_t rows = 0;                     ///< That were read.
    std::vector<tally::Day> days;             ///< Oldest first.

    std::int64_t dossiers() const;
    bool operator==(const Totals&) const = default;
};

/// What a file holds, or why it cannot be taken: with a problem there are no totals.
struct Reading {
    Totals totals;
    std::vector<Problem> problems;  ///< The first ones, in the file's order.
    std::size_t more = 0;           ///< And so many others.
};

/// `today` is the business day; the file may not know later ones.
Reading examine(std::string_view bytes, const Mapping& mapping, tally::Day today,
                const Limits& limits = {});

/// The same of a file; `not_found` or `io` when it cannot be read at all.
Result<Reading> examine_file(const std::string& path, const Mapping& mapping, tally::Day today,
                             const Limits& limits = {});

/// The same in words: `invalid` with each problem on a line.
Result<Totals> read_file(const std::string& path, const Mapping& mapping, tally::Day today,
                         const Limits& limits = {});

}  // namespace dossiers
