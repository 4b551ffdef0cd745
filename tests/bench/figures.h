#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

/// One row of the table that `./motcua bench` prints: what ours costs and, in the same run, a peer
/// or a floor. All samples are costs (less is better), taken turn by turn, so that what disturbs
/// the machine disturbs both; `tests/bench/run.py` makes medians, ratios and their spread of them.
struct Figure {
    std::string group;  ///< Of the table: "glass", "frame", "search", "journal", "province".
    std::string name;   ///< Unique in its group, the same in every commit.
    std::string unit;   ///< "ms", "MiB", "%", "Minstr", "us" …
    std::vector<double> ours{};  ///< One or more samples; the median counts.
    std::string peer_name{};     ///< "Chromium", "raw SQLite insert"; empty if there is none.
    std::vector<double> peer{};  ///< As many as ours: then the ratios are taken pair by pair.
    std::optional<double> ratio_at_most{};  ///< What is promised (README, "Performance").
    std::optional<double> ours_at_most{};   ///< The same, of our own median, in `unit`.
    std::string note{};  ///< How many bytes, rows, rounds: what else one wants to know.
};

/// Hands a figure to who reads standard output: one JSON object a line. Everything else that a
/// benchmark says goes to standard error.
void hand_over(const Figure& figure);

/// Runs the body of a benchmark's main(): its error to standard error, as exit status 1.
int bench_main(const char* program, const Result<>& done);
