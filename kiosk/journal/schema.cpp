#include "journal/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "journal/hash.h"

namespace journal {

namespace {

// Rows and nodes are only ever inserted, each at the one place it belongs; the head only
// grows. REPLACE would delete without firing a DELETE trigger, hence the INSERT triggers.
constexpr auto kTables = R"(
CREATE TABLE entry (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
  minute INTEGER NOT NULL,
  boot TEXT NOT NULL,
  trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  procedure TEXT NOT NULL,
  detail TEXT NOT NULL,
  verdict TEXT NOT NULL,
  rules INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;
CREATE INDEX entry_by_day ON entry (day, procedure, kind, detail, verdict);
CREATE TABLE node (
  level INTEGER NOT NULL CHECK (level >= 1),
  position INTEGER NOT NULL CHECK (position >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT NOT NULL CHECK (length(epoch) = 32),
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;
CREATE TRIGGER entry_next BEFORE INSERT ON entry
  WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
  BEGIN SELECT RAISE(ABORT, 'a row must follow the last one'); END;
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
  BEGIN SELECT RAISE(ABORT, 'rows are never changed'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry
  BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;
CREATE TRIGGER node_once BEFORE INSERT ON node
  WHEN EXISTS (SELECT 1 FROM node WHERE level = NEW.level AND position = NEW.position)
  BEGIN SELECT RAISE(ABORT, 'nodes are never replaced'); END;
CREATE TRIGGER node_fixed BEFORE UPDATE ON node
  BEGIN SELECT RAISE(ABORT, 'nodes are never changed'); END;
CREATE TRIGGER node_kept BEFORE DELETE ON node
  BEGIN SELECT RAISE(ABORT, 'nodes are never deleted'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head
  WHEN NEW.one IS NOT OLD.one OR NEW.epoch IS NOT OLD.epoch
    OR NEW.size IS NOT (SELECT max(sequence) FROM entry) OR NEW.size <= OLD.size
  BEGIN SELECT RAISE(ABORT, 'the head only grows'); END;
CREATE TRIGGER head_kept BEFORE DELETE ON head
  BEGIN SELECT RAISE(ABORT, 'the head is never deleted'); END;
)";

// The running tallies (README.md), derived from the rows and kept in their transactions. A span
// of level n has 4 to the power n days. A new measure is a new step, which fills it as well.
constexpr auto kTallies = R"(
CREATE TABLE span_measure (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  procedure TEXT NOT NULL,
  {0},
  PRIMARY KEY (level, position, procedure)
) STRICT, WITHOUT ROWID;
CREATE TABLE span_hour (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  online INTEGER NOT NULL,
  at_counter INTEGER NOT NULL,
  post INTEGER NOT NULL,
  PRIMARY KEY (level, position, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE span_filtered (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (level, position, kind, reason)
) STRICT, WITHOUT ROWID;
CREATE TABLE day_total (
  day INTEGER NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  entries INTEGER NOT NULL,
  untrusted INTEGER NOT NULL,
  {0},
  PRIMARY KEY (day, late)
) STRICT, WITHOUT ROWID;
CREATE TABLE dossier_total (
  day INTEGER NOT NULL,
  procedure TEXT NOT NULL,
  traits TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, procedure, traits)
) STRICT, WITHOUT ROWID;
CREATE TABLE recorded (
  sequence INTEGER PRIMARY KEY,
  procedure TEXT NOT NULL,
  remaining INTEGER NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)),
  imported INTEGER NOT NULL CHECK (imported IN (0, 1)),
  hour INTEGER NOT NULL
) STRICT;
CREATE INDEX recorded_by_procedure ON recorded (procedure, sequence);
CREATE TABLE closing (
  day INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE,
  staff TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;
)";
constexpr auto kMeasureColumnsOfStep2 =
    "visits INTEGER NOT NULL, opened INTEGER NOT NULL, qr_shown INTEGER NOT NULL,"
    " counter_way INTEGER NOT NULL, slips INTEGER NOT NULL, submitted INTEGER NOT NULL,"
    " received INTEGER NOT NULL, online INTEGER NOT NULL, post INTEGER NOT NULL,"
    " online_complete INTEGER NOT NULL, digitised INTEGER NOT NULL,"
    " digitised_complete INTEGER NOT NULL, result_due INTEGER NOT NULL,"
    " result_electronic INTEGER NOT NULL, fee_due INTEGER NOT NULL, paid_online INTEGER NOT NULL";

// Fills them from the rows of a file of step 1: no staff yet, no printer, no closed day. One scan
// for what the index does not hold; the longer spans from the days.
constexpr auto kFill = R"(
INSERT INTO span_measure
  SELECT 0, day, procedure, {0} FROM entry
  WHERE verdict = 'counted' AND (detail = 'submitted' OR kind IN
    ('visit_began', 'procedure_opened', 'qr_shown', 'counter_way'))
  GROUP BY day, procedure;
INSERT INTO span_filtered
  SELECT 0, day, kind, verdict, count(*) FROM entry WHERE verdict <> 'counted'
  GROUP BY day, kind, verdict;
INSERT INTO span_hour
  SELECT 0, day, (minute / 60 + 7) % 24, sum(kind = 'visit_began'),
    sum(kind = 'procedure_opened'), 0, 0, 0
  FROM entry WHERE verdict = 'counted' AND kind IN ('visit_began', 'procedure_opened')
  GROUP BY day, (minute / 60 + 7) % 24;
INSERT INTO day_total
  SELECT day, 0, count(*), sum(trusted = 0), {1} FROM entry GROUP BY day;
)";
constexpr auto kFillLevel = R"(
INSERT INTO span_measure
  SELECT {0}, position / 4, procedure, sum(visits), sum(opened), sum(qr_shown), sum(counter_way),
    sum(slips), sum(submitted), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM span_measure WHERE level = {0} - 1 GROUP BY position / 4, procedure;
INSERT INTO span_hour
  SELECT {0}, position / 4, hour, sum(visits), sum(opened), 0, 0, 0
  FROM span_hour WHERE level = {0} - 1 GROUP BY position / 4, hour;
INSERT INTO span_filtered
  SELECT {0}, position / 4, kind, reason, sum(entries)
  FROM span_filtered WHERE level = {0} - 1 GROUP BY position / 4, kind, reason;
)";

/// The sums of the six measures that step 1's rows can make, each over rows that `also` holds for.
std::string sums_of_step_1(std::string_view also) {
    return fmt::format(
        "sum(kind = 'visit_began'{0}), sum(kind = 'procedure_opened'{0}),"
        " sum(kind = 'qr_shown'{0}), sum(kind = 'counter_way'{0}), 0,"
        " sum(kind = 'outcome' AND detail = 'submitted'{0}), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0",
        also);
}

std::string tallies_step() {
    std::string step =
        fmt::format(kTallies, kMeasureColumnsOfStep2) +
        fmt::format(kFill, sums_of_step_1(""), sums_of_step_1(" AND verdict = 'counted'"));
    for (int level = 1; level <= 3; ++level) step += fmt::format(kFillLevel, level);
    return step;
}

// The runs (run.h). A file that has rows already made them in one run, whose id is its epoch:
// whoever takes this step on a copy of the file comes to the same. The epoch of a damaged file
// must not stop the step: the check that follows it says what is wrong.
constexpr auto kRuns = R"(
CREATE TABLE run (
  first INTEGER PRIMARY KEY CHECK (first >= 1),
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  ward TEXT NOT NULL
) STRICT;
INSERT INTO run (first, id, ward)
  SELECT 1, epoch, '' FROM head WHERE size > 0 AND length(epoch) = 32;
CREATE TRIGGER run_next BEFORE INSERT ON run
  WHEN NEW.first IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
    OR EXISTS (SELECT 1 FROM run WHERE first = NEW.first OR id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'a run begins with the next row'); END;
CREATE TRIGGER run_fixed BEFORE UPDATE ON run
  BEGIN SELECT RAISE(ABORT, 'runs are never changed'); END;
CREATE TRIGGER run_kept BEFORE DELETE ON run
  BEGIN SELECT RAISE(ABORT, 'runs are never deleted'); END;
)";

// How many rows are in the running tallies: until here all.
constexpr auto kTallied = R"(
CREATE TABLE tallied (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL CHECK (size >= 0)
) STRICT;
INSERT INTO tallied (one, size) SELECT 1, size FROM head WHERE size >= 0;
)";

// A flipped bit in the header's version gives any number; a newer program gives the next few.
constexpr std::int64_t kNewerMax = 100;

constexpr auto kObjects =
    "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";

Result<std::set<std::string>> objects_of(db::Database& database) {
    db::Statement statement = TRY(database.prepare(kObjects));
    std::set<std::string> objects;
    db::Rows rows = statement.query();
    while (TRY(rows.next())) objects.insert(rows.text(0));
    return objects;
}

std::string name_in(const std::string& object) { return object.substr(0, object.find(':')); }

}  // namespace

