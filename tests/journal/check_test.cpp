#include "journal/check.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "journal/run.h"
#include "journal/schema.h"
#include "support/journal_fixture.h"

using namespace journal;

namespace {

/// A whole journal of eight rows, and copies of it to be spoilt.
class Victim {
public:
    Victim() { write_journal(whole_, 8); }

    /// What is found after `sql`, run by somebody who took the triggers away and put them back.
    std::vector<std::string> after(const std::string& sql) {
        fresh_copy();
        db::Database meddler = must(db::Database::open_owner(spoilt_ / "journal.db"));
        std::string restore, drop;
        {
            db::Statement triggers =
                must(meddler.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"));
            db::Rows rows = triggers.query();
            while (must(rows.next())) {
                drop += "DROP TRIGGER " + rows.text(0) + ";";
                restore += rows.text(1) + ";";
            }
        }
        must(meddler.execute(drop + sql + ";" + restore));
        return faults_in(spoilt_);
    }

    /// What is found when a byte of a blob is turned around.
    std::vector<std::string> after_flip(const std::string& table, const std::string& column,
                                        const std::string& where, std::size_t byte) {
        const std::string n = std::to_string(byte);
        const std::string at = "substr(hex(" + column + "), 1 + 2 * " + n + ", 2)";
        return after("UPDATE " + table + " SET " + column + " = CAST(unhexed AS BLOB) FROM (" +
                     "SELECT substr(" + column + ", 1, " + n + ") || CAST(CASE WHEN " + at +
                     " = '58' THEN x'59' ELSE x'58' END AS BLOB) || substr(" + column + ", 2 + " +
                     n + ") AS unhexed FROM " + table + " WHERE " + where + ") WHERE " + where);
    }

    const TempDir& spoilt() const { return spoilt_; }
    void fresh_copy() {
        namespace fs = std::filesystem;
        for (const char* suffix : {"-wal", "-shm"}) fs::remove(spoilt_ / "journal.db" + suffix);
        fs::copy_file(whole_ / "journal.db", spoilt_ / "journal.db",
                      fs::copy_options::overwrite_existing);
    }

private:
    TempDir whole_;
    TempDir spoilt_;
};

bool says(const std::vector<std::string>& faults, const std::string& words) {
    for (const std::string& fault : faults)
        if (fault.find(words) != std::string::npos) return true;
    for (const std::string& fault : faults) MESSAGE(fault);
    return false;
}

}  // namespace

TEST_CASE("a whole journal has no fault, before and after the triggers were away") {
    Victim victim;
    CHECK(victim.after("SELECT 1").empty());
}

TEST_CASE("every column of a row is held by its frozen bytes") {
    Victim victim;
    const std::string where = " WHERE sequence = 5";
    const std::pair<const char*, const char*> changes[] = {
        {"minute = minute + 1", "row 5: its minute is"},
        {"minute = -5", "row 5: its minute is"},
        {"minute = 9223372036854775807", "row 5: its minute is"},
        {"boot = ''", "row 5: its boot is"},
        {"boot = 'f123456789abcdef0123456789abcdef'", "row 5: its boot is"},
        {"trusted = 0", "row 5: its clock is"},
        {"day = day - 1", "row 5: its day is"},
        {"day = -9223372036854775807", "row 5: its day is"},
        {"kind = 'outcome'", "row 5: its kind is"},
        {"kind = ''", "row 5: its kind is"},
        {"procedure = '1.001193'", "row 5: its procedure is"},
        {"procedure = ''", "row 5: its procedure is"},
        {"detail = 'submitted'", "row 5: its detail is"},
        {"detail = detail || x'09' || 'x'", "row 5: its frozen bytes"},
        {"verdict = 'double_tap'", "row 5: its verdict is"},
        {"rules = 1", "row 5: its rules is"},
        {"sequence = 9", "row 5 is missing"},
        {"sequence = 9", "row 9: its sequence is"},
    };
    for (const auto& [change, words] : changes) {
        CAPTURE(change);
        CHECK(says(victim.after("UPDATE entry SET " + std::string(change) + where), words));
    }
}

TEST_CASE("every byte of a row's bytes, salt and leaf is held") {
    Victim victim;
    const std::size_t bytes =
        encode(make_entry(record_number(5), 5, settings_in(victim.spoilt()).boot),
               std::string(32, '0'))
            .size();
    const std::pair<const char*, std::size_t> columns[] = {
        {"bytes", bytes}, {"salt", 16}, {"leaf", 32}};
    for (const auto& [column, size] : columns) {
        CAPTURE(column);
        for (std::size_t byte = 0; byte < size; ++byte) {
            CAPTURE(byte);
            REQUIRE(says(victim.after_flip("entry", column, "sequence = 5", byte), "row 5: its"));
        }
    }
}

TEST_CASE("bytes, columns and leaf changed together are seen by the tree") {
    Victim victim;
    // A forger who knows the format and keeps the salt: only the tree is left to tell.
    victim.fresh_copy();
    Sealed sealed;
    Head head;
    {
        db::Database reader = must(db::Database::open_reader(victim.spoilt() / "journal.db"));
        Tables tables = must(Tables::prepare(reader));
        head = must(tables.head());
        must(tables.each(5, 5, [&](const Sealed& row) -> Result<> {
            sealed = row;
            return {};
        }));
    }
    sealed.entry.verdict = "test_mode";
    sealed.bytes = encode(sealed.entry, head.epoch);
    sealed.leaf = leaf_hash(sealed.salt, sealed.bytes);
    REQUIRE(fault_of(sealed, head.epoch).empty());
    std::string bytes;
    for (const char c : sealed.bytes)
        bytes += c == '\t' ? std::string("' || x'09' || '") : std::string(1, c);
    const auto faults =
        victim.after("UPDATE entry SET verdict = 'test_mode', bytes = CAST('" + bytes +
                     "' AS BLOB), leaf = x'" + hex(sealed.leaf) + "' WHERE sequence = 5");
    CHECK(says(faults, "the tree's node 2 of level 1 (rows 5 to 6) is wrong"));
    CHECK(says(faults, "the rows' root is"));
}

TEST_CASE("rows and nodes that are gone, extra or exchanged are seen") {
    Victim victim;
    const std::pair<const char*, const char*> changes[] = {
        {"DELETE FROM entry WHERE sequence = 8", "the head says 8 rows, there are 7"},
        {"DELETE FROM entry WHERE sequence = 1", "row 1 is missing"},
        {"DELETE FROM entry WHERE sequence = 4", "row 4 is missing: row 5 stands"},
        {"DELETE FROM entry", "the head says 8 rows, there are 0"},
        {"INSERT INTO entry SELECT 9, minute, boot, trusted, day, kind, procedure, detail, verdict,"
         " rules, bytes, salt, leaf FROM entry WHERE sequence = 8",
         "row 9: its sequence is"},
        {"UPDATE entry SET sequence = -sequence WHERE FALSE;"
         "UPDATE entry SET sequence = 100 WHERE sequence = 3;"
         "UPDATE entry SET sequence = 3 WHERE sequence = 6;"
         "UPDATE entry SET sequence = 6 WHERE sequence = 100",
         "row 3: its sequence is \"3\", frozen was \"6\""},
        {"DELETE FROM node WHERE level = 1 AND position = 1", "node 1 of level 1 (rows 3 to 4)"},
        {"DELETE FROM node", "node 0 of level 3 (rows 1 to 8) is missing"},
        {"INSERT INTO node VALUES (4, 0, zeroblob(32))", "the tree keeps 8 nodes, 8 rows make 7"},
        {"UPDATE head SET size = 7", "the head says 7 rows, there are 8"},
        {"UPDATE head SET root = zeroblob(32)", "the rows' root is"},
        {"UPDATE head SET epoch = replace(epoch, substr(epoch, 1, 1), 'z')", "its epoch is"},
        {"DELETE FROM head", "has no head"},
        {"UPDATE head SET size = 9223372036854775807", "head makes no sense"},
        {"DROP INDEX entry_by_day", "index entry_by_day is missing"},
        {"CREATE TRIGGER sly AFTER INSERT ON entry BEGIN SELECT 1; END", "sly does not belong"},
        {"CREATE TABLE names (name TEXT)", "table names does not belong here"},
    };
    for (const auto& [change, words] : changes) {
        CAPTURE(change);
        CHECK(says(victim.after(change), words));
    }
    for (std::size_t byte = 0; byte < 32; ++byte) {
        CAPTURE(byte);
        CHECK(says(victim.after_flip("node", "hash", "level = 2 AND position = 1", byte),
                   "node 1 of level 2 (rows 5 to 8) is wrong"));
        CHECK(says(victim.after_flip("head", "root", "one = 1", byte), "the rows' root is"));
    }
}

TEST_CASE("rows of no run, and runs that cannot be, are seen") {
    Victim victim;
    const std::string id(32, 'a');
    const std::pair<std::string, const char*> changes[] = {
        {"DELETE FROM run", "rows 1 to 8 are of no run"},
        {"UPDATE run SET first = 4", "rows 1 to 3 are of no run"},
        {"INSERT INTO run VALUES (9, '" + id + "', '')", "from row 9 has no row: there are 8"},
        {"UPDATE run SET id = 'A' || substr(id, 2)", "from row 1: its id is not of 32"},
        {"UPDATE run SET id = 'g' || substr(id, 2)", "from row 1: its id is not of 32"},
        {"UPDATE run SET ward = '2356'", "from row 1: its ward is not of 5"},
        {"UPDATE run SET ward = '2356x'", "from row 1: its ward is not of 5"},
    };
    for (const auto& [change, words] : changes) {
        CAPTURE(change);
        CHECK(says(victim.after(change), words));
    }
    CHECK(victim.after("INSERT INTO run VALUES (5, '" + id + "', '23563')").empty());
    const std::vector<Run> same_id = {{.first = 1, .id = id, .ward = {}},
                                      {.first = 5, .id = id, .ward = {}}};
    CHECK(says(faults_of(same_id, 8), "the runs from rows 1 and 5 have the same id"));
}

TEST_CASE("a trigger taken away is a fault: rows could have been changed") {
    Victim victim;
    for (const char* name :
         {"entry_next", "entry_fixed", "entry_kept", "node_once", "node_fixed", "node_kept",
          "head_once", "head_grows", "head_kept", "run_next", "run_fixed", "run_kept"}) {
        CAPTURE(name);
        victim.fresh_copy();
        must(must(db::Database::open_owner(victim.spoilt() / "journal.db"))
                 .execute("DROP TRIGGER " + std::string(name)));
        CHECK(says(faults_in(victim.spoilt()),
                   "trigger " + std::string(name) + " is missing or changed"));
    }
}

TEST_CASE("a byte changed anywhere in the file is found, or changes no row") {
    const std::uint64_t seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    Victim victim;
    victim.fresh_copy();
    const auto rows_in = [](const std::string& path) {
        db::Database reader = must(db::Database::open_reader(path));
        Tables tables = must(Tables::prepare(reader));
        std::vector<std::string> bytes;
        must(tables.each(1, 100, [&](const Sealed& row) -> Result<> {
            bytes.push_back(row.bytes);
            return {};
        }));
        return bytes;
    };
    const std::vector<std::string> whole = rows_in(victim.spoilt() / "journal.db");
    int found = 0;
    for (int round = 0; round < 300; ++round) {
        victim.fresh_copy();
        const std::string path = victim.spoilt() / "journal.db";
        const auto offset =
            static_cast<std::streamoff>(random() % std::filesystem::file_size(path));
        CAPTURE(offset);
        {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekg(offset);
            const char old = static_cast<char>(file.get());
            file.seekp(offset);
            file.put(static_cast<char>(old ^ static_cast<char>(1 + random() % 255)));
        }
        const Result<db::Database> reader = db::Database::open_reader(path);
        if (!reader || !faults_in(victim.spoilt()).empty()) {
            ++found;
            continue;
        }
        REQUIRE(rows_in(path) == whole);
    }
    CHECK(found > 0);
}

TEST_CASE("the quick check before writing sees a spoilt newest row, a wrong head, a lost node") {
    Victim victim;
    for (const char* change : {
             "UPDATE entry SET detail = 'x' WHERE sequence = 8",
             "UPDATE entry SET salt = zeroblob(16) WHERE sequence = 2",
             "DELETE FROM entry WHERE sequence = 8",
             "UPDATE head SET size = 7",
             "UPDATE head SET root = zeroblob(32)",
             "DELETE FROM node WHERE level = 3",
             "DELETE FROM head",
             "DELETE FROM run",
         }) {
        CAPTURE(change);
        victim.after(change);
        db::Database owner = must(db::Database::open_owner(victim.spoilt() / "journal.db"));
        const Result<> checked = check_quickly(owner);
        REQUIRE(!checked);
        CHECK(checked.error().code == Error::Code::corrupt);
    }
}
