#include "sql/connection.h"

#include "sql/dialects.h"

namespace sql {

namespace {

constexpr std::string_view kSqlite = "sqlite:";

bool is_postgres(const std::string& address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

// The address itself is not said again: it may hold a password.
Error unknown_form() {
    return {Error::Code::invalid,
            "open database: the address must be sqlite:FILE or postgresql://USER@HOST/NAME"};
}

}  // namespace

std::int64_t Row::integer(std::size_t column) const {
    ASSERT(column < cells_.size());
    const auto* value = std::get_if<std::int64_t>(&cells_[column]);
    ASSERT(value);
    return *value;
}

const std::string& Row::text(std::size_t column) const {
    ASSERT(column < cells_.size());
    const auto* value = std::get_if<std::string>(&cells_[column]);
    ASSERT(value);
    return *value;
}

std::optional<std::string> sqlite_file(const std::string& address) {
    if (!address.starts_with(kSqlite) || address.size() == kSqlite.size()) return {};
    return address.substr(kSqlite.size());
}

Result<std::unique_ptr<Connection>> open(const std::string& address) {
    if (const auto file = sqlite_file(address)) return open_sqlite(*file, Access::owner);
    if (is_postgres(address)) return open_postgres(address);
    return unknown_form();
}

Result<std::unique_ptr<Connection>> open_reader(const std::string& address) {
    if (const auto file = sqlite_file(address)) return open_sqlite(*file, Access::reader);
    if (is_postgres(address)) return open_postgres(address);
    return unknown_form();
}

Result<Transaction> Transaction::begin(Connection& connection) {
    TRY(connection.begin());
    return Transaction(connection);
}

Result<Transaction> Transaction::begin_reading(Connection& connection) {
    TRY(connection.begin_reading());
    return Transaction(connection);
}

Transaction::~Transaction() {
    if (connection_) connection_->roll_back();
}

Result<> Transaction::commit() {
    ASSERT(connection_);
    TRY(connection_->commit());
    connection_ = nullptr;
    return {};
}

}  // namespace sql
