#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "wire/batch.h"

namespace agent {

/// A line of the outbox as a batch carried it.
struct Carried {
    std::int64_t line = 0;
    std::int64_t revision = 0;

    bool operator==(const Carried&) const = default;
};

/// A batch that was made: on its way by network (at most one, with its bytes), or on a stick.
struct Letter {
    std::string digest;    ///< Of its envelope.
    std::string envelope;  ///< Its bytes; empty when it left on a stick.
    std::vector<Carried> lines;

    bool operator==(const Letter&) const = default;
};

/// What is known of the province from its newest receipt.
struct Known {
    std::string device;  ///< Whose receipts these are; empty: none yet.
    wire::After receipt;
    std::string received;        ///< The province's time in it, "2026-11-23T02:05:07Z", or empty.
    std::int64_t batch = 0;      ///< Number of the last batch made.
    std::int64_t published = 0;  ///< The newest publication it told of.
    std::int64_t unfit = 0;      ///< A publication that did not pass; 0: none.
    std::string unfit_why;

    bool operator==(const Known&) const = default;
};

/// What went out and what came back. The Database must outlive it; several calls that belong
/// together are the caller's transaction.
class Letters {
public:
    static Result<Letters> prepare(db::Database& database);

    Result<Known> known();
    Result<> remember(const Known& known);

    /// The one on its way, sent as the same bytes until a receipt comes.
    Result<std::optional<Letter>> in_flight();
    Result<> send(const Letter& letter);
    Result<> recall();  ///< Drops the one on its way: its lines wait for the next.

    /// One that left on a stick: its lines are kept for the receipt, of the newest kExportsMax.
    Result<> keep_exported(const Letter& letter);
    Result<std::optional<Letter>> find(const std::string& digest);  ///< Either kind.
    Result<> settle(const std::string& digest);                     ///< Answered: forgotten.

    /// Rows of an epoch that the province holds a checkpoint of; 0: none that we know.
    Result<std::int64_t> held(const std::string& epoch);
    Result<> set_held(const std::string& epoch, std::int64_t rows);

private:
    struct Statements {
        db::Statement known, remember, flight, find, lines, insert, insert_line, drop_flight,
            drop_lines_of, drop, prune, held, set_held;
    };
    explicit Letters(Statements statements) : statements_(std::move(statements)) {}

    Result<std::optional<Letter>> letter_from(db::Rows rows);
    Result<> insert(const Letter& letter, bool by_network);

    Statements statements_;
};

/// Each export may be a season of a ward's counts; its receipts come home with a later stick.
inline constexpr std::int64_t kExportsMax = 64;

}  // namespace agent
