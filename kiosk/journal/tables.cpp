#include "journal/tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace journal {

namespace {

constexpr auto kHead = "SELECT epoch, size, root FROM head WHERE one = 1";
constexpr auto kEach =
    "SELECT sequence, minute, boot, trusted, day, kind, procedure, detail, verdict, rules,"
    " bytes, salt, leaf FROM entry WHERE sequence BETWEEN ? AND ? ORDER BY sequence";
constexpr auto kLeaf = "SELECT leaf FROM entry WHERE sequence = ?";
constexpr auto kNode = "SELECT hash FROM node WHERE level = ? AND position = ?";
constexpr auto kNodes = "SELECT count(*) FROM node";
// Trusted minutes never go back (trust.h), so the newest trusted row has the latest of them.
constexpr auto kTrusted =
    "SELECT minute FROM entry WHERE trusted = 1 ORDER BY sequence DESC LIMIT 1";
constexpr auto kTally =
    "SELECT procedure, kind, detail, verdict, count(*) FROM entry WHERE day BETWEEN ? AND ?"
    " GROUP BY procedure, kind, detail, verdict ORDER BY procedure, kind, detail, verdict";
constexpr auto kOpened =
    "SELECT procedure, count(*) FROM entry WHERE day >= ? AND kind = 'procedure_opened'"
    " AND verdict = 'counted' GROUP BY procedure ORDER BY count(*) DESC, procedure LIMIT ?";

constexpr std::int64_t kRowsMax = std::int64_t{1} << 48;  // Keeps arithmetic far from its ends.
constexpr std::size_t kEpochDigits = 32;

Sealed sealed_from(const db::Rows& rows) {
    return {
        .entry =
            {
                .sequence = rows.integer(0),
                .minute = minute_from(rows.integer(1)),
                .boot = rows.text(2),
                .trusted = rows.integer(3) != 0,
                .day = day_from(rows.integer(4)),
                .kind = rows.text(5),
                .procedure = rows.text(6),
                .detail = rows.text(7),
                .verdict = rows.text(8),
                .rules = rows.integer(9),
            },
        .bytes = rows.blob(10),
        .salt = from_bytes<Salt>(rows.blob(11)),
        .leaf = from_bytes<Hash>(rows.blob(12)),
    };
}

}  // namespace

Result<Tables> Tables::prepare(db::Database& database) {
    db::Statement head = TRY(database.prepare(kHead));
    db::Statement each = TRY(database.prepare(kEach));
    db::Statement leaf = TRY(database.prepare(kLeaf));
    db::Statement node = TRY(database.prepare(kNode));
    db::Statement nodes = TRY(database.prepare(kNodes));
    db::Statement trusted = TRY(database.prepare(kTrusted));
    db::Statement tally = TRY(database.prepare(kTally));
    db::Statement opened = TRY(database.prepare(kOpened));
    return Tables({
        .head = std::move(head),
        .each = std::move(each),
        .leaf = std::move(leaf),
        .node = std::move(node),
        .nodes = std::move(nodes),
        .trusted = std::move(trusted),
        .tally = std::move(tally),
        .opened = std::move(opened),
    });
}

Result<Head> Tables::head() {
    db::Rows rows = statements_.head.query();
    const bool found = TRY(rows.next());
    if (!found) return Error{Error::Code::corrupt, "the journal has no head"};
    Head head{
        .epoch = rows.text(0), .size = rows.integer(1), .root = from_bytes<Hash>(rows.blob(2))};
    if (head.size < 0 || head.size > kRowsMax || head.epoch.size() != kEpochDigits)
        return Error{Error::Code::corrupt, "the journal's head makes no sense"};
    return head;
}

Result<> Tables::each(std::int64_t first, std::int64_t last,
                      const std::function<Result<>(const Sealed&)>& visit) {
    db::Rows rows = statements_.each.query(first, last);
    while (TRY(rows.next())) TRY(visit(sealed_from(rows)));
    return {};
}

Result<Hash> Tables::node(int level, std::int64_t index) {
    db::Rows rows = level == 0 ? statements_.leaf.query(index + 1)
                               : statements_.node.query(std::int64_t{level}, index);
    const bool found = TRY(rows.next());
    if (!found)
        return Error{Error::Code::corrupt,
                     fmt::format("the tree's node {} of level {} is missing", index, level)};
    return from_bytes<Hash>(rows.blob(0));
}

Nodes Tables::nodes() {
    return [this](int level, std::int64_t index) { return node(level, index); };
}

Result<std::int64_t> Tables::nodes_kept() { return statements_.nodes.integer(); }

Result<std::optional<Minute>> Tables::last_trusted() {
    db::Rows rows = statements_.trusted.query();
    const bool found = TRY(rows.next());
    if (!found) return std::optional<Minute>();
    return std::optional<Minute>(minute_from(rows.integer(0)));
}

Result<std::vector<Tally>> Tables::tally(std::chrono::sys_days from, std::chrono::sys_days to) {
    std::vector<Tally> tallies;
    db::Rows rows = statements_.tally.query(number_of(from), number_of(to));
    while (TRY(rows.next())) {
        Tally next{.procedure = rows.text(0),
                   .kind = rows.text(1),
                   .detail = rows.text(2),
                   .counted = 0,
                   .filtered = {}};
        const bool same = !tallies.empty() && tallies.back().procedure == next.procedure &&
                          tallies.back().kind == next.kind && tallies.back().detail == next.detail;
        if (!same) tallies.push_back(std::move(next));
        const std::string verdict = rows.text(3);
        if (verdict == name_of(Verdict::counted))
            tallies.back().counted += rows.integer(4);
        else
            tallies.back().filtered[verdict] += rows.integer(4);
    }
    return tallies;
}

Result<Today> Tables::today(std::chrono::sys_days day) {
    const std::vector<Tally> tallies = TRY(tally(day, day));
    Today today{.day = day};
    for (const Tally& one : tallies) {
        const std::optional<Kind> kind = parse_kind(one.kind);
        if (!kind) continue;  // Of another version: shown by the tool, not on the kiosk.
        Count& count = today.of(*kind);
        count.counted += one.counted;
        if (*kind == Kind::outcome && one.detail == kSubmitted) today.submitted += one.counted;
        for (const auto& [reason, rows] : one.filtered) count.filtered += rows;
    }
    return today;
}

Result<std::vector<std::string>> Tables::most_opened(std::chrono::sys_days since, int limit) {
    std::vector<std::string> codes;
    db::Rows rows = statements_.opened.query(number_of(since), std::int64_t{limit});
    while (TRY(rows.next())) codes.push_back(rows.text(0));
    return codes;
}

}  // namespace journal
