// Debian 12's SQLite 3.40.1 loses rows of a WAL file that one connection writes while another
// one checkpoints. First the race itself, step by step, then our rule in the same place: one
// process writes and checkpoints as hard as it can, others read through open_reader.

#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "db/database.h"
#include "support/faulty_disk.h"
#include "support/must.h"
#include "support/temp_dir.h"

namespace {

using namespace std::chrono_literals;

/// What the processes share.
struct Board {
    std::atomic<std::int64_t> acknowledged;
    std::atomic<std::int64_t> rounds;
    std::atomic<bool> stop;
};

constexpr int kBroken = 7;

Result<> write_hard(const std::string& path, Board& board) {
    db::Database owner = TRY(db::Database::open_owner(path, 12));
    // Not for a kiosk: only to commit as often as the machine can.
    TRY(owner.execute("PRAGMA synchronous = NORMAL"));
    db::Statement insert =
        TRY(owner.prepare("INSERT INTO t (b) VALUES (hex(randomblob(100))) RETURNING n"));
    while (!board.stop) board.acknowledged = TRY(insert.integer());
    ::_exit(0);  // Without closing, as when it is killed.
}

Result<> read_hard(const std::string& path, Board& board) {
    while (!board.stop) {
        db::Database reader = TRY(db::Database::open_reader(path, 5s));
        db::Statement count = TRY(reader.prepare("SELECT coalesce(max(n), 0) FROM t"));
        for (int i = 0; i < 50 && !board.stop; ++i) {
            const std::int64_t promised = board.acknowledged;
            const db::Snapshot snapshot = TRY(db::Snapshot::take(reader));
            const std::int64_t rows = TRY(count.integer());
            if (rows < promised) return Error{Error::Code::corrupt, "an acknowledged row is gone"};
            (void)reader.execute("PRAGMA wal_checkpoint(PASSIVE)");  // Must do nothing.
            ++board.rounds;
        }
    }
    return {};
}

template <class Body>
pid_t in_a_process(Body body) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child != 0) return child;
    const Result<> result = body();
    if (!result) fprintf(stderr, "%s\n", result.error().message.c_str());
    ::_exit(result ? 0 : kBroken);
}

constexpr const char* kTable =
    "CREATE TABLE t (n INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT;"
    "CREATE INDEX t_b ON t (b)";

Result<> insert(db::Database& owner, int rows) {
    for (int i = 0; i < rows; ++i)
        TRY(owner.execute("INSERT INTO t (b) VALUES (hex(randomblob(700)))"));  // Two a page.
    return {};
}

struct Aftermath {
    bool raced = false;  ///< A commit happened in the middle of the other's checkpoint.
    bool whole = false;  ///< Every row is there, and the owner could go on writing.
};

/// Whether a fresh connection (the owner's cache hides it) finds every row and no fault. What a
/// damaged file does when it is read differs from run to run; none of it is "whole".
bool is_whole(const std::string& path, std::int64_t expected) {
    Result<db::Database> fresh = db::Database::open_reader(path);
    if (!fresh) return false;
    const auto faults = fresh->faults(false);
    if (!faults || !faults->empty()) return false;
    Result<db::Statement> count = fresh->prepare("SELECT count(*) FROM t NOT INDEXED");
    if (!count) return false;
    const Result<std::int64_t> rows = count->integer();
    return rows && *rows == expected;
}

/// The owner commits, and so restarts the log, while `other` is about to copy it.
Aftermath race(FaultyDisk& disk, const std::string& path, db::Database& owner, db::Database other) {
    Aftermath result;
    must(other.pragma("schema_version"));  // It knows the log as it is now…
    must(insert(owner, 40));
    must(owner.execute("PRAGMA wal_checkpoint(PASSIVE)"));  // …not that all of it is copied.
    disk.during_next_checkpoint([&] { result.raced = insert(owner, 1).has_value(); });
    (void)other.execute("PRAGMA wal_checkpoint(PASSIVE)");
    disk.during_next_checkpoint({});
    // SQLite 3.46 may notice what happened to its file, and refuse.
    if (!insert(owner, 60) || !owner.execute("PRAGMA wal_checkpoint(TRUNCATE)")) return result;
    result.whole = is_whole(path, 100 + (result.raced ? 1 : 0));
    return result;
}

}  // namespace

TEST_CASE("why the owner alone may checkpoint: a second connection's checkpoint loses rows") {
    TempDir dir;
    FaultyDisk disk;
    db::Database owner = must(db::Database::open_owner(dir / "t.db", 1'000'000));
    must(owner.execute(kTable));
    const Aftermath result =
        race(disk, dir / "t.db", owner, must(db::Database::open_owner(dir / "t.db", 1'000'000)));
    const std::string version = sqlite3_libversion();
    if (version == "3.40.1") {  // Debian 12. Mended in 3.51.3.
        CHECK(result.raced);
        CHECK_FALSE(result.whole);
    }
    const std::string outcome = result.whole ? "nothing lost" : "rows lost";
    MESSAGE("SQLite " << version << ": " << outcome);
}

TEST_CASE("a reader cannot checkpoint, so the same race loses nothing") {
    TempDir dir;
    FaultyDisk disk;
    db::Database owner = must(db::Database::open_owner(dir / "t.db", 1'000'000));
    must(owner.execute(kTable));
    const Aftermath result =
        race(disk, dir / "t.db", owner, must(db::Database::open_reader(dir / "t.db")));
    CHECK_FALSE(result.raced);
    CHECK(result.whole);
}

TEST_CASE("a file that one process writes and checkpoints while others read stays whole") {
    TempDir dir;
    const std::string path = dir / "t.db";
    {
        db::Database database = must(db::Database::open_owner(path));
        must(database.execute(kTable));
    }
    void* memory =
        ::mmap(nullptr, sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    Board& board = *static_cast<Board*>(memory);  // Zeroed by the kernel.
    const pid_t children[] = {
        in_a_process([&] { return write_hard(path, board); }),
        in_a_process([&] { return read_hard(path, board); }),
        in_a_process([&] { return read_hard(path, board); }),
    };
    std::this_thread::sleep_for(4s);
    board.stop = true;
    for (const pid_t child : children) {
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    MESSAGE(board.acknowledged.load() << " commits, " << board.rounds.load() << " rounds");
    CHECK(board.acknowledged > 100);
    CHECK(board.rounds > 100);
    db::Database database = must(db::Database::open_reader(path));
    const std::vector<std::string> faults = must(database.faults(false));
    CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
    db::Statement rows = must(database.prepare("SELECT count(*) FROM t NOT INDEXED"));
    CHECK(must(rows.integer()) >= board.acknowledged);
    ::munmap(memory, sizeof(Board));
}
