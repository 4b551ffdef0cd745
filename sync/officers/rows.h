#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "officers/officers.h"

/// What the files of officers share of the store: rows, inside the caller's transaction. Internal.
namespace officers {

inline std::int64_t stored(WallTime time) { return time.time_since_epoch().count(); }
inline WallTime time_of(std::int64_t stored) { return WallTime(std::chrono::milliseconds(stored)); }

struct Account {
    Officer officer;
    std::string hash;  ///< Empty: by proxy.
    std::int64_t fails = 0;
};

/// The columns of account_of(), of a table `o`.
inline constexpr std::string_view kAccountColumns =
    "o.name, o.full_name, o.role, o.ward, o.password, o.must_change, o.made_at, o.disabled_at, "
    "o.fails, o.locked_until";
/// `corrupt` for a role that we do not know.
Result<Account> account_of(const sql::Row& row, std::size_t first = 0);

/// Locked until the transaction ends.
Result<std::optional<Account>> lock_account(sql::Connection& connection, std::string_view name);

/// Ends all sessions of an officer, but the one of that token's digest.
Result<> end_sessions(sql::Connection& connection, std::string_view name,
                      std::string_view but = {});

Result<> note_in(sql::Connection& connection, const Deed& deed);

}  // namespace officers
