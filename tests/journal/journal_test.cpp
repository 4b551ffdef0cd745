#include "journal/journal.h"

#include <unistd.h>

#include <filesystem>

#include "journal/reader.h"
#include "support/journal_fixture.h"

using namespace journal;

TEST_CASE("rows keep their order, time and verdict across a restart") {
    TempDir dir;
    {
        Journal journal = must(Journal::open(settings_in(dir)));
        must(journal.append(records(1, 3)));
        must(journal.append(records(4, 4)));
    }
    {
        Journal journal = must(Journal::open(settings_in(dir)));
        CHECK(journal.head().size == 4);
        must(journal.append(records(5, 5)));
    }
    Reader reader = must(Reader::open(dir / "journal.db"));
    const std::vector<Entry> entries = must(reader.rows(1, 100));
    REQUIRE(entries.size() == 5);
    for (std::int64_t n = 1; n <= 5; ++n)
        CHECK(entries[static_cast<std::size_t>(n - 1)] ==
              make_entry(record_number(n), n, settings_in(dir).boot));
    CHECK(faults_in(dir).empty());
}

TEST_CASE("an empty journal has an epoch and the root of the empty tree") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    CHECK(journal.head().size == 0);
    CHECK(journal.head().root == empty_hash());
    CHECK(journal.head().epoch.size() == 32);
    CHECK(faults_in(dir).empty());
}

TEST_CASE("every file has an epoch of its own, from birth and for life") {
    TempDir one, other;
    const std::string epoch = must(Journal::open(settings_in(one))).head().epoch;
    CHECK(must(Journal::open(settings_in(one))).head().epoch == epoch);
    CHECK(must(Journal::open(settings_in(other))).head().epoch != epoch);
}

TEST_CASE("the head's root is the one of the rows, whatever the batches") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    std::int64_t next = 1;
    for (const std::int64_t batch : {1, 2, 3, 1, 7, 64, 5, 1, 33}) {
        must(journal.append(records(next, next + batch - 1)));
        next += batch;
        CHECK(journal.head().size == next - 1);
        Reader reader = must(Reader::open(dir / "journal.db"));
        CHECK(must(reader.head()) == journal.head());
        REQUIRE(faults_in(dir).empty());
    }
}

TEST_CASE("two journals of the same events have different roots: the salt is secret") {
    TempDir one, other;
    write_journal(one, 3);
    write_journal(other, 3);
    CHECK(must(must(Reader::open(one / "journal.db")).head()).root !=
          must(must(Reader::open(other / "journal.db")).head()).root);
}

TEST_CASE("a batch is written whole or not at all") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    must(journal.append(records(1, 2)));
    const Head before = journal.head();
    {
        // Another hand put a row where the third of our batch belongs.
        db::Database meddler = must(db::Database::open_owner(dir / "journal.db"));
        must(meddler.execute(
            "INSERT INTO node (level, position, hash) VALUES (2, 0, zeroblob(32))"));
    }
    must_fail(journal.append(records(3, 5)));
    CHECK(journal.head() == before);
    Reader reader = must(Reader::open(dir / "journal.db"));
    CHECK(must(reader.rows(1, 100)).size() == 2);
}

TEST_CASE("a missing folder is made") {
    TempDir dir;
    Settings settings = settings_in(dir);
    settings.path = dir / "a/b/journal.db";
    must(Journal::open(settings));
    CHECK(std::filesystem::exists(dir / "a/b/journal.db"));
}

TEST_CASE("a second owner is refused, and told whom to stop") {
    TempDir dir;
    std::optional<Journal> first(must(Journal::open(settings_in(dir))));
    const Result<Journal> second = Journal::open(settings_in(dir));
    REQUIRE(!second);
    CHECK(second.error().code == Error::Code::unavailable);
    CHECK(second.error().message.find("process " + std::to_string(::getpid())) !=
          std::string::npos);
    first.reset();
    must(Journal::open(settings_in(dir)));
}

