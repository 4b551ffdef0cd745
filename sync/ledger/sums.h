#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/sum.h"

/// The sums of some days. What a page asks for again and again is answered from memory where
/// nothing was told meanwhile (sum_cache.h).
namespace ledger {

/// Only what is there is listed: a ward that told nothing is missing. An empty ward: all of them.
/// Of a procedure: `known` is of the day or the ward as a whole; every known day is listed, for
/// without a row of the procedure it is a true 0; a ward that never told of it is missing.
Result<std::vector<DaySum>> sums_by_day(Ledger& ledger, const tally::Period& period,
                                        const std::string& ward = {},
                                        const std::string& procedure = {});
Result<std::vector<WardSum>> sums_by_ward(Ledger& ledger, const tally::Period& period,
                                          const std::string& procedure = {});
Result<std::vector<ProcedureSum>> sums_by_procedure(Ledger& ledger, const tally::Period& period,
                                                    const std::string& ward = {});

/// Makes the sums anew from cells and seals, in one transaction: for a store whose audit says that
/// they differ. What other connections keep in memory of the old ones is forgotten.
Result<> mend_sums(Ledger& ledger);

}  // namespace ledger
