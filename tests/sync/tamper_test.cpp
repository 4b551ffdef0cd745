// What people may do to a kiosk's figures, by mistake or on purpose, and what the province says of
// it: each case by its name in `motcua-province verify`. Alarms lose nothing and double nothing:
// every row that was written anywhere counts once.

#include <doctest/doctest.h>

#include <filesystem>

#include "db/database.h"
#include "journal/reader.h"
#include "journal/schema.h"
#include "journal/tree.h"
#include "support/journal_fixture.h"
#include "sync/fleet.h"

namespace {

namespace fs = std::filesystem;

/// A province with one kiosk in a folder that can be copied, lost and restored.
class Case {
public:
    Case() : stand_(must(ProvinceStand::make(dir_ / "stand"))) {
        must(stand_.start({}));
        must(files::make_folder(dir_ / "kiosk"));
        code_ = must(stand_.code());
        open("kiosk").enrol(code_);
    }

    /// The kiosk of a folder, opened when it is not; each opening grows other rows.
    FleetKiosk& open(const std::string& name) {
        auto& kiosk = kiosks_[name];
        if (!kiosk)
            kiosk = std::make_unique<FleetKiosk>(stand_, dir_ / name, stand_.address(), ++seed_);
        return *kiosk;
    }
    void shut(const std::string& name) { kiosks_.erase(name); }
    void copy(const std::string& from, const std::string& to) {
        fs::remove_all(dir_ / to);
        fs::copy(dir_ / from, dir_ / to, fs::copy_options::recursive);
    }

    /// Some rows, and everything told. Twice: what the first receipt says goes with the second.
    void live(const std::string& name, std::int64_t rows) {
        FleetKiosk& kiosk = open(name);
        if (rows > 0) kiosk.grow(rows);
        for (int i = 0; i < 2; ++i) {
            kiosk.hurry();
            kiosk.step();
        }
        CHECK_MESSAGE(kiosk.status().unsent == 0, kiosk.status().message);
    }

    tally::Measures counted(const std::string& name) {
        journal::Reader reader = must(journal::Reader::open(dir_ / name + "/journal.db"));
        return must(reader.total(kStandPeriod));
    }
    tally::Measures of_province() { return must(stand_.of_province()); }

