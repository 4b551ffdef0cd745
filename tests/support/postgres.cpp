#include "support/postgres.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>

#include "support/must.h"

namespace {

constexpr const char* kGiven = "MOTCUA_TEST_POSTGRES";

/// "postgresql://me@host:1/name?a=b" with another name.
std::string with_database(const std::string& address, const std::string& name) {
    const std::size_t host = address.find("//") + 2;
    const std::size_t query = std::min(address.find('?', host), address.size());
    const std::size_t path = std::min(address.find('/', host), query);
    return address.substr(0, path) + "/" + name + address.substr(query);
}

}  // namespace

PostgresServer& PostgresServer::shared() {
    static PostgresServer server;
    return server;
}

PostgresServer::PostgresServer() {
    if (const char* given = getenv(kGiven); given && *given)
        given_ = given;
    else
        program_.emplace(must(PostgresProgram::start({"max_wal_size=64MB"})));
}

std::string PostgresServer::address(const std::string& database) const {
    return program_ ? program_->address(database) : with_database(given_, database);
}

void PostgresServer::administer(const std::string& statement) {
    const std::string own = program_ ? address("postgres") : given_;
    const auto connection = must(sql::open(own));
    must(connection->script(statement));
}

PostgresDatabase::PostgresDatabase() {
    static int count = 0;
    name_ = "motcua_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    PostgresServer::shared().administer("CREATE DATABASE " + name_);
}

PostgresDatabase::~PostgresDatabase() {
    PostgresServer::shared().administer("DROP DATABASE " + name_ + " WITH (FORCE)");
}

void PostgresDatabase::cut_connections() {
    PostgresServer::shared().administer(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name_ +
        "'");
}
