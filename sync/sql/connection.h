#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

/// One SQL, two databases: SQLite for a province that begins, PostgreSQL for one that has grown.
/// Statements are written once, in what both understand, with `?` for parameters; the dialects
/// differ in names of types alone (schema.h of the layer above). The only folder that includes
/// libpq's header. Three types are enough: whole numbers, text, bytes; nothing is ever NULL.
namespace sql {

/// Bytes to bind; they must live until the call returns.
struct Blob {
    std::string_view bytes;
};
using Value = std::variant<std::int64_t, std::string_view, Blob>;
using Values = std::vector<Value>;

/// A row that was read: copies, so that nothing is held open.
class Row {
public:
    explicit Row(std::vector<std::variant<std::int64_t, std::string>> cells)
        : cells_(std::move(cells)) {}
    /// A column of another type than asked for is a mistake in our SQL.
    std::int64_t integer(std::size_t column) const;
    const std::string& text(std::size_t column) const;  ///< Text or bytes.

private:
    std::vector<std::variant<std::int64_t, std::string>> cells_;
};
using Rows = std::vector<Row>;

enum class Dialect { sqlite, postgresql };

/// One connection, used by one thread at a time. A connection that broke is opened again by the
/// next begin(), or SELECT outside of a transaction; what was inside a transaction then is gone,
/// and its caller starts over.
class Connection {
public:
    virtual ~Connection() = default;

    virtual Dialect dialect() const = 0;

    /// Runs a statement; the number of rows it changed.
    virtual Result<std::int64_t> run(std::string_view statement, std::span<const Value> values) = 0;
    virtual Result<Rows> query(std::string_view statement, std::span<const Value> values) = 0;

    /// The same statement many times, in one go: thousands of cells must not wait for thousands
    /// of round trips. Changed rows, or rows read, in the order of `many`. Inside a transaction,
    /// or a failure leaves some of them done.
    virtual Result<std::vector<std::int64_t>> run_many(std::string_view statement,
                                                       std::span<const Values> many) = 0;
    virtual Result<std::vector<Rows>> query_many(std::string_view statement,
                                                 std::span<const Values> many) = 0;

    /// One "INSERT … VALUES (?, ?, …) …" of many rows, no two of which have the same key: in one
    /// statement where the database can, for a thousand rows should not cost a thousand
    /// statements. They go in in their order; how many were put in or changed.
    virtual Result<std::int64_t> insert_many(std::string_view statement,
                                             std::span<const Values> many) = 0;

    /// Several statements without parameters: a schema.
    virtual Result<> script(const std::string& statements) = 0;

    /// For writing, serialisable where it matters: SQLite takes its one write lock; PostgreSQL
    /// reads committed rows, and the layer above locks the rows it decides by.
    virtual Result<> begin() = 0;
    /// For reading alone: every statement sees the same moment, while others go on writing.
    virtual Result<> begin_reading() = 0;
    /// Which of these moments it is; another for each of them, 0 while there is none.
    virtual std::int64_t moment() const = 0;
    virtual Result<> commit() = 0;  ///< Durable when it returns: synchronous=FULL, fsync on.
    virtual void roll_back() = 0;

    /// For as long as a transaction lasts nobody else gets the same lock: for migrations.
    virtual Result<> lock_schema() = 0;

    /// What follows SELECT … to lock the rows read: " FOR UPDATE", or nothing.
    virtual std::string_view for_update() const = 0;

    /// A copy of the whole database as one file, while others go on. `unavailable` where the
    /// database has better means of its own (pg_dump), which the message names.
    virtual Result<> copy_to(const std::string& file) = 0;
};

/// "sqlite:FILE" (made if missing; this process must be its one owner, in which several connections
/// may write, in turn: `unavailable` after ten seconds of waiting) or "postgresql://…".
/// `invalid` for another form; `unavailable` when the server cannot be reached.
Result<std::unique_ptr<Connection>> open(const std::string& address);

/// For looking on while the owner works: of SQLite a connection that cannot write, `not_found`
/// without a file; of PostgreSQL the same as open().
Result<std::unique_ptr<Connection>> open_reader(const std::string& address);

/// The file of an address of SQLite.
std::optional<std::string> sqlite_file(const std::string& address);

/// Rolls back unless committed.
class Transaction {
public:
    static Result<Transaction> begin(Connection& connection);
    static Result<Transaction> begin_reading(Connection& connection);
    ~Transaction();
    Transaction(Transaction&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    Result<> commit();

private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

}  // namespace sql
