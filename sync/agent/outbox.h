#pragma once

#include <string>

#include "agent/counts.h"
#include "agent/letters.h"
#include "base/result.h"
#include "db/database.h"
#include "journal/owner_lock.h"

namespace agent {

/// The agent's own file, agent.db: how high the counts stand, what the province knows of them,
/// what is on its way. Everything in it follows from the journal and the province's answers:
/// losing it costs only that counts are sent again. This process is its one owner; one thread.
class Outbox {
public:
    /// Takes the owner's lock first: `unavailable` when another agent has it. A damaged file is
    /// thrown away and begun anew; one of a newer version is `invalid`.
    static Result<Outbox> open(const std::string& path);

    Counts& counts() { return counts_; }
    Letters& letters() { return letters_; }
    Result<db::Transaction> begin() { return db::Transaction::begin(database_); }

    /// Damaged journals (file names) that are read to their end and told.
    Result<bool> is_finished(const std::string& name);
    Result<> finish(const std::string& name);

    /// Forgets what one device was told: another goes on with all counts.
    Result<> change_device(const std::string& device);

private:
    struct Statements {
        db::Statement is_finished, finish;
    };
    Outbox(journal::OwnerLock lock, db::Database database, Counts counts, Letters letters,
           Statements statements)
        : lock_(std::move(lock)),
          database_(std::move(database)),
          counts_(std::move(counts)),
          letters_(std::move(letters)),
          statements_(std::move(statements)) {}

    static Result<db::Database> open_whole(const std::string& path);

    journal::OwnerLock lock_;  // First: released last.
    db::Database database_;
    Counts counts_;  // After database_: destroyed before it.
    Letters letters_;
    Statements statements_;
};

}  // namespace agent
