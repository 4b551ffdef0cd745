#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "tally/report.h"
#include "wire/cell.h"

namespace ledger {

/// Sums over runs of what was accepted, by ward, day and key.
struct Count {
    std::string ward;
    wire::CellKey key;
    std::int64_t count = 0;
    bool operator==(const Count&) const = default;
};
/// Both days included; by ward, then key. Sums of 0 are left out. An empty ward: all of them.
Result<std::vector<Count>> counts(Ledger& ledger, const tally::Period& period,
                                  const std::string& ward = {});

/// The measures of tally/measures.h that the cells of some days add up to.
tally::Measures measures_of(const std::vector<Count>& counts);

}  // namespace ledger
