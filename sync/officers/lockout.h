#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "officers/rows.h"

/// Lock-out, inside the caller's transaction; internal to officers. A try is counted before its
/// password is looked at: however many servers are asked at once, nobody gets more tries.
namespace officers {

/// 5 fails: 1 min, 6: 2 min … at most an hour.
std::chrono::minutes lock_after(std::int64_t fails);

/// Counts a try for a name, whose account is locked in this transaction; without one, the name is
/// nobody's. Says how long to wait when it is locked out, 0: the try may be made.
///
/// Names that nobody has are counted too, or being locked would tell which names exist: in
/// kNobodySlots places of the store, chosen by a MAC that only the province can compute. Of two
/// such names in one place the later one begins anew. So the store does not grow, and to learn
/// from a forgotten lock that a name is nobody's takes thousands of tries, each of which costs a
/// hash and shows in the trail.
inline constexpr unsigned kNobodySlots = 4096;
Result<std::chrono::seconds> count_try(ledger::Ledger& ledger, const std::string& name,
                                       const std::optional<Account>& account, WallTime now);

/// A right password: the account begins anew.
Result<> forget_tries(sql::Connection& connection, const std::string& name);

/// A wrong one, for the trail. Of names that nobody has there is one deed an hour, without the
/// name: people type passwords into the wrong field.
Result<> note_wrong(sql::Connection& connection, const std::optional<Account>& account,
                    WallTime now);

}  // namespace officers