TEST_CASE("UPDATE, DELETE, REPLACE and gaps are refused by the file itself") {
    TempDir dir;
    write_journal(dir, 5);
    db::Database meddler = must(db::Database::open_owner(dir / "journal.db"));
    const char* const attempts[] = {
        "UPDATE entry SET detail = 'track' WHERE sequence = 2",
        "UPDATE entry SET verdict = 'counted'",
        "UPDATE OR REPLACE entry SET sequence = 1 WHERE sequence = 2",
        "DELETE FROM entry WHERE sequence = 5",
        "DELETE FROM entry",
        "REPLACE INTO entry SELECT * FROM entry WHERE sequence = 3",
        "INSERT INTO entry SELECT 7, minute, boot, trusted, day, kind, procedure, detail,"
        " verdict, rules, bytes, salt, leaf FROM entry WHERE sequence = 3",
        "UPDATE node SET hash = zeroblob(32)",
        "DELETE FROM node WHERE level = 1",
        "REPLACE INTO node (level, position, hash) VALUES (1, 0, zeroblob(32))",
        "UPDATE head SET epoch = '00000000000000000000000000000000'",
        "UPDATE head SET size = 4",
        "UPDATE head SET size = 9",
        "UPDATE head SET root = zeroblob(32)",
        "DELETE FROM head",
        "REPLACE INTO head (one, epoch, size, root) SELECT one, epoch, 4, root FROM head",
    };
    for (const char* attempt : attempts) {
        CAPTURE(attempt);
        const Result<> done = meddler.execute(attempt);
        CHECK(!done);
    }
    CHECK(faults_in(dir).empty());
}

TEST_CASE("a journal of a newer program is refused and left as it is") {
    TempDir dir;
    write_journal(dir, 3);
    must(must(db::Database::open_owner(dir / "journal.db")).execute("PRAGMA user_version = 9"));
    const Result<Journal> journal = Journal::open(settings_in(dir));
    REQUIRE(!journal);
    CHECK(journal.error().code == Error::Code::invalid);
    CHECK(journal.error().message.find("newer version") != std::string::npos);
    const Result<Reader> reader = Reader::open(dir / "journal.db");
    REQUIRE(!reader);
    CHECK(reader.error().code == Error::Code::invalid);
    must(must(db::Database::open_owner(dir / "journal.db")).execute("PRAGMA user_version = 4"));
    CHECK(must(Journal::open(settings_in(dir))).head().size == 3);
}

TEST_CASE("somebody else's database is refused and left as it is") {
    TempDir dir;
    must(must(db::Database::open_owner(dir / "journal.db"))
             .execute("CREATE TABLE theirs (n INTEGER); INSERT INTO theirs VALUES (7)"));
    const Result<Journal> journal = Journal::open(settings_in(dir));
    REQUIRE(!journal);
    CHECK(journal.error().code == Error::Code::invalid);
    db::Database theirs = must(db::Database::open_reader(dir / "journal.db"));
    CHECK(must(must(theirs.prepare("SELECT n FROM theirs")).integer()) == 7);
}

TEST_CASE("a path where no file can be is an error of the disk, not a damaged journal") {
    TempDir dir;
    std::filesystem::create_directory(dir / "journal.db");
    const Result<Journal> journal = Journal::open(settings_in(dir));
    REQUIRE(!journal);
    CHECK(journal.error().code == Error::Code::io);
    CHECK(std::filesystem::is_directory(dir / "journal.db"));
}

TEST_CASE("the newest trusted minute and the day's counts are found again") {
    TempDir dir;
    Journal journal = must(Journal::open(settings_in(dir)));
    CHECK_FALSE(must(journal.last_trusted()));
    Record untrusted = record_number(2);
    untrusted.trusted = false;
    untrusted.minute += std::chrono::hours(2);
    must(journal.append(std::vector{record_number(1), untrusted, record_number(18)}));
    CHECK(must(journal.last_trusted()) == record_number(18).minute);
    const Today today = must(journal.today(business_day(kMorning)));
    CHECK(today.of(Kind::qr_shown) == Count{.counted = 1, .filtered = 0});
    CHECK(today.of(Kind::outcome) == Count{.counted = 1, .filtered = 0});
    CHECK(today.of(Kind::counter_way) == Count{.counted = 0, .filtered = 1});
}
