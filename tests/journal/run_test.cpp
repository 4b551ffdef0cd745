// What one opening has written: the unit in which counts are told to the province.

#include "journal/run.h"

#include <filesystem>
#include <map>
#include <set>

#include "journal/reader.h"
#include "support/faulty_disk.h"
#include "support/journal_fixture.h"

using namespace journal;
namespace fs = std::filesystem;

namespace {

Settings settings_at(const TempDir& dir, const std::string& ward = "23563") {
    Settings settings = settings_in(dir);
    settings.ward = ward;
    return settings;
}

std::vector<Run> runs_in(const TempDir& dir) {
    return must(must(Reader::open(dir / "journal.db")).runs());
}

/// Opens, appends this many rows, closes.
void go_on(const TempDir& dir, std::int64_t rows, const std::string& ward = "23563") {
    Journal journal = must(Journal::open(settings_at(dir, ward)));
    REQUIRE_FALSE(journal.set_aside());
    for (; rows > 0; --rows) {
        const std::int64_t next = journal.head().size + 1;
        must(journal.append(records(next, next)));
    }
}

/// As a backup or a clone does it: every file there is, as it is.
void copy_files(const TempDir& from, const TempDir& to) {
    for (const char* suffix : {"", "-wal"}) {
        fs::remove(to / "journal.db" + suffix);
        if (fs::exists(from / "journal.db" + suffix))
            fs::copy_file(from / "journal.db" + suffix, to / "journal.db" + suffix);
    }
    fs::remove(to / "journal.db-shm");
}

/// The file as the program before runs left it.
void back_to_schema_2(const TempDir& dir) {
    must(must(db::Database::open_owner(dir / "journal.db"))
             .execute("DROP TABLE run; DROP TABLE tallied; PRAGMA user_version = 2"));
}

/// A tree in memory over the same leaves.
class Grown {
public:
    explicit Grown(Reader& reader) {
        must(reader.each(1, 1000, [&](const Sealed& row) -> Result<> {
            kept_[{0, row.entry.sequence - 1}] = row.leaf;
            for (const Node& node : edge_.append(row.leaf))
                kept_[{node.level, node.index}] = node.hash;
            return {};
        }));
    }
    Nodes nodes() const {
        return [this](int level, std::int64_t index) -> Result<Hash> {
            return kept_.at({level, index});
        };
    }

private:
    std::map<std::pair<int, std::int64_t>, Hash> kept_;
    Edge edge_;
};

}  // namespace

TEST_CASE("each opening that writes is one run, from its first row, where the kiosk stands") {
    TempDir dir;
    go_on(dir, 3);
    go_on(dir, 2, "21553");
    go_on(dir, 1, "");
    const std::vector<Run> runs = runs_in(dir);
    REQUIRE(runs.size() == 3);
    CHECK(runs[0] == Run{.first = 1, .id = runs[0].id, .ward = "23563"});
    CHECK(runs[1] == Run{.first = 4, .id = runs[1].id, .ward = "21553"});
    CHECK(runs[2] == Run{.first = 6, .id = runs[2].id, .ward = ""});
    CHECK(std::set{runs[0].id, runs[1].id, runs[2].id}.size() == 3);
    CHECK(runs[0].id != must(must(Reader::open(dir / "journal.db")).head()).epoch);
    CHECK(faults_of(runs, 6).empty());
    CHECK(faults_in(dir).empty());
}

TEST_CASE("an opening that writes nothing leaves no run") {
    TempDir dir;
    go_on(dir, 0);
    CHECK(runs_in(dir).empty());
    go_on(dir, 2);
    const std::vector<Run> runs = runs_in(dir);
    {
        Journal journal = must(Journal::open(settings_at(dir)));
        must(journal.append({}));
    }
    go_on(dir, 0);
    CHECK(runs_in(dir) == runs);
    CHECK(runs.size() == 1);
}

