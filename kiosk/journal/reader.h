#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "journal/check.h"
#include "journal/figures.h"
#include "journal/run.h"
#include "journal/tables.h"
#include "tally/report.h"

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

    /// Calls `visit` with the rows [first, last], oldest first, one at a time in memory. It must
    /// not ask this reader for rows meanwhile.
    Result<> each(std::int64_t first, std::int64_t last,
                  const std::function<Result<>(const Sealed&)>& visit) {
        return tables_.each(first, last, visit);
    }

    /// By first row; `corrupt` when one makes no sense. A file of before runs has one if it has
    /// rows: {1, epoch, no ward}.
    Result<std::vector<Run>> runs();

    /// The tree's root over the first `size` rows, and the proof that the tree of `old_size` rows
    /// is its beginning (tree.h; none where both are equal). `invalid` for sizes that the file
    /// does not have: they may come from far away.
    Result<Hash> root(std::int64_t size);
    Result<std::vector<Hash>> consistency(std::int64_t old_size, std::int64_t size);

    /// Calls `reads`, and lets all of them see one and the same moment of the file. What keeps a
    /// moment by itself fails inside with `invalid`: verify(), and report() and all below it.
    /// The owner's log grows meanwhile, so do not wait for anything else in it.
    Result<> together(const std::function<Result<>()>& reads);

    /// By procedure, kind and detail, both days included.
    Result<std::vector<Tally>> tally(std::chrono::sys_days from, std::chrono::sys_days to) {
        return tables_.tally(from, to);
    }

    /// Codes by counted openings since a day, most first: the "most used" list.
    Result<std::vector<std::string>> most_opened(std::chrono::sys_days since, int limit) {
        return tables_.most_opened(since, limit);
    }

    /// What staff see of some days, from running tallies: the work depends on the length of the
    /// period, not on that of the journal. Each call reads one unchanging view of the file; all
    /// fail with `unavailable` on a file that no program of today has opened for writing yet.
    Result<tally::Report> report(const tally::Period& period);
    Result<std::vector<tally::DayTotal>> days(const tally::Period& period);
    Result<tally::Measures> total(const tally::Period& period);

    /// The newest rows that staff recorded or imported and that count, newest first.
    Result<std::vector<tally::Recorded>> recorded(std::int64_t count);
    /// Net counts by day, procedure and traits, in this order; none that is 0.
    Result<std::vector<tally::DossierTotal>> dossiers(const tally::Period& period);
    /// Codes by dossiers received since a day, most first, then by code.
    Result<std::vector<std::string>> most_recorded(tally::Day since, int limit);
    /// Of the newest row of a procedure that was recorded by hand and not wholly taken back.
    Result<std::optional<tally::Traits>> last_traits(const std::string& procedure);
    Result<std::optional<tally::Closing>> closing(tally::Day day);

    Result<Verification> verify() { return journal::verify(database_); }

private:
    Reader(db::Database database, Tables tables)
        : database_(std::move(database)), tables_(std::move(tables)) {}

    Result<> learn_version();

    template <class Ask>
    auto ask(const Ask& question) -> decltype(question(std::declval<Figures&>()));
    Result<> must_have(std::int64_t size);

    db::Database database_;
    Tables tables_;                   // After database_: destroyed before it.
    std::optional<Figures> figures_;  ///< Absent in a file of schema 1.
    std::int64_t version_ = 0;        ///< Of its schema.
};

}  // namespace journal
