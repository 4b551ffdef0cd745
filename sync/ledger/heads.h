#pragma once

#include <string>

#include "ledger/ledger.h"
#include "wire/batch.h"
#include "wire/receipt.h"

namespace ledger {

/// Who claims a checkpoint.
struct Claimant {
    std::string device;
    bool up_to_date = false;  ///< It holds our newest receipt to it: it was told all we told it.
    bool may_keep = true;     ///< Else it is answered, and nothing of it is kept.
    std::string model;        ///< Without a branch of its own it is held to this device's.
};

/// Holds a checkpoint against those of its epoch (sync/wire/README.md §3): keeps it if it
/// continues one, opens a branch with an alarm if it contradicts them. The epoch's row is locked.
Result<wire::Receipt::Head> take_head(Ledger& ledger, const Claimant& claimant,
                                      const wire::Checkpoint& checkpoint,
                                      const wire::HeadClaim& claim, WallTime now);

}  // namespace ledger
