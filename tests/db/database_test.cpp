#include "db/database.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/faulty_disk.h"
#include "support/must.h"
#include "support/temp_dir.h"

namespace {

constexpr const char* kTable = "CREATE TABLE t (n INTEGER NOT NULL, b BLOB) STRICT";

db::Database owner_with_table(const std::string& path) {
    db::Database database = must(db::Database::open_owner(path));
    must(database.execute(kTable));
    return database;
}

std::int64_t count(db::Database& database) {
    db::Statement statement = must(database.prepare("SELECT count(*) FROM t"));
    return must(statement.integer());
}

}  // namespace

TEST_CASE("an uncommitted transaction leaves no trace") {
    TempDir dir;
    db::Database database = owner_with_table(dir / "t.db");
    {
        db::Transaction transaction = must(db::Transaction::begin(database));
        must(database.execute("INSERT INTO t (n) VALUES (1)"));
    }
    CHECK(count(database) == 0);
}

TEST_CASE("the owner writes ahead, syncs fully and waits 250 ms at most") {
    TempDir dir;
    db::Database database = must(db::Database::open_owner(dir / "t.db", 12));
    CHECK(must(database.pragma("synchronous")) == 2);
    CHECK(must(database.pragma("foreign_keys")) == 1);
    CHECK(must(database.pragma("busy_timeout")) == 250);
    CHECK(must(database.pragma("wal_autocheckpoint")) == 12);
    db::Statement mode = must(database.prepare("PRAGMA journal_mode"));
    db::Rows rows = mode.query();
    REQUIRE(must(rows.next()));
    CHECK(rows.text(0) == "wal");
}

TEST_CASE("bytes come back as they were bound, zeros and emptiness included") {
    TempDir dir;
    db::Database database = owner_with_table(dir / "t.db");
    const std::string bytes("a\0b\xff", 4);
    db::Statement insert = must(database.prepare("INSERT INTO t (n, b) VALUES (?, ?)"));
    must(insert.run(std::int64_t{1}, db::Blob{bytes}));
    must(insert.run(std::int64_t{2}, db::Blob{{}}));
    db::Statement select = must(database.prepare("SELECT b, typeof(b) FROM t ORDER BY n"));
    db::Rows rows = select.query();
    REQUIRE(must(rows.next()));
    CHECK(rows.blob(0) == bytes);
    REQUIRE(must(rows.next()));
    CHECK(rows.blob(0).empty());
    CHECK(rows.text(1) == "blob");
    CHECK_FALSE(must(rows.next()));
}

