#pragma once

#include <map>
#include <string>

/// The cells of a journal counted again from its rows, by the words of sync/wire/README.md §2 and
/// with none of the program's own counting: key as SmallProvince::counts() has it. Sums to 0 too.
std::map<std::string, std::int64_t> naive_cells(const std::string& journal);
/// The newest row of each.
std::map<std::string, std::int64_t> naive_revisions(const std::string& journal);
