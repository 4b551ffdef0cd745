#pragma once

#include "ledger/ledger.h"

/// What is true of a store as a whole.
namespace ledger {

/// Whether everything in it is a demonstration (sync/demo): every page and file says so then, and
/// no real kiosk may join.
Result<bool> is_demonstration(Ledger& ledger);

/// Says so of an empty store, for ever. `invalid` when it has kiosks, codes, counts, arrivals or
/// publications already: real ones and invented ones must never mix.
Result<> become_demonstration(Ledger& ledger);

}  // namespace ledger