TEST_CASE("a reader reads what is committed, and can neither write nor checkpoint") {
    TempDir dir;
    db::Database owner = owner_with_table(dir / "t.db");
    must(owner.execute("INSERT INTO t (n) VALUES (1)"));
    const auto log_bytes = std::filesystem::file_size(dir / "t.db-wal");
    {
        db::Database reader = must(db::Database::open_reader(dir / "t.db"));
        CHECK(count(reader) == 1);
        CHECK(must(reader.pragma("query_only")) == 1);
        CHECK(must(reader.pragma("wal_autocheckpoint")) == 0);
        CHECK(must_fail(reader.execute("INSERT INTO t (n) VALUES (2)")).find("readonly") !=
              std::string::npos);
        must_fail(reader.execute("PRAGMA query_only = OFF; DELETE FROM t"));
        (void)reader.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    CHECK(std::filesystem::file_size(dir / "t.db-wal") == log_bytes);
    CHECK(count(owner) == 1);
}

TEST_CASE("the last connection to close is a reader: the log is left for the owner") {
    TempDir dir;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {  // Dies without closing, as in a power cut.
        db::Database owner = owner_with_table(dir / "t.db");
        (void)owner.execute("INSERT INTO t (n) VALUES (1)");
        ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
    const auto log_bytes = std::filesystem::file_size(dir / "t.db-wal");
    REQUIRE(log_bytes > 0);
    {
        db::Database reader = must(db::Database::open_reader(dir / "t.db"));
        CHECK(count(reader) == 1);
    }
    CHECK(std::filesystem::file_size(dir / "t.db-wal") == log_bytes);
}

TEST_CASE("a snapshot does not move while its owner writes on") {
    TempDir dir;
    db::Database owner = owner_with_table(dir / "t.db");
    db::Database reader = must(db::Database::open_reader(dir / "t.db"));
    {
        const db::Snapshot snapshot = must(db::Snapshot::take(reader));
        must(owner.execute("INSERT INTO t (n) VALUES (1)"));
        CHECK(count(reader) == 0);
    }
    CHECK(count(reader) == 1);
}

TEST_CASE("a file that is absent is not found, and a reader does not make it") {
    TempDir dir;
    const Result<db::Database> reader = db::Database::open_reader(dir / "t.db");
    REQUIRE(!reader);
    CHECK(reader.error().code == Error::Code::not_found);
    CHECK_FALSE(std::filesystem::exists(dir / "t.db"));
}

TEST_CASE("migrations run once, and a file from the future is refused") {
    TempDir dir;
    const std::string steps[] = {"CREATE TABLE a (n INTEGER) STRICT",
                                 "CREATE TABLE b (n INTEGER) STRICT"};
    {
        db::Database first = must(db::Database::open_owner(dir / "t.db"));
        must(first.migrate(std::span(steps, 1)));
        must(first.migrate(steps));
    }
    db::Database again = must(db::Database::open_owner(dir / "t.db"));
    must(again.migrate(steps));
    const Result<> older = again.migrate(std::span(steps, 1));
    REQUIRE(!older);
    CHECK(older.error().code == Error::Code::invalid);
}

TEST_CASE("a migration that fails leaves the file as it was") {
    TempDir dir;
    const std::string steps[] = {"CREATE TABLE a (n INTEGER) STRICT; CREATE TABLE a (n INTEGER)"};
    db::Database database = must(db::Database::open_owner(dir / "t.db"));
    must_fail(database.migrate(steps));
    CHECK(must(database.pragma("user_version")) == 0);
    db::Statement tables = must(database.prepare("SELECT count(*) FROM sqlite_schema"));
    CHECK(must(tables.integer()) == 0);
}

TEST_CASE("a file that is not a database is called corrupt") {
    TempDir dir;
    std::ofstream(dir / "t.db") << std::string(4096, 'x');
    const Result<db::Database> database = db::Database::open_owner(dir / "t.db");
    REQUIRE(!database);
    CHECK(database.error().code == Error::Code::corrupt);
}

TEST_CASE("a second writer is told to come back, within the patience") {
    TempDir dir;
    db::Database one = owner_with_table(dir / "t.db");
    db::Database other = must(db::Database::open_owner(dir / "t.db"));
    const db::Transaction transaction = must(db::Transaction::begin(one));
    const Result<db::Transaction> second = db::Transaction::begin(other);
    REQUIRE(!second);
    CHECK(second.error().code == Error::Code::unavailable);
    CHECK_FALSE(other.trouble().state_unknown);
}

TEST_CASE("trouble tells a full disk from a broken one") {
    TempDir dir;
    FaultyDisk disk;
    db::Database database = owner_with_table(dir / "t.db");
    const auto insert = [&]() -> Result<> {
        db::Transaction transaction = TRY(db::Transaction::begin(database));
        TRY(database.execute("INSERT INTO t (n) VALUES (1)"));
        TRY(transaction.commit());
        return {};
    };
    disk.fail_at(1, FaultyDisk::Failure::full, true);
    must_fail(insert());
    CHECK(database.trouble().disk_full);
    CHECK_FALSE(database.trouble().state_unknown);

    disk.fail_at(1, FaultyDisk::Failure::io_error, true);
    must_fail(insert());
    CHECK_FALSE(database.trouble().disk_full);
    CHECK(database.trouble().state_unknown);

    disk.mend();
    must(insert());
    CHECK(count(database) == 1);
}

TEST_CASE("an abandoned database is not checkpointed") {
    TempDir dir;
    db::Database database = owner_with_table(dir / "t.db");
    const auto log_bytes = std::filesystem::file_size(dir / "t.db-wal");
    std::move(database).abandon();
    CHECK(std::filesystem::file_size(dir / "t.db-wal") == log_bytes);
}

TEST_CASE("a statement that promised one row and finds none reports damage") {
    db::Database database = must(db::Database::open_memory());
    must(database.execute(kTable));
    db::Statement statement = must(database.prepare("SELECT n FROM t"));
    const Result<std::int64_t> value = statement.integer();
    REQUIRE(!value);
    CHECK(value.error().code == Error::Code::corrupt);
}