TEST_CASE("a first append that is refused leaves no run; the next one begins it") {
    TempDir dir;
    const tally::Day today = business_day(kMorning);
    Record closing = record_number(1);
    closing.event = day_closed("QL01", today, std::string(64, '0'));
    closing.verdict = Verdict::counted;
    go_on(dir, 2);
    must(must(Journal::open(settings_at(dir))).append(std::vector{closing}));
    const std::vector<Run> before = runs_in(dir);
    REQUIRE(before.size() == 2);

    Journal journal = must(Journal::open(settings_at(dir)));
    const Result<> again = journal.append(std::vector{record_number(4), closing});
    REQUIRE(!again);
    CHECK(again.error().code == Error::Code::invalid);
    CHECK(runs_in(dir) == before);
    must(journal.append(records(4, 5)));
    must(journal.append(records(6, 6)));
    const std::vector<Run> after = runs_in(dir);
    REQUIRE(after.size() == 3);
    CHECK(after[2].first == 4);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a disk that fills up under the first append leaves no run") {
    TempDir dir;
    go_on(dir, 2);
    FaultyDisk disk;
    Journal journal = must(Journal::open(settings_at(dir)));
    disk.fail_at(1, FaultyDisk::Failure::full, false);
    REQUIRE(!journal.append(records(3, 3)));
    REQUIRE(disk.has_failed());
    CHECK(runs_in(dir).size() == 1);
    must(journal.append(records(3, 3)));
    const std::vector<Run> runs = runs_in(dir);
    REQUIRE(runs.size() == 2);
    CHECK(runs[1].first == 3);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a restored backup goes on in a run of its own, inside the lost one") {
    TempDir dir, backup;
    go_on(dir, 5);
    std::vector<Run> lost;
    {
        Journal journal = must(Journal::open(settings_at(dir)));
        must(journal.append(records(6, 8)));
        copy_files(dir, backup);  // While the kiosk runs: the run goes on after it.
        must(journal.append(records(9, 12)));
        lost = runs_in(dir);
        REQUIRE(lost.size() == 2);
    }
    copy_files(backup, dir);
    REQUIRE(must(must(Reader::open(dir / "journal.db")).head()).size == 8);
    go_on(dir, 2);
    const std::vector<Run> runs = runs_in(dir);
    REQUIRE(runs.size() == 3);
    CHECK(runs[0] == lost[0]);
    CHECK(runs[1] == lost[1]);
    CHECK(runs[2].first == 9);
    CHECK((lost[1].first < runs[2].first && runs[2].first <= 12));
    CHECK(std::set{runs[0].id, runs[1].id, runs[2].id}.size() == 3);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a cloned disk and its original go on in two runs from the same row") {
    TempDir dir, clone;
    go_on(dir, 4);
    copy_files(dir, clone);
    go_on(dir, 3);
    go_on(clone, 3);
    const std::vector<Run> one = runs_in(dir), other = runs_in(clone);
    REQUIRE((one.size() == 2 && other.size() == 2));
    CHECK(one[0] == other[0]);
    CHECK(one[1].first == other[1].first);
    CHECK(one[1].id != other[1].id);
}

TEST_CASE("a file of before runs is one run to its readers, and so its next owner writes it down") {
    TempDir dir;
    go_on(dir, 3);
    go_on(dir, 2);
    back_to_schema_2(dir);
    Reader early = must(Reader::open(dir / "journal.db"));
    const Run first{.first = 1, .id = must(early.head()).epoch, .ward = ""};
    CHECK(must(early.runs()) == std::vector{first});
    CHECK(faults_in(dir).empty());
    CHECK(early.closing(business_day(kMorning)).has_value());  // Its tallies are there.

    go_on(dir, 0);
    CHECK(must(early.runs()) == std::vector{first});
    go_on(dir, 4);
    const std::vector<Run> runs = runs_in(dir);
    REQUIRE(runs.size() == 2);
    CHECK(runs[0] == first);
    CHECK(runs[1] == Run{.first = 6, .id = runs[1].id, .ward = "23563"});
    CHECK(must(early.runs()) == runs);  // Though opened before there was such a table.
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a file of before runs without rows has none, and gets none") {
    TempDir dir;
    go_on(dir, 0);
    back_to_schema_2(dir);
    CHECK(runs_in(dir).empty());
    go_on(dir, 0);
    CHECK(runs_in(dir).empty());
    go_on(dir, 1);
    REQUIRE(runs_in(dir).size() == 1);
    CHECK(runs_in(dir)[0].id != must(must(Reader::open(dir / "journal.db")).head()).epoch);
}

