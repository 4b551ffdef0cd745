#pragma once

#include <string>

#include "ledger/audit.h"

namespace ledger {

/// Raises an alarm whose words may grow with what is seen; `place` tells it from others of the
/// same device, epoch and kind. Inside the caller's transaction, if there is one.
Result<> raise_at(Ledger& ledger, const Alarm& alarm, const std::string& place, WallTime now);

/// Somebody sent what an unknown key signed. Anybody can, as often as they like, so this writes
/// seldom and keeps few.
Result<> note_unknown_key(Ledger& ledger, const std::string& key_id, WallTime now);

/// Milliseconds since 1970, as they are stored.
inline std::int64_t stored(WallTime time) { return time.time_since_epoch().count(); }
inline WallTime time_of(std::int64_t stored) { return WallTime(std::chrono::milliseconds(stored)); }

}  // namespace ledger
