#include "journal/check.h"

#include <fmt/format.h>

#include <limits>

#include "journal/recount.h"
#include "journal/run.h"
#include "journal/schema.h"
#include "journal/tallies.h"

namespace journal {

namespace {

constexpr std::int64_t kNewestRows = 64;
constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
constexpr auto kLast = std::numeric_limits<std::int64_t>::max();

/// Walks all rows and rebuilds the tree beside them.
class Walk {
public:
    Walk(Tables& tables, Verification& result, std::int64_t tallied)
        : tables_(tables),
          result_(result),
          recount_([this](std::string fault) { say(std::move(fault)); }, tallied) {}
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;

    Result<> row(const Sealed& sealed) {
        const std::int64_t sequence = sealed.entry.sequence;
        const std::int64_t expected = result_.rows + 1;
        ++result_.rows;
        if (sequence != expected && !gap_) {
            gap_ = true;
            say(fmt::format("row {} is missing: row {} stands in its place", expected, sequence));
        }
        const std::string fault = fault_of(sealed, result_.head.epoch);
        recount_.row(sealed.entry);
        if (!fault.empty()) say(fmt::format("row {}: {}", sequence, fault));
        return grow(sealed.leaf);
    }

    Result<> finish() {
        const Head& head = result_.head;
        if (head.size != result_.rows)
            say(fmt::format("the head says {} rows, there are {}", head.size, result_.rows));
        const Hash root = edge_.root();
        if (root != head.root)
            say(fmt::format("the rows' root is {}, the head says {}", hex(root), hex(head.root)));
        const std::int64_t kept = TRY(tables_.nodes_kept());
        if (kept != node_count(result_.rows))
            say(fmt::format("the tree keeps {} nodes, {} rows make {}", kept, result_.rows,
                            node_count(result_.rows)));
        return {};
    }

    Result<> compare_tallies(db::Database& database) { return recount_.compare(database); }

    void say(std::string fault) {
        if (result_.faults.size() < kFaultsMax) result_.faults.push_back(std::move(fault));
    }

private:
    /// Each subtree that a leaf completes must be kept.
    Result<> grow(const Hash& leaf) {
        for (const Node& node : edge_.append(leaf)) {
            const Result<Hash> kept = tables_.node(node.level, node.index);
            if (!kept && kept.error().code != Error::Code::corrupt) return kept.error();
            if (!kept || *kept != node.hash)
                say(fmt::format("the tree's node {} of level {} (rows {} to {}) is {}", node.index,
                                node.level, (node.index << node.level) + 1,
                                (node.index + 1) << node.level, kept ? "wrong" : "missing"));
        }
        return {};
    }

    Tables& tables_;
    Verification& result_;
    Edge edge_;
    bool gap_ = false;
    Recount recount_;
};

Result<> check_newest(Tables& tables) {
    const Head head = TRY(tables.head());
    std::int64_t expected = std::max<std::int64_t>(1, head.size - kNewestRows + 1);
    std::string fault;
    // Up to the end of the table, not of the head: a row after the head is a fault as well.
    TRY(tables.each(expected, kLast, [&](const Sealed& sealed) -> Result<> {
        if (fault.empty() && sealed.entry.sequence != expected)
            fault = fmt::format("row {} is missing", expected);
        const std::string own = fault_of(sealed, head.epoch);
        if (fault.empty() && !own.empty()) fault = fmt::format("row {}: {}", expected, own);
        ++expected;
        return {};
    }));
    if (!fault.empty()) return Error{Error::Code::corrupt, fault};
    if (expected != head.size + 1)
        return Error{Error::Code::corrupt, fmt::format("the head says {} rows, the newest is {}",
                                                       head.size, expected - 1)};
    const Hash computed = TRY(root(head.size, tables.nodes()));
    if (computed != head.root)
        return Error{Error::Code::corrupt, "the root of the tree is not the head's"};
    return {};
}

}  // namespace

Result<Verification> verify(db::Database& database) {
    const db::Snapshot snapshot = TRY(db::Snapshot::take(database));
    Verification result;
    result.faults = TRY(database.faults(false));
    const std::vector<std::string> schema = TRY(schema_faults(database));
    result.faults.insert(result.faults.end(), schema.begin(), schema.end());
    if (result.faults.size() > kFaultsMax) result.faults.resize(kFaultsMax);

    Tables tables = TRY(Tables::prepare(database));
    result.head = TRY(tables.head());
    const bool has_tallies = TRY(database.pragma("user_version")) >= kTalliesVersion;
    // Where a table is missing, that is said above, and no more can be asked.
    const std::int64_t tallied =
        schema.empty() && has_tallies ? TRY(tallied_rows(database)) : kAllRows;
    Walk walk(tables, result, tallied);
    TRY(tables.each(kFirst, kLast, [&](const Sealed& sealed) { return walk.row(sealed); }));
    TRY(walk.finish());
    if (!schema.empty()) return result;
    const std::vector<Run> runs = TRY(runs_of(database));
    for (std::string& fault : faults_of(runs, result.rows)) walk.say(std::move(fault));
    if (has_tallies) TRY(walk.compare_tallies(database));
    return result;
}

Result<> check_quickly(db::Database& database) {
    std::vector<std::string> faults = TRY(schema_faults(database));
    if (!faults.empty()) return Error{Error::Code::corrupt, faults.front()};

    const std::int64_t pages = TRY(database.pragma("page_count"));
    const std::int64_t page_bytes = TRY(database.pragma("page_size"));
    if (pages * page_bytes <= kQuickCheckBytesMax) {
        faults = TRY(database.faults(true));
        if (!faults.empty()) return Error{Error::Code::corrupt, faults.front()};
    }
    Tables tables = TRY(Tables::prepare(database));
    TRY(check_newest(tables));
    const Head head = TRY(tables.head());
    const std::vector<Run> runs = TRY(runs_of(database));
    faults = faults_of(runs, head.size);
    if (!faults.empty()) return Error{Error::Code::corrupt, faults.front()};
    return {};
}

}  // namespace journal
