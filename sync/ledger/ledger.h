#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "journal/owner_lock.h"
#include "ledger/sum_cache.h"
#include "sql/connection.h"
#include "wire/keys.h"

/// What the province keeps: devices and their keys, every envelope as it came, cells, seals,
/// checkpoints, alarms, publications. Values in, values out; no network and no clock of its own.
/// The same over SQLite and PostgreSQL. What is decided is decided inside one transaction, durable
/// before the function returns, so several servers may share one PostgreSQL.
namespace ledger {

/// Who the province is. All servers of one province share it.
struct Identity {
    std::string code, name;               ///< "52", "Gia Lai".
    wire::SecretKey key;                  ///< Signs receipts, certificates, publications.
    std::optional<wire::PublicKey> next;  ///< The key that will follow, already made known.
    std::vector<std::string> pins;        ///< Of the TLS keys, "sha256//…"; may be empty.
};

struct Rules {
    std::chrono::seconds next{300};        ///< What receipts ask devices to wait.
    std::chrono::seconds next_of_more{2};  ///< …that have more to tell: weeks are caught up.
    std::chrono::hours code_life{72};
    int code_tries = 5;
    std::chrono::days evidence{400};  ///< How long raw envelopes are kept.
    std::size_t branches_max = 16;    ///< Of one epoch; more forks are alarmed, not kept.
};

/// One open database. One thread at a time; several of them may share a PostgreSQL.
class Ledger {
public:
    /// Opens, and brings the schema up to date: forward only, one step a transaction, under a
    /// lock, so that several servers may start at once. `invalid` for a newer schema.
    /// SQLite: `unavailable` while another process has it.
    static Result<Ledger> open(const std::string& address, Identity identity, Rules rules = {});

    /// One more, for another thread of a process that has it open: reads, and writes in turn.
    static Result<Ledger> open_beside(const std::string& address, Identity identity,
                                      Rules rules = {});

    /// For looking on while a server works, which SQLite allows to no second owner: nothing is
    /// written nor brought up to date.
    static Result<Ledger> open_reader(const std::string& address, Identity identity,
                                      Rules rules = {});

    sql::Connection& connection() { return *connection_; }
    SumCache& sum_cache() { return sum_cache_; }
    const Identity& identity() const { return identity_; }
    const Rules& rules() const { return rules_; }

private:
    Ledger(std::unique_ptr<journal::OwnerLock> lock, std::unique_ptr<sql::Connection> connection,
           Identity identity, Rules rules)
        : lock_(std::move(lock)),
          connection_(std::move(connection)),
          identity_(std::move(identity)),
          rules_(rules) {}

    std::unique_ptr<journal::OwnerLock> lock_;  ///< Of a SQLite file that is ours to write.
    std::unique_ptr<sql::Connection> connection_;
    SumCache sum_cache_;
    Identity identity_;
    Rules rules_;
};

}  // namespace ledger
