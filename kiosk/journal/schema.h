#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"

namespace journal {

/// "MCJ1" in the file's header: this database is a journal.
inline constexpr std::int64_t kApplicationId = 0x4d434a31;

/// The schema's steps, for db::Database::migrate. The first one also gives the file its epoch,
/// in the same transaction: a half-born journal cannot exist. Append only.
std::vector<std::string> schema_steps(const std::string& epoch);

enum class FileState {
    empty,    ///< New: no table yet.
    ours,     ///< A journal of a version we know.
    newer,    ///< A journal of a newer program: refuse, do not touch.
    foreign,  ///< A database of somebody else: refuse, do not touch.
    damaged,  ///< Was a journal once.
};

/// What the header says of the file. Fails with `corrupt` when it cannot be read.
Result<FileState> state_of(db::Database& database);

/// The version from which on a file keeps running tallies (tallies.h).
inline constexpr std::int64_t kTalliesVersion = 2;

/// The version from which on a file says which run its rows are of (run.h).
inline constexpr std::int64_t kRunsVersion = 3;

/// The version from which on the tallies say how many rows are in them (tallies.h).
inline constexpr std::int64_t kTalliedVersion = 4;

/// What differs from the tables, indexes and triggers of the file's own version: nothing in a
/// whole file. A missing trigger is a fault: rows could be changed.
Result<std::vector<std::string>> schema_faults(db::Database& database);

}  // namespace journal
