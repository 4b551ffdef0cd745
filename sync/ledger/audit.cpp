#include "ledger/audit.h"

#include <fmt/format.h>

#include <set>

#include "ledger/alarms.h"
#include "ledger/evidence.h"
#include "ledger/runs.h"
#include "wire/checkpoint.h"

namespace ledger {

namespace {

constexpr std::string_view kCounts =
    "SELECT (SELECT count(*) FROM cell), (SELECT count(*) FROM seal), "
    "(SELECT count(*) FROM checkpoint), (SELECT count(*) FROM device)";
constexpr std::string_view kOrphans =
    "SELECT (SELECT count(*) FROM cell WHERE NOT EXISTS "
    "(SELECT 1 FROM received r WHERE r.number = cell.received)) + "
    "(SELECT count(*) FROM seal WHERE NOT EXISTS "
    "(SELECT 1 FROM received r WHERE r.number = seal.received))";
constexpr std::string_view kReceipts =
    "SELECT d.id FROM device d WHERE d.serial > 0 AND NOT EXISTS (SELECT 1 FROM received r "
    "WHERE r.device = d.id AND r.serial = d.serial AND r.receipt_digest = d.receipt) "
    "OR EXISTS (SELECT 1 FROM received r WHERE r.device = d.id AND r.serial > d.serial) "
    "ORDER BY d.id";
constexpr std::string_view kEpochs = "SELECT id FROM epoch WHERE id > ? ORDER BY id LIMIT 500";
constexpr std::string_view kRuns =
    "SELECT number, first_row, last_row, id FROM run WHERE epoch = ? ORDER BY first_row, number";
constexpr std::string_view kOverlaps = "SELECT earlier, later FROM overlap WHERE epoch = ?";
constexpr std::string_view kBeyond =
    "SELECT r.id FROM run r JOIN cell c ON c.run = r.number WHERE r.epoch = ? "
    "GROUP BY r.id, r.first_row, r.last_row "
    "HAVING max(c.revision) > r.last_row OR min(c.revision) < r.first_row ORDER BY r.id";
constexpr std::string_view kCheckpoints =
    "SELECT branch, size, root, note, device FROM checkpoint WHERE epoch = ? "
    "AND (branch > ? OR (branch = ? AND size > ?)) ORDER BY branch, size LIMIT 1000";
constexpr std::string_view kBranches =
    "SELECT number, size, root FROM branch WHERE epoch = ? ORDER BY number";
constexpr std::string_view kPurge =
    "UPDATE received SET bytes = ? WHERE at < ? AND length(bytes) > 0";

/// One epoch: its runs and its checkpoints.
class EpochAudit {
public:
    EpochAudit(Ledger& ledger, Audit& audit, std::string epoch)
        : connection_(ledger.connection()), audit_(audit), epoch_(std::move(epoch)) {}

    Result<> check();

private:
    Result<> check_runs();
    Result<> check_checkpoints();
    Result<> check_checkpoint(const sql::Row& row);
    Result<> check_heads();
    void fault(const std::string& what) { note(audit_, "epoch " + epoch_ + ": " + what); }

    struct Newest {
        std::int64_t size = 0;
        std::string root;
    };

