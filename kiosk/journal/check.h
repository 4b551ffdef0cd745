#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "journal/tables.h"

namespace journal {

/// What a full check found.
struct Verification {
    Head head;
    std::int64_t rows = 0;
    std::vector<std::string> faults;  ///< At most kFaultsMax, each naming its row.

    bool ok() const { return faults.empty(); }
};
inline constexpr std::size_t kFaultsMax = 20;

/// Checks everything: SQLite's integrity_check, the schema and its triggers, every row's bytes
/// against its columns and its leaf against its bytes, no gap, every kept node of the tree, the
/// head, every closing's digest, the runs, and the running tallies against a recount. Reads the
/// whole file once, in one snapshot. An Error means it could not be read.
Result<Verification> verify(db::Database& database);

/// The check before a file is taken over for writing: the schema, SQLite's quick_check while
/// the file is small enough for a quick start, the newest rows, the head and the runs. `corrupt`
/// with what was found.
Result<> check_quickly(db::Database& database);

/// Above this a start would wait: 32 MiB (80,000 rows, five months) take 0.1 s from memory and
/// 0.5 s from a slow card. Larger files are checked whole by `motcua-journal verify`.
inline constexpr std::int64_t kQuickCheckBytesMax = 32 << 20;

}  // namespace journal
