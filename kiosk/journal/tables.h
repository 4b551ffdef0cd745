#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "journal/entry.h"
#include "journal/tree.h"

namespace journal {

/// How far the journal has got: what a signed checkpoint will state.
struct Head {
    std::string epoch;  ///< 32 hexadecimal digits, given at the file's birth.
    std::int64_t size = 0;
    Hash root{};

    bool operator==(const Head&) const = default;
};

/// How many rows count, and how many do not.
struct Count {
    std::int64_t counted = 0;
    std::int64_t filtered = 0;

    bool operator==(const Count&) const = default;
};

/// The rows of one procedure, kind and detail over some days.
struct Tally {
    std::string procedure;  ///< Empty: no procedure.
    std::string kind;
    std::string detail;
    std::int64_t counted = 0;
    std::map<std::string, std::int64_t> filtered;  ///< By reason.

    bool operator==(const Tally&) const = default;
};

/// One day by kind; indexed with Kind.
struct Today {
    std::chrono::sys_days day;
    std::array<Count, kKindCount> by_kind{};
    std::int64_t submitted = 0;  ///< Counted outcomes "submitted": said, not confirmed.

    Count& of(Kind kind) { return by_kind[static_cast<std::size_t>(kind)]; }
    const Count& of(Kind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
    bool operator==(const Today&) const = default;
};

/// The questions that owner, reader and verifier ask of a journal file. The Database must
/// outlive it.
class Tables {
public:
    static Result<Tables> prepare(db::Database& database);

    Result<Head> head();

    /// Calls `visit` with the rows [first, last], oldest first.
    Result<> each(std::int64_t first, std::int64_t last,
                  const std::function<Result<>(const Sealed&)>& visit);

    /// A complete subtree; `corrupt` when it is absent.
    Result<Hash> node(int level, std::int64_t index);
    Nodes nodes();  ///< Refers to this object.

    Result<std::int64_t> nodes_kept();

    /// The newest row whose clock was trusted, if any.
    Result<std::optional<Minute>> last_trusted();

    /// Ordered by procedure, kind and detail.
    Result<std::vector<Tally>> tally(std::chrono::sys_days from, std::chrono::sys_days to);
    Result<Today> today(std::chrono::sys_days day);

    /// Codes by counted openings since a day, most first, then by code.
    Result<std::vector<std::string>> most_opened(std::chrono::sys_days since, int limit);

private:
    struct Statements {
        db::Statement head, each, leaf, node, nodes, trusted, tally, opened;
    };
    explicit Tables(Statements statements) : statements_(std::move(statements)) {}

    Statements statements_;
};

}  // namespace journal