    sql::Connection& connection_;
    Audit& audit_;
    const std::string epoch_;
    std::map<std::string, std::vector<KnownKey>> keys_;  ///< Of the devices that signed.
    std::map<std::int64_t, Newest> newest_;              ///< By branch.
};

Result<> EpochAudit::check() {
    TRY(check_runs());
    TRY(check_checkpoints());
    return check_heads();
}

Result<> EpochAudit::check_runs() {
    const sql::Rows pairs = TRY(connection_.query(kOverlaps, sql::Values{epoch_}));
    std::set<std::pair<std::int64_t, std::int64_t>> known;
    for (const sql::Row& row : pairs) known.emplace(row.integer(0), row.integer(1));
    const sql::Rows rows = TRY(connection_.query(kRuns, sql::Values{epoch_}));
    std::vector<Extent> runs;
    for (const sql::Row& row : rows)
        runs.push_back({.number = row.integer(0),
                        .first = row.integer(1),
                        .last = row.integer(2),
                        .id = row.text(3)});
    for (std::size_t i = 0; i < runs.size(); ++i)
        for (std::size_t j = i + 1; j < runs.size() && overlaps(runs[i], runs[j]); ++j)
            if (!known.contains({runs[i].number, runs[j].number}))
                fault(fmt::format("runs {} and {} overlap, and nobody was told", runs[i].id,
                                  runs[j].id));
    const sql::Rows beyond = TRY(connection_.query(kBeyond, sql::Values{epoch_}));
    for (const sql::Row& row : beyond)
        fault(fmt::format("run {} has counts of rows outside of it", row.text(0)));
    return {};
}

Result<> EpochAudit::check_checkpoints() {
    std::int64_t branch = -1, size = -1;
    for (;;) {
        const sql::Rows rows =
            TRY(connection_.query(kCheckpoints, sql::Values{epoch_, branch, branch, size}));
        if (rows.empty()) return {};
        for (const sql::Row& row : rows) {
            branch = row.integer(0);
            size = row.integer(1);
            newest_[branch] = {.size = size, .root = row.text(2)};
            TRY(check_checkpoint(row));
        }
    }
}

Result<> EpochAudit::check_checkpoint(const sql::Row& row) {
    const std::string& device = row.text(4);
    if (!keys_.contains(device)) keys_[device] = TRY(keys_of(connection_, device));
    for (const KnownKey& key : keys_[device]) {
        const auto checkpoint = wire::open_checkpoint(row.text(3), device, key.key);
        if (!checkpoint) continue;
        const bool same = checkpoint->epoch == epoch_ && checkpoint->size == row.integer(1) &&
                          journal::bytes_of(checkpoint->root) == row.text(2);
        if (!same)
            fault(fmt::format("the checkpoint of {} rows says something else than what is stored",
                              row.integer(1)));
        return {};
    }
    fault(fmt::format("the checkpoint of {} rows is signed by no key of kiosk {}", row.integer(1),
                      device));
    return {};
}

Result<> EpochAudit::check_heads() {
    const sql::Rows rows = TRY(connection_.query(kBranches, sql::Values{epoch_}));
    for (const sql::Row& row : rows) {
        const Newest& newest = newest_[row.integer(0)];
        if (row.integer(1) != newest.size || row.text(2) != newest.root)
            fault(fmt::format("branch {} is held at {} rows, its newest checkpoint has {}",
                              row.integer(0), row.integer(1), newest.size));
        newest_.erase(row.integer(0));
    }
    for (const auto& [branch, newest] : newest_)
        fault(fmt::format("checkpoints of branch {} are there, the branch is not", branch));
    return {};
}

Result<> check_tables(sql::Connection& connection, Audit& audit) {
    if (connection.dialect() == sql::Dialect::sqlite) {
        const sql::Rows faults = TRY(connection.query("PRAGMA integrity_check", {}));
        for (const sql::Row& row : faults)
            if (row.text(0) != "ok") note(audit, "the file: " + row.text(0));
    }
    const sql::Rows counts = TRY(connection.query(kCounts, {}));
    audit.cells = counts.at(0).integer(0);
    audit.seals = counts.at(0).integer(1);
    audit.checkpoints = counts.at(0).integer(2);
    audit.devices = counts.at(0).integer(3);
    const sql::Rows orphans = TRY(connection.query(kOrphans, {}));
    if (orphans.at(0).integer(0) != 0)
        note(audit,
             fmt::format("{} counts came with no batch that is known", orphans.at(0).integer(0)));
    const sql::Rows receipts = TRY(connection.query(kReceipts, {}));
    for (const sql::Row& row : receipts)
        note(audit,
             fmt::format("kiosk {}: its newest receipt is not the one that is noted", row.text(0)));
    return {};
}

}  // namespace

Result<Audit> verify(Ledger& ledger) {
    const sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    return verify_here(ledger);
}

Result<Audit> verify_here(Ledger& ledger) {
    sql::Connection& connection = ledger.connection();
    Audit audit;
    TRY(check_tables(connection, audit));
    TRY(Evidence(ledger, audit).check());
    TRY(check_sums(connection, audit));
    std::string last;
    for (;;) {
        const sql::Rows epochs = TRY(connection.query(kEpochs, sql::Values{last}));
        if (epochs.empty()) break;
        for (const sql::Row& row : epochs) {
            last = row.text(0);
            TRY(EpochAudit(ledger, audit, last).check());
        }
    }
    audit.alarms = TRY(alarms(ledger));
    return audit;
}

// The row stays with its receipt: the same envelope gets the same answer for ever.
Result<std::int64_t> purge_evidence(Ledger& ledger, WallTime now) {
    const WallTime oldest = now - ledger.rules().evidence;
    return ledger.connection().run(kPurge, sql::Values{sql::Blob{}, stored(oldest)});
}

}  // namespace ledger
