#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "sql/connection.h"

/// The tables. Written once: the dialects differ in the names of types alone. Forward only: a
/// step that was ever released is never changed, new ones are appended.
namespace ledger {

/// Brings the schema up to date, one step a transaction, under a lock that keeps other servers
/// out meanwhile. `invalid` for a database of a newer version.
Result<> migrate(sql::Connection& connection);

/// Whether it is up to date, for who may not write: `unavailable` when it is older.
Result<> check_schema(sql::Connection& connection);

/// A statement of the schema in a dialect's own words.
std::string in_dialect(std::string_view statement, sql::Dialect dialect);

}  // namespace ledger
