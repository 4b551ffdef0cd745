#include "agent/counts.h"

#include <algorithm>
#include <utility>

#include "journal/entry.h"

namespace agent {

namespace {

// A cell's kind is its certainty; a seal is kept beside them: its count says whether staff closed.
constexpr std::int64_t kSeal = 4;
static_assert(kSeal > static_cast<std::int64_t>(wire::Certainty::filtered));

constexpr std::string_view kMark = "SELECT number, folded FROM run WHERE epoch = ? AND id = ?";
constexpr std::string_view kBeginRun =
    "INSERT INTO run (epoch, id, first, ward, folded) VALUES (?, ?, ?, ?, ?) RETURNING number";
constexpr std::string_view kRun = "SELECT epoch, id, first, ward FROM run WHERE number = ?";
constexpr std::string_view kAddCell =
    "INSERT INTO line (run, day, kind, procedure, what, trusted, count, revision)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (run, day, kind, procedure, what, trusted) DO UPDATE"
    " SET count = count + excluded.count, revision = max(revision, excluded.revision)";
constexpr std::string_view kAddSeal =
    "INSERT INTO line (run, day, kind, procedure, what, trusted, count, digest, revision)"
    " VALUES (?, ?, 4, '', '', 0, ?, ?, ?)"
    " ON CONFLICT (run, day, kind, procedure, what, trusted) DO UPDATE"
    " SET count = excluded.count, digest = excluded.digest, revision = excluded.revision"
    " WHERE excluded.revision > revision";
constexpr std::string_view kAddFault =
    "INSERT OR IGNORE INTO fault (epoch, row) SELECT ?, ?"
    " WHERE (SELECT count(*) FROM fault) < ?";
constexpr std::string_view kFold = "UPDATE run SET folded = ? WHERE number = ?";
constexpr std::string_view kWaiting =
    "SELECT id, run, day, kind, procedure, what, trusted, count, digest, revision FROM line"
    " WHERE revision > acknowledged AND day <= ?1 AND (day < ?1 OR id > ?2)"
    " ORDER BY day DESC, id LIMIT ?3";
constexpr std::string_view kFaults = "SELECT epoch, row FROM fault ORDER BY rowid DESC LIMIT ?";
constexpr std::string_view kWaitingFigures =
    "SELECT count(*), min(day) FROM line WHERE revision > acknowledged";
constexpr std::string_view kOddFigures =
    "SELECT count(*) FILTER (WHERE verdict LIKE 'parked:%'),"
    " count(*) FILTER (WHERE verdict LIKE 'bad:%' OR verdict LIKE 'refused:%')"
    " FROM line WHERE verdict <> ''";
constexpr std::string_view kFaultFigure = "SELECT count(*) FROM fault";
constexpr std::string_view kAcknowledge =
    "UPDATE line SET acknowledged = max(acknowledged, ?), verdict = ? WHERE id = ?";
constexpr std::string_view kForget = "UPDATE line SET acknowledged = 0, verdict = ''";

Waiting waiting_from(const db::Rows& rows) {
    Waiting waiting;
    waiting.line = rows.integer(0);
    waiting.run = rows.integer(1);
    const tally::Day day = journal::day_from(rows.integer(2));
    if (rows.integer(3) == kSeal) {
        waiting.what = wire::Seal{.day = day,
                                  .revision = rows.integer(9),
                                  .digest = rows.text(8),
                                  .by_staff = rows.integer(7) != 0};
        return waiting;
    }
    wire::Cell cell;
    cell.key = {.day = day,
                .certainty = static_cast<wire::Certainty>(
                    std::clamp<std::int64_t>(rows.integer(3), 0, kSeal - 1)),
                .procedure = rows.text(4),
                .what = rows.text(5),
                .trusted = rows.integer(6) != 0};
    cell.count = std::clamp(rows.integer(7), -wire::kCountMax, wire::kCountMax);
    cell.revision = rows.integer(9);
    waiting.what = std::move(cell);
    return waiting;
}

}  // namespace

tally::Day Waiting::day() const {
    if (const auto* cell = std::get_if<wire::Cell>(&what)) return cell->key.day;
    return std::get<wire::Seal>(what).day;
}

std::int64_t Waiting::revision() const {
    return std::visit([](const auto& one) { return one.revision; }, what);
}

Result<Counts> Counts::prepare(db::Database& database) {
    db::Statement mark = TRY(database.prepare(kMark));
    db::Statement begin_run = TRY(database.prepare(kBeginRun));
    db::Statement run = TRY(database.prepare(kRun));
    db::Statement add_cell = TRY(database.prepare(kAddCell));
    db::Statement add_seal = TRY(database.prepare(kAddSeal));
    db::Statement add_fault = TRY(database.prepare(kAddFault));
    db::Statement fold = TRY(database.prepare(kFold));
    db::Statement waiting = TRY(database.prepare(kWaiting));
    db::Statement faults = TRY(database.prepare(kFaults));
    db::Statement waiting_figures = TRY(database.prepare(kWaitingFigures));
    db::Statement odd_figures = TRY(database.prepare(kOddFigures));
    db::Statement fault_figure = TRY(database.prepare(kFaultFigure));
    db::Statement acknowledge = TRY(database.prepare(kAcknowledge));
    db::Statement forget = TRY(database.prepare(kForget));
    return Counts(Statements{.mark = std::move(mark),
                             .begin_run = std::move(begin_run),
                             .run = std::move(run),
                             .add_cell = std::move(add_cell),
                             .add_seal = std::move(add_seal),
                             .add_fault = std::move(add_fault),
                             .fold = std::move(fold),
                             .waiting = std::move(waiting),
                             .faults = std::move(faults),
                             .waiting_figures = std::move(waiting_figures),
                             .odd_figures = std::move(odd_figures),
                             .fault_figure = std::move(fault_figure),
                             .acknowledge = std::move(acknowledge),
                             .forget = std::move(forget)});
}

Result<RunMark> Counts::mark(const wire::Run& run) {
    {
        db::Rows rows = statements_.mark.query(run.epoch, run.id);
        const bool known = TRY(rows.next());
        if (known) return RunMark{.number = rows.integer(0), .folded = rows.integer(1)};
    }
    const std::int64_t unread = run.first - 1;
    const std::int64_t number =
        TRY(statements_.begin_run.integer(run.epoch, run.id, run.first, run.ward, unread));
    return RunMark{.number = number, .folded = unread};
}

Result<wire::Run> Counts::run(std::int64_t number) {
    db::Rows rows = statements_.run.query(number);
    const bool known = TRY(rows.next());
    if (!known) return Error{Error::Code::corrupt, "the outbox lacks a run that it counts for"};
    return wire::Run{
        .epoch = rows.text(0), .id = rows.text(1), .first = rows.integer(2), .ward = rows.text(3)};
}

Result<> Counts::add(std::int64_t run, const wire::Addition& addition, std::int64_t revision) {
    const wire::CellKey& key = addition.key;
    return statements_.add_cell.run(run, journal::number_of(key.day),
                                    static_cast<std::int64_t>(key.certainty), key.procedure,
                                    key.what, std::int64_t{key.trusted}, addition.amount, revision);
}

Result<> Counts::add(std::int64_t run, const wire::Seal& seal) {
    return statements_.add_seal.run(run, journal::number_of(seal.day), std::int64_t{seal.by_staff},
                                    seal.digest, seal.revision);
}

Result<> Counts::add_fault(const wire::RowFault& fault) {
    return statements_.add_fault.run(fault.epoch, fault.row, kFaultsKept);
}

Result<> Counts::set_folded(std::int64_t run, std::int64_t row) {
    return statements_.fold.run(row, run);
}

Result<std::vector<Waiting>> Counts::waiting(const Place& after, std::size_t most) {
    std::vector<Waiting> list;
    db::Rows rows =
        statements_.waiting.query(after.day, after.line, static_cast<std::int64_t>(most));
    while (TRY(rows.next())) list.push_back(waiting_from(rows));
    return list;
}

Result<std::vector<wire::RowFault>> Counts::faults(std::size_t most) {
    std::vector<wire::RowFault> list;
    db::Rows rows = statements_.faults.query(static_cast<std::int64_t>(most));
    while (TRY(rows.next())) list.push_back({.epoch = rows.text(0), .row = rows.integer(1)});
    return list;
}

Result<Standing> Counts::standing() {
    Standing standing;
    {
        db::Rows rows = statements_.waiting_figures.query();
        TRY(rows.next());
        standing.waiting = rows.integer(0);
        if (standing.waiting > 0) standing.oldest = iso_date(journal::day_from(rows.integer(1)));
    }
    {
        db::Rows rows = statements_.odd_figures.query();
        TRY(rows.next());
        standing.parked = rows.integer(0);
        standing.bad = rows.integer(1);
    }
    standing.faults = TRY(statements_.fault_figure.integer());
    return standing;
}

Result<> Counts::acknowledge(std::int64_t line, std::int64_t revision, const std::string& verdict) {
    const bool plain = verdict == "ok" || verdict == "dup" || verdict == "stale";
    return statements_.acknowledge.run(revision, plain ? std::string() : verdict, line);
}

Result<> Counts::acknowledge_nothing() { return statements_.forget.run(); }

}  // namespace agent
