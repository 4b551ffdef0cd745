#pragma once

#include <string>
#include <vector>

#include "journal/check.h"
#include "journal/tables.h"

namespace journal {

/// A journal seen from outside its owner: read-only, while the kiosk runs or not. Open it,
/// ask, let it go: a file that is set aside later would still be read here. One thread.
class Reader {
public:
    /// `not_found` when there is no journal, `invalid` for a file that is none or is of a newer
    /// version, `corrupt` for a damaged one.
    static Result<Reader> open(const std::string& path);

    /// Epoch, number of rows and root of the tree.
    Result<Head> head() { return tables_.head(); }

    Result<std::vector<Entry>> rows(std::int64_t first, std::int64_t last);
    Result<std::vector<Entry>> newest(std::int64_t count);  ///< Oldest of them first.

    /// By procedure, kind and detail, both days included.
    Result<std::vector<Tally>> tally(std::chrono::sys_days from, std::chrono::sys_days to) {
        return tables_.tally(from, to);
    }

    /// Codes by counted openings since a day, most first: the "most used" list.
    Result<std::vector<std::string>> most_opened(std::chrono::sys_days since, int limit) {
        return tables_.most_opened(since, limit);
    }

    Result<Verification> verify() { return journal::verify(database_); }

private:
    Reader(db::Database database, Tables tables)
        : database_(std::move(database)), tables_(std::move(tables)) {}

    db::Database database_;
    Tables tables_;  // After database_: destroyed before it.
};

}  // namespace journal