    /// What `motcua-province verify` says, which must be that people are to look.
    std::string verdict() { return must(stand_.province({"verify"}, 1)); }
    bool sound() { return stand_.province({"verify"}).has_value(); }
    ProvinceStand& stand() { return stand_; }
    const std::string& code() const { return code_; }

private:
    TempDir dir_;
    ProvinceStand stand_;
    std::map<std::string, std::unique_ptr<FleetKiosk>> kiosks_;
    std::string code_;
    std::uint64_t seed_ = 0;
};

bool says(const std::string& text, const std::string& word) {
    const bool said = text.find(word) != text.npos;
    if (!said) MESSAGE(text);
    return said;
}

tally::Measures minus(tally::Measures sum, const tally::Measures& part) {
    for (const tally::MeasureName& one : tally::measure_names()) sum.*one.field -= part.*one.field;
    return sum;
}

tally::Measures plus(tally::Measures sum, const tally::Measures& part) { return sum += part; }

/// Lets the rows of a journal be changed, and puts its triggers back afterwards.
class Forger {
public:
    explicit Forger(const std::string& path) : database_(must(db::Database::open_owner(path))) {
        db::Statement list = must(database_.prepare(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"));
        db::Rows rows = list.query();
        while (must(rows.next())) triggers_[rows.text(0)] = rows.text(1);
    }
    void begin() {
        for (const auto& [name, sql] : triggers_) must(database_.execute("DROP TRIGGER " + name));
    }
    void end() {
        for (const auto& [name, sql] : triggers_) must(database_.execute(sql));
    }
    db::Database& database() { return database_; }

    /// Whether the clock was trusted in one row: its columns, frozen bytes and leaf…
    void rewrite_row(std::int64_t row) {
        db::Statement read =
            must(database_.prepare("SELECT bytes, salt FROM entry WHERE sequence = ?"));
        std::string bytes, salt;
        {
            db::Rows rows = read.query(row);
            REQUIRE(must(rows.next()));
            bytes = rows.blob(0);
            salt = rows.blob(1);
        }
        const std::size_t at = bytes.find("trusted\t");
        REQUIRE(at != bytes.npos);
        const bool was = bytes.compare(at - 2, 2, "un") != 0;
        bytes = was ? bytes.insert(at, "un") : bytes.erase(at - 2, 2);
        const journal::Hash leaf =
            journal::leaf_hash(journal::from_bytes<journal::Salt>(salt), bytes);
        db::Statement write = must(database_.prepare(
            "UPDATE entry SET bytes = ?, trusted = ?, leaf = ? WHERE sequence = ?"));
        must(
            write.run(db::Blob{bytes}, std::int64_t{!was}, db::Blob{journal::bytes_of(leaf)}, row));
    }
    /// …and every node above it, and the root.
    void rewrite(std::int64_t row) {
        rewrite_row(row);
        rebuild();
    }

private:
    void rebuild() {
        std::vector<journal::Hash> level;
        db::Statement leaves = must(database_.prepare("SELECT leaf FROM entry ORDER BY sequence"));
        {
            db::Rows rows = leaves.query();
            while (must(rows.next()))
                level.push_back(journal::from_bytes<journal::Hash>(rows.blob(0)));
        }
        std::vector<std::vector<journal::Hash>> levels{level};
        db::Statement set =
            must(database_.prepare("UPDATE node SET hash = ? WHERE level = ? AND position = ?"));
        while (levels.back().size() > 1) {
            std::vector<journal::Hash> next;
            for (std::size_t i = 0; i + 1 < levels.back().size(); i += 2) {
                next.push_back(journal::node_hash(levels.back()[i], levels.back()[i + 1]));
                must(set.run(db::Blob{journal::bytes_of(next.back())}, std::ssize(levels),
                             std::ssize(next) - 1));
            }
            levels.push_back(std::move(next));
        }
        const journal::Hash root = must(journal::root(
            std::ssize(level), [&](int at, std::int64_t index) -> Result<journal::Hash> {
                return levels[static_cast<std::size_t>(at)][static_cast<std::size_t>(index)];
            }));
        db::Statement head = must(database_.prepare("UPDATE head SET root = ?"));
        must(head.run(db::Blob{journal::bytes_of(root)}));
    }

    db::Database database_;
    std::map<std::string, std::string> triggers_;
};

}  // namespace

TEST_CASE("a kiosk that nobody tampers with raises no alarm, whatever it is restarted") {
    Case world;
    for (int i = 0; i < 5; ++i) {
        world.live("kiosk", 12);
        world.shut("kiosk");
    }
    CHECK(world.sound());
    CHECK(world.of_province() == world.counted("kiosk"));
}

TEST_CASE("restored backup, the whole disk: seen and named, nothing lost, nothing doubled") {
    Case world;
    world.live("kiosk", 40);
    world.shut("kiosk");
    world.copy("kiosk", "backup");
    world.live("kiosk", 30);
    world.shut("kiosk");
    const tally::Measures before = world.counted("kiosk");
    const tally::Measures kept = world.counted("backup");
    world.copy("backup", "kiosk");
    world.live("kiosk", 25);
    const std::string verdict = world.verdict();
    CHECK(says(verdict, "restored"));
    CHECK(says(verdict, "rows"));
    CHECK(world.of_province() == plus(before, minus(world.counted("kiosk"), kept)));
    world.live("kiosk", 20);
    CHECK_FALSE(world.verdict().find("cloned") != std::string::npos);
}

TEST_CASE("restored backup of the journal alone: the agent knows more, and nothing is lost") {
    Case world;
    world.live("kiosk", 40);
    world.shut("kiosk");
    world.copy("kiosk", "backup");
    world.open("kiosk").grow(30);  // Not told yet when the journal is lost…
    world.open("kiosk").courier().work();
    world.live("kiosk", 0);
    world.shut("kiosk");
    const tally::Measures before = world.counted("kiosk");
    const tally::Measures kept = world.counted("backup");
    for (const char* suffix : {"", "-wal", "-shm"}) {
        const std::string name = std::string("journal.db") + suffix;
        fs::remove(world.open("kiosk").folder() + "/" + name);
        if (fs::exists(fs::path(world.open("kiosk").folder()) / ".." / "backup" / name))
            fs::copy(fs::path(world.open("kiosk").folder()) / ".." / "backup" / name,
                     fs::path(world.open("kiosk").folder()) / name);
    }
    world.live("kiosk", 25);
    CHECK(says(world.verdict(), "restored"));
    CHECK(world.of_province() == plus(before, minus(world.counted("kiosk"), kept)));
}

TEST_CASE("cloned disk: two kiosks that go on from one journal are seen, and both count") {
    Case world;
    world.live("kiosk", 40);
    world.shut("kiosk");
    world.copy("kiosk", "clone");
    const tally::Measures shared = world.counted("kiosk");
    for (int i = 0; i < 3; ++i) {
        world.live("kiosk", 10);
        world.live("clone", 10);
    }
    CHECK(says(world.verdict(), "cloned"));
    CHECK(world.of_province() ==
          plus(world.counted("kiosk"), minus(world.counted("clone"), shared)));
}

TEST_CASE("truncated journal: cut back to an earlier state of itself, and not a row added") {
    Case world;
    world.live("kiosk", 40);
    world.shut("kiosk");
    world.copy("kiosk", "backup");
    world.live("kiosk", 30);
    const tally::Measures before = world.counted("kiosk");
    const std::string folder = world.open("kiosk").folder();
    world.shut("kiosk");
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(folder + "/journal.db" + suffix);
    fs::copy(fs::path(folder) / ".." / "backup" / "journal.db", folder + "/journal.db");
    world.live("kiosk", 0);
    CHECK(says(world.verdict(), "truncated"));
    CHECK(world.of_province() == before);
}

TEST_CASE("edited row: what does not match its leaf is not counted, and the row is named") {
    Case world;
    world.live("kiosk", 20);
    world.open("kiosk").grow(20);
    const std::string path = world.open("kiosk").path();
    world.open("kiosk").restart();
    {
        Forger forger(path);
        forger.begin();
        must(forger.database().execute(
            "UPDATE entry SET trusted = 1 - trusted WHERE sequence = 33"));
        forger.end();
    }
    world.live("kiosk", 0);
    const std::string verdict = world.verdict();
    CHECK(says(verdict, "row_fault"));
    CHECK(says(verdict, "33"));
}

TEST_CASE("edited row that was told long ago: the next morning's check names it") {
    // The columns alone; or bytes and leaf as well, so that only the tree does not fit.
    for (const bool with_leaf : {false, true}) {
        CAPTURE(with_leaf);
        Case world;
        world.live("kiosk", 40);
        const tally::Measures before = world.of_province();
        const std::string path = world.open("kiosk").path();
        world.shut("kiosk");
        {
            Forger forger(path);
            forger.begin();
            if (with_leaf)
                forger.rewrite_row(17);
            else
                must(forger.database().execute(
                    "UPDATE entry SET trusted = 1 - trusted WHERE sequence = 17"));
            forger.end();
        }
        world.live("kiosk", 0);
        const std::string verdict = world.verdict();
        CHECK(says(verdict, "row_fault"));
        CHECK((says(verdict, "row 17") || says(verdict, "row 18")));
        CHECK(world.of_province() == before);
    }
}

TEST_CASE("rewritten row, every hash rebuilt: the checkpoints no longer continue") {
    Case world;
    world.live("kiosk", 40);
    const std::string path = world.open("kiosk").path();
    world.open("kiosk").restart();
    {
        Forger forger(path);
        forger.begin();
        forger.rewrite(17);
        forger.end();
    }
    {
        journal::Reader reader = must(journal::Reader::open(path));
        for (const std::string& fault : must(reader.verify()).faults)
            CHECK(fault.find("tallies") != fault.npos);  // By itself the file looks whole.
    }
    world.live("kiosk", 10);
    CHECK(says(world.verdict(), "fork"));
}

TEST_CASE("reused enrolment code: the second kiosk is refused, and the province says so") {
    Case world;
    world.live("kiosk", 5);
    must(files::make_folder(world.open("kiosk").folder() + "/../thief"));
    const agent::Enrolled stolen =
        must(world.open("thief").courier().enrol(world.code(), world.stand().address()));
    CHECK_FALSE(stolen.identity);
    CHECK(stolen.refused == "code_used");
    CHECK(says(world.verdict(), "code_reuse"));
}

TEST_CASE("stolen key after revocation: refused, and named") {
    Case world;
    world.live("kiosk", 30);
    const tally::Measures before = world.of_province();
    const std::string device = world.open("kiosk").status().device;
    must(world.stand().province({"revoke", device, "--reason", "stolen"}));
    FleetKiosk& thief = world.open("kiosk");
    thief.grow(30);
    thief.hurry();
    thief.step();
    CHECK(thief.status().state == "refused");
    CHECK(thief.status().unsent > 0);
    CHECK(world.of_province() == before);
    CHECK(says(world.verdict(), "revoked_use"));
}

TEST_CASE("a kiosk enrolled again goes on with its journal: no count twice") {
    Case world;
    world.live("kiosk", 30);
    const std::string device = world.open("kiosk").status().device;
    must(world.stand().province({"revoke", device, "--reason", "key lost"}));
    world.open("kiosk").enrol(must(world.stand().code()));
    CHECK(world.open("kiosk").status().device != device);
    world.live("kiosk", 30);
    CHECK(world.of_province() == world.counted("kiosk"));
}

TEST_CASE("a replaced disk: a new journal, a new key, and the old counts stay") {
    Case world;
    world.live("kiosk", 30);
    const tally::Measures before = world.counted("kiosk");
    const std::string folder = world.open("kiosk").folder();
    world.shut("kiosk");
    fs::remove_all(folder);
    must(files::make_folder(folder));
    world.open("kiosk").enrol(must(world.stand().code()));
    world.live("kiosk", 20);
    CHECK(world.of_province() == plus(before, world.counted("kiosk")));
    CHECK(world.sound());
}

TEST_CASE("a province restored from an older backup gets everything again") {
    Case world;
    world.live("kiosk", 30);
    must(world.stand().end());
    const std::string state = world.stand().province_state();
    fs::copy(state, state + ".backup", fs::copy_options::recursive);
    must(world.stand().start({.db = {}, .https = world.stand().address().substr(8)}));
    world.live("kiosk", 30);
    must(world.stand().end());
    fs::remove_all(state);
    fs::copy(state + ".backup", state, fs::copy_options::recursive);
    must(world.stand().start({.db = {}, .https = world.stand().address().substr(8)}));
    world.live("kiosk", 1);
    world.live("kiosk", 0);
    CHECK(world.of_province() == world.counted("kiosk"));
}
