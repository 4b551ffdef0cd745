#include "db/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace db {

namespace {

// A write-ahead log that once grew (a reader held it) is cut back to this after a checkpoint.
constexpr int kLogBytesMax = 8 << 20;

bool no_room(int system_error) {
    return system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
}

Error::Code code_of(int rc, int system_error) {
    if (rc == SQLITE_IOERR_SHORT_READ || rc == SQLITE_IOERR_CORRUPTFS) return Error::Code::corrupt;
    switch (rc & 0xff) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Error::Code::corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Error::Code::unavailable;
        case SQLITE_CANTOPEN:
            return system_error == ENOENT ? Error::Code::not_found : Error::Code::io;
        case SQLITE_ERROR:  // SQL that this file's schema does not know.
        case SQLITE_CONSTRAINT: return Error::Code::invalid;
        default: return Error::Code::io;
    }
}

Error error_of(sqlite3* handle, int rc) {
    if (!handle) return {Error::Code::io, sqlite3_errstr(rc)};
    const int system_error = sqlite3_system_errno(handle);
    return {code_of(sqlite3_extended_errcode(handle), system_error), sqlite3_errmsg(handle)};
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Error Database::last_error() const {
    return error_of(handle_.get(), sqlite3_errcode(handle_.get()));
}

Result<Database> Database::open(const std::string& path, int flags) {
    sqlite3* raw = nullptr;
    const int rc = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    Database database(raw);
    if (rc != SQLITE_OK) return error_of(raw, rc).during("open " + path);
    // The last connection to close would checkpoint and delete the log. That is the owner's
    // alone, and only of a file it found sound: a damaged one stays as it is.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // The schema of a file is input like any other: it may not run code of its own.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return database;
}

// FULL, not NORMAL: a power cut must not lose what a visitor already saw us accept.
Result<Database> Database::open_owner(const std::string& path, int checkpoint_pages) {
    ASSERT(checkpoint_pages > 0);
    Database database = TRY(open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    sqlite3_busy_timeout(database.handle_.get(), static_cast<int>(kPatience.count()));
    TRY(
        database.execute(fmt::format("PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
                                     "PRAGMA wal_autocheckpoint = {}",
                                     checkpoint_pages)));
    {
        Statement mode = TRY(database.prepare("PRAGMA journal_mode = WAL"));
        Rows rows = mode.query();
        const bool has_row = TRY(rows.next());
        if (!has_row || rows.text(0) != "wal")
            return Error{Error::Code::io, "this file system does not allow a write-ahead log"};
    }
    TRY(database.execute(
        fmt::format("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {}", kLogBytesMax)));
    sqlite3_db_config(database.handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return database;
}

Result<Database> Database::open_reader(const std::string& path,
                                       std::chrono::milliseconds patience) {
    Database database = TRY(open(path, SQLITE_OPEN_READONLY));
    sqlite3_busy_timeout(database.handle_.get(), static_cast<int>(patience.count()));
    TRY(database.execute("PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0"));
    return database;
}

Result<Database> Database::open_memory() {
    return open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

void Database::abandon() && {
    sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    handle_.reset();
}

Result<> Database::execute(const std::string& sql) {
    if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return last_error();
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const int rc = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (rc != SQLITE_OK) return last_error().during("prepare");
    return Statement(raw);
}

Result<> Database::migrate(std::span<const std::string> steps) {
    const std::int64_t done = TRY(pragma("user_version"));
    if (done < 0 || done > static_cast<std::int64_t>(steps.size()))
        return Error{Error::Code::invalid, "the file is from a newer version of this program"};

    for (auto step = static_cast<std::size_t>(done); step < steps.size(); ++step) {
        Transaction transaction = TRY(Transaction::begin(*this));
        TRY(execute(steps[step]));
        TRY(execute(fmt::format("PRAGMA user_version = {}", step + 1)));
        TRY(transaction.commit());
    }
    return {};
}

Result<std::int64_t> Database::pragma(std::string_view name) {
    Statement statement = TRY(prepare(fmt::format("PRAGMA {}", name)));
    return statement.integer();
}

Result<std::vector<std::string>> Database::faults(bool quick) {
    Statement statement = TRY(prepare(quick ? "PRAGMA quick_check" : "PRAGMA integrity_check"));
    std::vector<std::string> lines;
    Rows rows = statement.query();
    while (TRY(rows.next())) {
        if (rows.text(0) != "ok") lines.push_back(rows.text(0));
    }
    return lines;
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_.get()); }

Result<> Database::copy_to(const std::string& path) {
    Database target = TRY(open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    sqlite3_backup* backup =
        sqlite3_backup_init(target.handle_.get(), "main", handle_.get(), "main");
    if (!backup) return target.last_error().during("copy to " + path);
    const int step = sqlite3_backup_step(backup, -1);  // All pages, under one read lock.
    const int rc = sqlite3_backup_finish(backup);
    if (step != SQLITE_DONE || rc != SQLITE_OK)
        return Error{code_of(step != SQLITE_DONE ? step : rc, errno),
                     sqlite3_errstr(step != SQLITE_DONE ? step : rc)}
            .during("copy to " + path);
    return {};
}

void Database::note_trouble() {
    // A failed write inside a statement does not set sqlite3_system_errno (3.40.1): errno,
    // cleared when the transaction began, still tells a quota from a broken disk.
    const int system_error = errno;
    const int rc = sqlite3_extended_errcode(handle_.get());
    const bool full = (rc & 0xff) == SQLITE_FULL;  // SQLite undid it cleanly by itself.
    const bool io = (rc & 0xff) == SQLITE_IOERR;
    trouble_ = {
        .disk_full = full || (io && no_room(system_error)),
        .state_unknown = !full && (rc & 0xff) != SQLITE_BUSY,
    };
}

Rows::~Rows() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Result<bool> Rows::next() {
    const int rc = sqlite3_step(statement_);
    if (rc == SQLITE_ROW) return true;
    if (rc == SQLITE_DONE) return false;
    return error_of(sqlite3_db_handle(statement_), rc);
}

int Rows::columns() const { return sqlite3_column_count(statement_); }

bool Rows::is_integer(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Rows::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string Rows::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Rows Statement::query_list(std::span<const Argument> arguments) {
    Rows rows(handle_.get());
    int index = 0;
    for (const Argument& argument : arguments)
        std::visit([&](const auto& value) { bind(++index, value); }, argument);
    ASSERT(index == parameter_count());
    return rows;
}

int Statement::parameter_count() const { return sqlite3_bind_parameter_count(handle_.get()); }

void Statement::bind(int index, std::int64_t value) {
    const int rc = sqlite3_bind_int64(handle_.get(), index, value);
    ASSERT(rc == SQLITE_OK);
}

void Statement::bind(int index, std::string_view value) {
    const int rc = sqlite3_bind_text(handle_.get(), index, value.data() ? value.data() : "",
                                     static_cast<int>(value.size()), SQLITE_TRANSIENT);
    ASSERT(rc == SQLITE_OK);
}

void Statement::bind(int index, Blob value) {
    const int rc =
        sqlite3_bind_blob(handle_.get(), index, value.bytes.data() ? value.bytes.data() : "",
                          static_cast<int>(value.bytes.size()), SQLITE_TRANSIENT);
    ASSERT(rc == SQLITE_OK);
}

Result<Transaction> Transaction::begin(Database& database) {
    errno = 0;
    const Result<> begun = database.execute("BEGIN IMMEDIATE");
    if (!begun) {
        database.note_trouble();
        return begun.error();
    }
    return Transaction(database);
}

Transaction::~Transaction() {
    if (!database_) return;
    database_->note_trouble();
    (void)database_->execute("ROLLBACK");  // SQLite may have rolled back by itself: fine.
}

Result<> Transaction::commit() {
    ASSERT(database_);
    TRY(database_->execute("COMMIT"));
    database_ = nullptr;
    return {};
}

Result<Snapshot> Snapshot::take(Database& database) {
    TRY(database.execute("BEGIN"));
    Snapshot snapshot(database);
    TRY(database.pragma("schema_version"));  // BEGIN alone fixes nothing: the first read does.
    return snapshot;
}

Snapshot::~Snapshot() {
    if (database_) (void)database_->execute("ROLLBACK");
}

}  // namespace db