TEST_CASE("the file itself refuses to change, lose or exchange a run") {
    TempDir dir;
    go_on(dir, 3);
    go_on(dir, 2);
    const std::vector<Run> runs = runs_in(dir);
    db::Database meddler = must(db::Database::open_owner(dir / "journal.db"));
    const std::string other = "'" + std::string(32, 'a') + "'";
    const std::string taken = "'" + runs[0].id + "'";
    const std::string attempts[] = {
        "UPDATE run SET ward = '21553'",
        "UPDATE run SET id = " + other + " WHERE first = 4",
        "UPDATE OR REPLACE run SET first = 1 WHERE first = 4",
        "DELETE FROM run WHERE first = 4",
        "DELETE FROM run",
        "REPLACE INTO run VALUES (1, " + other + ", '')",
        "REPLACE INTO run VALUES (4, " + other + ", '')",
        "REPLACE INTO run VALUES (6, " + taken + ", '')",
        "INSERT INTO run VALUES (6, " + taken + ", '') ON CONFLICT DO UPDATE SET first = 6",
        "INSERT INTO run VALUES (2, " + other + ", '')",
        "INSERT INTO run VALUES (7, " + other + ", '')",
        "INSERT INTO run VALUES (0, " + other + ", '')",
        "INSERT INTO run VALUES (NULL, " + other + ", '')",
        "INSERT INTO run VALUES (6, 'abc', '')",
        "INSERT INTO run VALUES (6, " + other + ", NULL)",
    };
    for (const std::string& attempt : attempts) {
        CAPTURE(attempt);
        const Result<> done = meddler.execute(attempt);
        CHECK(!done);
    }
    CHECK(runs_in(dir) == runs);
    must(meddler.execute("INSERT INTO run VALUES (6, " + other + ", '')"));
    const Result<> twice =
        meddler.execute("REPLACE INTO run VALUES (6, '" + std::string(32, 'b') + "', '')");
    CHECK(!twice);
}

TEST_CASE("a run that makes no sense is no answer") {
    TempDir dir;
    go_on(dir, 3);
    must(must(db::Database::open_owner(dir / "journal.db"))
             .execute("DROP TRIGGER run_fixed; UPDATE run SET id = 'X' || substr(id, 2)"));
    Reader reader = must(Reader::open(dir / "journal.db"));
    const auto runs = reader.runs();
    REQUIRE(!runs);
    CHECK(runs.error().code == Error::Code::corrupt);
}

TEST_CASE("a reader's roots and consistency proofs are those of a tree over its leaves") {
    constexpr std::int64_t kRows = 37;
    TempDir dir;
    go_on(dir, kRows);
    Reader reader = must(Reader::open(dir / "journal.db"));
    const Grown grown(reader);
    CHECK(must(reader.root(0)) == empty_hash());
    CHECK(must(reader.root(kRows)) == must(reader.head()).root);
    for (std::int64_t size = 1; size <= kRows; ++size) {
        REQUIRE(must(reader.root(size)) == must(root(size, grown.nodes())));
        for (std::int64_t old_size = 1; old_size <= size; ++old_size) {
            const auto proof = must(reader.consistency(old_size, size));
            REQUIRE(proof == must(consistency(old_size, size, grown.nodes())));
            REQUIRE(proof.empty() == (old_size == size));
        }
    }
    for (const std::int64_t size : {std::int64_t{-1}, kRows + 1}) {
        CAPTURE(size);
        const auto beyond = reader.root(size);
        REQUIRE(!beyond);
        CHECK(beyond.error().code == Error::Code::invalid);
        CHECK(!reader.consistency(1, size));
    }
    for (const std::int64_t old_size : {-1, 0, 6}) {
        CAPTURE(old_size);
        const auto none = reader.consistency(old_size, 5);
        REQUIRE(!none);
        CHECK(none.error().code == Error::Code::invalid);
    }
}

TEST_CASE("reads taken together see one moment while the kiosk writes") {
    TempDir dir;
    go_on(dir, 3);
    Journal owner = must(Journal::open(settings_at(dir)));
    Reader reader = must(Reader::open(dir / "journal.db"));
    const auto rows_seen = [&] {
        std::int64_t rows = 0;
        must(reader.each(1, 1000, [&](const Sealed& row) -> Result<> {
            CHECK(row.entry.sequence == ++rows);
            return {};
        }));
        return rows;
    };
    must(reader.together([&]() -> Result<> {
        const Head before = TRY(reader.head());
        const std::vector<Run> runs = TRY(reader.runs());
        for (std::int64_t n = 4; n <= 9; ++n) {
            must(owner.append(records(n, n)));
            CHECK(must(reader.head()) == before);
            CHECK(must(reader.runs()) == runs);
            CHECK(rows_seen() == 3);
            CHECK(!reader.root(4));
            CHECK(must(reader.root(3)) == before.root);
        }
        CHECK(!reader.verify());  // They keep a moment of their own.
        CHECK(!reader.closing(business_day(kMorning)));
        return {};
    }));
    CHECK(must(reader.head()) == owner.head());
    CHECK(must(reader.runs()).size() == 2);
    CHECK(rows_seen() == 9);
    const Result<> failed = reader.together([]() -> Result<> {
        return Error{Error::Code::io, "enough"};
    });
    REQUIRE(!failed);
    CHECK(failed.error().message == "enough");
    CHECK(must(reader.verify()).ok());  // Neither has left its moment behind.
}
