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
    TRY(model.migrate(schema_steps(std::string(32, '0'))));
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
