#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "db/database.h"
#include "journal/entry.h"
#include "journal/owner_lock.h"
#include "journal/tables.h"
#include "journal/tallies.h"

namespace journal {

/// How a journal is opened for writing.
struct Settings {
    std::string path;
    std::string boot;             ///< boot_id().
    std::chrono::sys_days today;  ///< Names a damaged file that is set aside.
    int checkpoint_pages = 1000;  ///< As SQLite's default: 4 MB of write-ahead log.
    bool thorough = false;        ///< Check every row: something was found to be wrong.
    std::string ward{};           ///< Where the kiosk stands: five digits, or empty.
};

/// A damaged file that was moved away, and why: staff must be told.
struct SetAside {
    std::string path;
    std::string reason;

    bool operator==(const SetAside&) const = default;
};

/// The append-only record of what happened at the kiosk, with a tree of hashes over it. This
/// is the one connection that writes and checkpoints the file (README.md). One thread.
///
/// Invariant: rows are 1, 2, … head().size; head().root is the root over exactly these.
class Journal {
public:
    /// Takes the owner's lock, makes a missing folder, checks the file, sets a damaged one
    /// aside and begins a new one with a new epoch. Fails with
    ///   `unavailable`  another process owns it,
    ///   `invalid`      the file is of a newer program, or no journal at all: left as it is,
    ///   `io`           the disk does not let us; may succeed later.
    static Result<Journal> open(const Settings& settings);

    /// Appends in order, in one transaction, one row for each: all of them are durable when it
    /// returns, or none is there. The first one begins the run of this opening (run.h). Two
    /// things are decided here: a correction that takes off more than is left gets the verdict
    /// over_corrected, and a day_closed row its digest; `invalid` when that day is closed. After
    /// a failure see trouble().
    Result<> append(std::span<const Record> records);

    const Head& head() const { return head_; }
    const std::optional<SetAside>& set_aside() const { return set_aside_; }
    const db::Trouble& trouble() const { return database_.trouble(); }

    Result<std::optional<Minute>> last_trusted() { return tables_.last_trusted(); }
    Result<Today> today(std::chrono::sys_days day) { return tables_.today(day); }

    Result<bool> is_closed(tally::Day day) { return tallies_.is_closed(day); }
    /// Open days from that of the first trusted row to `last`, oldest first.
    Result<std::vector<tally::Day>> open_days(tally::Day last, std::size_t count_max) {
        return tallies_.open_days(last, count_max);
    }

    /// The row of one sequence number; `corrupt` when there is none.
    Result<Entry> entry(std::int64_t sequence);

private:
    struct Statements {
        db::Statement insert_run, insert_entry, insert_node, move_head;
    };
    Journal(OwnerLock lock, db::Database database, Tables tables, Tallies tallies,
            Statements statements, const Settings& settings)
        : lock_(std::move(lock)),
          database_(std::move(database)),
          tables_(std::move(tables)),
          tallies_(std::move(tallies)),
          statements_(std::move(statements)),
          boot_(settings.boot),
          ward_(settings.ward) {}

    static Result<Journal> prepare(OwnerLock lock, db::Database database, const Settings& settings);
    Result<> insert(const Record& record, Edge& edge);

    OwnerLock lock_;  // First: released last.
    db::Database database_;
    Tables tables_;
    Tallies tallies_;
    Statements statements_;  // After database_: destroyed before it.
    std::string boot_;
    std::string ward_;
    bool has_run_ = false;  ///< This opening has begun its run.
    Head head_;
    Edge edge_;  ///< Of the tree whose root is the head's.
    std::optional<SetAside> set_aside_;
};

}  // namespace journal
