#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/result.h"
#include "db/database.h"
#include "journal/sums.h"

namespace journal {

/// Counts a journal's rows again from the first one, in memory, and holds the running tallies
/// against the result: verify()'s half for derived data. Takes about 120 MiB for the
/// million rows of five busy years.
class Recount {
public:
    /// Where faults are told: "the tallies of 2026-11-23, procedure 1.001193: …".
    using Say = std::function<void(std::string)>;
    /// `tallied`: so many rows are in the tallies; the ones after them wait (tallies.h).
    Recount(Say say, std::int64_t tallied) : say_(std::move(say)), tallied_(tallied) {}

    /// The next row, in order.
    void row(const Entry& entry);

    /// After the last row: every table against the recount.
    Result<> compare(db::Database& database);

private:
    struct Recorded {
        std::string procedure;
        Handled handled;
        std::int64_t left = 0;
        bool late = false, imported = false;
        std::optional<int> hour;
    };
    struct Closed {
        std::int64_t sequence = 0;
        std::string staff, digest;
    };

    void must_wait(const Entry& entry) const;
    void close(const Entry& entry);
    void take_off(const Entry& entry, Share& share);

    Result<> compare_measures(db::Database& database, int level);
    Result<> compare_hours(db::Database& database, int level);
    Result<> compare_filtered(db::Database& database, int level);
    Result<> compare_days(db::Database& database);
    Result<> compare_dossiers(db::Database& database);
    Result<> compare_recorded(db::Database& database);
    Result<> compare_closings(db::Database& database);

    Say say_;
    std::int64_t tallied_, rows_ = 0;
    Sums sums_;
    std::map<std::int64_t, Recorded> recorded_;
    std::map<tally::Day, Closed> closed_;
    std::string last_digest_;  ///< Of the newest closing; empty before the first.
};

}  // namespace journal
