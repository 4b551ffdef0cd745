#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

/// A thin, typed skin over SQLite; the only folder that includes <sqlite3.h>. Four nouns:
/// Database, Statement, Rows, Transaction, and Snapshot for readers. See README.md for who
/// may open what: one process owns a file (writes and checkpoints), everybody else reads.
namespace db {

class Statement;

/// How long a statement waits for another connection's lock. The kiosk's writer must not be
/// held up longer than a citizen would notice; a tool may ask for more.
inline constexpr std::chrono::milliseconds kPatience{250};

/// Bytes to bind as a BLOB; they must live until the statement has run.
struct Blob {
    std::string_view bytes;
};

/// One argument of a statement whose text is not known to its caller (sync/sql).
using Argument = std::variant<std::int64_t, std::string_view, Blob>;

/// What the last transaction that did not commit ran into.
struct Trouble {
    bool disk_full = false;      ///< No room: the disk, a quota, or the largest file allowed.
    bool state_unknown = false;  ///< An I/O error: close, open again and check before writing.
};

/// One connection, used by one thread at a time. Statements, transactions and snapshots
/// refer to it: it must outlive them, and not move while a transaction or snapshot lives.
class Database {
public:
    /// Opens or creates the file for its one owner: WAL, synchronous=FULL, foreign keys on.
    /// The owner alone checkpoints, every `checkpoint_pages` pages of the write-ahead log.
    static Result<Database> open_owner(const std::string& path, int checkpoint_pages = 1000);

    /// Opens an existing file read-only: it never writes nor checkpoints, not even on close.
    /// `not_found` when there is no file.
    static Result<Database> open_reader(const std::string& path,
                                        std::chrono::milliseconds patience = kPatience);

    /// A database in memory, gone with the connection.
    static Result<Database> open_memory();

    Result<> execute(const std::string& sql);
    Result<Statement> prepare(std::string_view sql);

    /// Runs the steps this file has not seen yet, each in its own transaction, and counts
    /// them in user_version. Steps are only ever appended. `invalid` for a file that has seen
    /// more steps than we know.
    Result<> migrate(std::span<const std::string> steps);

    /// One integer of the file's header or configuration: pragma("user_version").
    Result<std::int64_t> pragma(std::string_view name);

    /// What SQLite finds wrong with the file, at most a hundred lines; empty when it is whole.
    /// `quick` leaves out the comparison of indexes with their tables.
    Result<std::vector<std::string>> faults(bool quick);

    const Trouble& trouble() const { return trouble_; }

    /// Rows that the last INSERT, UPDATE or DELETE changed.
    std::int64_t changes() const;

    /// Copies the whole database into a new file, as one moment saw it. A reader may.
    Result<> copy_to(const std::string& path);

    /// Closes without a checkpoint: the files stay as they are, to be looked at later.
    void abandon() &&;

private:
    struct Close {
        void operator()(sqlite3*) const;
    };
    explicit Database(sqlite3* handle) : handle_(handle) {}

    static Result<Database> open(const std::string& path, int flags);
    Error last_error() const;
    void note_trouble();

    std::unique_ptr<sqlite3, Close> handle_;
    Trouble trouble_;
    friend class Transaction;
};

/// The rows of one execution. Resets its statement when it goes out of scope. A value of
/// another type than asked for is converted: a damaged file must not stop the program.
class Rows {
public:
    explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
    ~Rows();
    Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Rows& operator=(Rows&&) = delete;

    /// Advances to the next row; false after the last one.
    Result<bool> next();

    int columns() const;
    bool is_integer(int column) const;
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string blob(int column) const;

private:
    sqlite3_stmt* statement_;
};

/// A prepared statement, compiled once and run many times, one execution at a time.
class Statement {
public:
    /// Runs a statement that returns no rows.
    template <class... Args>
    Result<> run(const Args&... args) {
        Rows rows = query(args...);
        const bool has_row = TRY(rows.next());
        ASSERT(!has_row);
        return {};
    }

    /// Runs a statement that returns one row of one integer; `corrupt` when the row is absent.
    template <class... Args>
    Result<std::int64_t> integer(const Args&... args) {
        Rows rows = query(args...);
        const bool has_row = TRY(rows.next());
        if (!has_row) return Error{Error::Code::corrupt, "a row that must exist is missing"};
        const std::int64_t value = rows.integer(0);
        const bool has_more = TRY(rows.next());  // INSERT … RETURNING is done only now.
        ASSERT(!has_more);
        return value;
    }

    /// Binds the arguments and hands out the rows.
    template <class... Args>
    Rows query(const Args&... args) {
        Rows rows(handle_.get());
        int index = 0;
        (bind(++index, args), ...);
        ASSERT(index == parameter_count());
        return rows;
    }

    /// The same, for arguments that come as a list.
    Rows query_list(std::span<const Argument> arguments);

private:
    struct Finalize {
        void operator()(sqlite3_stmt*) const;
    };
    explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

    int parameter_count() const;
    void bind(int index, std::int64_t value);
    void bind(int index, std::string_view value);
    void bind(int index, Blob value);

    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
    friend class Database;
};

/// BEGIN IMMEDIATE; rolls back unless committed. Durable when commit() has succeeded.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    ~Transaction();
    Transaction(Transaction&& other) noexcept
        : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;

    Result<> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

/// One unchanging view of the file for several reads, while its owner goes on writing.
class Snapshot {
public:
    static Result<Snapshot> take(Database& database);
    ~Snapshot();
    Snapshot(Snapshot&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Snapshot& operator=(Snapshot&&) = delete;

private:
    explicit Snapshot(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace db
