#include "agent/outbox.h"

#include <filesystem>
#include <span>

#include "base/log.h"

namespace agent {

namespace {

// Lines that wait are found by their own small index, newest day first: their number does not
// depend on how many years are done.
const std::string kSchema[] = {
    "CREATE TABLE run (number INTEGER PRIMARY KEY, epoch TEXT NOT NULL, id TEXT NOT NULL,"
    " first INTEGER NOT NULL, ward TEXT NOT NULL, folded INTEGER NOT NULL,"
    " UNIQUE (epoch, id)) STRICT;"
    "CREATE TABLE line (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (number),"
    " day INTEGER NOT NULL, kind INTEGER NOT NULL, procedure TEXT NOT NULL, what TEXT NOT NULL,"
    " trusted INTEGER NOT NULL, count INTEGER NOT NULL, digest TEXT NOT NULL DEFAULT '',"
    " revision INTEGER NOT NULL, acknowledged INTEGER NOT NULL DEFAULT 0,"
    " verdict TEXT NOT NULL DEFAULT '',"
    " UNIQUE (run, day, kind, procedure, what, trusted)) STRICT;"
    "CREATE INDEX line_waiting ON line (day DESC, id) WHERE revision > acknowledged;"
    "CREATE INDEX line_odd ON line (verdict) WHERE verdict <> '';"
    "CREATE TABLE fault (epoch TEXT NOT NULL, row INTEGER NOT NULL, UNIQUE (epoch, row)) STRICT;"
    "CREATE TABLE known (one INTEGER PRIMARY KEY CHECK (one = 1), device TEXT NOT NULL,"
    " serial INTEGER NOT NULL, digest TEXT NOT NULL, received TEXT NOT NULL,"
    " batch INTEGER NOT NULL, published INTEGER NOT NULL, unfit INTEGER NOT NULL,"
    " unfit_why TEXT NOT NULL) STRICT;"
    "INSERT INTO known VALUES (1, '', 0, printf('%064d', 0), '', 0, 0, 0, '');"
    "CREATE TABLE letter (id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE,"
    " envelope BLOB NOT NULL, by_network INTEGER NOT NULL) STRICT;"
    "CREATE TABLE letter_line (letter INTEGER NOT NULL, position INTEGER NOT NULL,"
    " line INTEGER NOT NULL, revision INTEGER NOT NULL,"
    " PRIMARY KEY (letter, position)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE held (epoch TEXT PRIMARY KEY, rows INTEGER NOT NULL) STRICT;"
    "CREATE TABLE finished (name TEXT PRIMARY KEY) STRICT;"};

constexpr std::string_view kIsFinished = "SELECT count(*) FROM finished WHERE name = ?";
constexpr std::string_view kFinish = "INSERT OR IGNORE INTO finished (name) VALUES (?)";

Result<> remove_all(const std::string& path) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code failure;
        std::filesystem::remove(path + suffix, failure);
        if (failure) return Error{Error::Code::io, "remove " + path + ": " + failure.message()};
    }
    return {};
}

Result<> must_be_whole(db::Database& database) {
    const std::vector<std::string> faults = TRY(database.faults(true));
    if (faults.empty()) return {};
    return Error{Error::Code::corrupt, faults.front()};
}

}  // namespace

Result<db::Database> Outbox::open_whole(const std::string& path) {
    db::Database database = TRY(db::Database::open_owner(path));
    TRY(must_be_whole(database));
    TRY(database.migrate(kSchema));
    // A batch is composed in one pass over an index: more pages in memory would serve nobody.
    TRY(database.execute("PRAGMA cache_size = -512"));
    return database;
}

Result<Outbox> Outbox::open(const std::string& path) {
    journal::OwnerLock lock = TRY(journal::OwnerLock::take(path));
    Result<db::Database> opened = open_whole(path);
    if (!opened && opened.error().code == Error::Code::corrupt) {
        logging::warning("{}: {}; begun anew from the journal", path, opened.error().message);
        TRY(remove_all(path));
        opened = open_whole(path);
    }
    if (!opened) return std::move(opened).error().during("open the outbox");
    db::Database database = std::move(opened).value();
    Counts counts = TRY(Counts::prepare(database));
    Letters letters = TRY(Letters::prepare(database));
    db::Statement is_finished = TRY(database.prepare(kIsFinished));
    db::Statement finish = TRY(database.prepare(kFinish));
    return Outbox(std::move(lock), std::move(database), std::move(counts), std::move(letters),
                  Statements{.is_finished = std::move(is_finished), .finish = std::move(finish)});
}

Result<bool> Outbox::is_finished(const std::string& name) {
    const std::int64_t count = TRY(statements_.is_finished.integer(name));
    return count > 0;
}

Result<> Outbox::finish(const std::string& name) { return statements_.finish.run(name); }

Result<> Outbox::change_device(const std::string& device) {
    db::Transaction transaction = TRY(begin());
    TRY(
        database_.execute("DELETE FROM letter; DELETE FROM letter_line; DELETE FROM held;"
                          " DELETE FROM finished"));
    TRY(counts_.acknowledge_nothing());
    const Known before = TRY(letters_.known());
    Known known;
    known.device = device;
    known.batch = before.batch;
    TRY(letters_.remember(known));
    return transaction.commit();
}

}  // namespace agent
