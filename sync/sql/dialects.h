#pragma once

#include <memory>
#include <string>

#include "sql/connection.h"

namespace sql {

/// The two databases behind sql::open(); nobody else need know them.
enum class Access { owner, reader };

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& file, Access access);
Result<std::unique_ptr<Connection>> open_postgres(const std::string& address);

}  // namespace sql
