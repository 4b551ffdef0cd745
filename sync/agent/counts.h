#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "wire/batch.h"
#include "wire/cell.h"

namespace agent {

/// How far a run has been read into the outbox.
struct RunMark {
    std::int64_t number = 0;  ///< Its name inside the outbox.
    std::int64_t folded = 0;  ///< Newest row that was read; first - 1 when none was.

    bool operator==(const RunMark&) const = default;
};

/// A cell or a seal that the province has not acknowledged as it stands.
struct Waiting {
    std::int64_t line = 0;  ///< Its name inside the outbox.
    std::int64_t run = 0;
    std::variant<wire::Cell, wire::Seal> what;

    tally::Day day() const;
    std::int64_t revision() const;
};

/// Where reading of the waiting lines goes on: newest day first, then by line.
struct Place {
    std::int64_t day = std::numeric_limits<std::int64_t>::max();
    std::int64_t line = 0;
};

/// Figures of the whole outbox, for the status.
struct Standing {
    std::int64_t waiting = 0;
    std::string oldest;  ///< Day of the oldest that waits, "2026-11-20"; empty: none waits.
    std::int64_t parked = 0, bad = 0, faults = 0;

    bool operator==(const Standing&) const = default;
};

/// The cells and seals of all runs, with what the province knows of each. The Database must
/// outlive it; several calls that belong together are the caller's transaction.
class Counts {
public:
    static Result<Counts> prepare(db::Database& database);

    Result<RunMark> mark(const wire::Run& run);  ///< A run that is new begins unread.
    Result<wire::Run> run(std::int64_t number);

    Result<> add(std::int64_t run, const wire::Addition& addition, std::int64_t revision);
    Result<> add(std::int64_t run, const wire::Seal& seal);
    /// Kept up to kFaultsKept; the same row once.
    Result<> add_fault(const wire::RowFault& fault);
    Result<> set_folded(std::int64_t run, std::int64_t row);

    /// Those that follow a place, at most so many.
    Result<std::vector<Waiting>> waiting(const Place& after, std::size_t most);
    Result<std::vector<wire::RowFault>> faults(std::size_t most);  ///< Newest first.
    Result<Standing> standing();

    /// A line is done up to a revision; one that has grown since goes on waiting.
    Result<> acknowledge(std::int64_t line, std::int64_t revision, const std::string& verdict);
    Result<> acknowledge_nothing();  ///< The province has lost something: all wait again.

private:
    struct Statements {
        db::Statement mark, begin_run, run, add_cell, add_seal, add_fault, fold, waiting, faults,
            waiting_figures, odd_figures, fault_figure, acknowledge, forget;
    };
    explicit Counts(Statements statements) : statements_(std::move(statements)) {}

    Statements statements_;
};

/// A disk that fails can spoil every row; that many are told apart, the rest only not counted.
inline constexpr std::int64_t kFaultsKept = 1000;

}  // namespace agent
