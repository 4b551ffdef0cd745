#pragma once

#include "demo/demo.h"

/// What the demonstration's officer has done: published, and tried codes with a phone.
namespace demo {

inline constexpr const char* kOfficer = "demo";  ///< Whose deeds they are.

/// Four versions, the newest two days old, so that some kiosks have not fetched it yet. Its number.
Result<std::int64_t> publish(ledger::Ledger& ledger, const Sources& sources,
                             const campaign::Campaign& campaign, const tally::Period& period);

/// Most common codes were tried and are good, a few bad, one was tried at an older address; the
/// rest nobody has tried yet.
Result<> try_codes(ledger::Ledger& ledger, const Sources& sources, std::uint64_t seed,
                   WallTime now);

}  // namespace demo