std::vector<std::string> schema_steps(const std::string& epoch) {
    ASSERT(epoch.size() == 32);
    return {
        fmt::format("{}PRAGMA application_id = {};"
                    "INSERT INTO head (one, epoch, size, root) VALUES (1, '{}', 0, x'{}');"
                    "CREATE TRIGGER head_once BEFORE INSERT ON head"
                    " BEGIN SELECT RAISE(ABORT, 'there is one head'); END",
                    kTables, kApplicationId, epoch, hex(empty_hash())),
        tallies_step(),
        kRuns,
        kTallied,
    };
}

Result<FileState> state_of(db::Database& database) {
    const std::int64_t application = TRY(database.pragma("application_id"));
    const std::int64_t version = TRY(database.pragma("user_version"));
    const std::set<std::string> objects = TRY(objects_of(database));
    if (application == 0 && version == 0 && objects.empty()) return FileState::empty;

    if (application != kApplicationId) {
        const bool was_ours = std::ranges::any_of(objects, [](const std::string& object) {
            return object.starts_with("trigger entry_kept");
        });
        return was_ours ? FileState::damaged : FileState::foreign;
    }
    const auto known = static_cast<std::int64_t>(schema_steps(std::string(32, '0')).size());
    if (version >= 1 && version <= known) return FileState::ours;
    if (version > known && version <= known + kNewerMax) return FileState::newer;
    return FileState::damaged;
}

Result<std::vector<std::string>> schema_faults(db::Database& database) {
    db::Database model = TRY(db::Database::open_memory());
    // A reader may meet a file that its owner has not brought up to date yet.
    const std::int64_t version = TRY(database.pragma("user_version"));
    std::vector<std::string> steps = schema_steps(std::string(32, '0'));
    if (version >= 1 && version < static_cast<std::int64_t>(steps.size()))
        steps.resize(static_cast<std::size_t>(version));
    TRY(model.migrate(steps));
    const std::set<std::string> expected = TRY(objects_of(model));
    const std::set<std::string> found = TRY(objects_of(database));

    std::vector<std::string> faults;
    for (const std::string& object : expected)
        if (!found.contains(object)) faults.push_back(name_in(object) + " is missing or changed");
    for (const std::string& object : found)
        if (!expected.contains(object)) faults.push_back(name_in(object) + " does not belong here");
    return faults;
}

}  // namespace journal
