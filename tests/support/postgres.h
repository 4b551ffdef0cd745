#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <optional>
#include <string>

#include "sql/connection.h"
#include "support/postgres_program.h"
#include "support/temp_dir.h"

/// Making and dropping a hundred databases syncs for minutes on a busy disk, and proves nothing
/// about it: so in memory, unless TMPDIR says where.
inline const bool kStoresInMemory =
    ::access("/dev/shm", W_OK) == 0 && ::setenv("TMPDIR", "/dev/shm", 0) == 0;

/// A real PostgreSQL for tests: one private server a program, started when first asked for and
/// ended with us; or the one $MOTCUA_TEST_POSTGRES names (a postgresql:// address under which
/// databases may be made). Where there is none the test fails: ./motcua installs it.
class PostgresServer {
public:
    static PostgresServer& shared();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// The address of a database of this server.
    std::string address(const std::string& database) const;

    /// Runs a statement that stands outside of transactions, as the server's administrator.
    void administer(const std::string& statement);

private:
    PostgresServer();

    std::optional<PostgresProgram> program_;  ///< Nothing for a given server.
    std::string given_;
};

/// A fresh database; dropped with whoever still uses it.
class PostgresDatabase {
public:
    PostgresDatabase();
    ~PostgresDatabase();
    PostgresDatabase(const PostgresDatabase&) = delete;
    PostgresDatabase& operator=(const PostgresDatabase&) = delete;

    std::string address() const { return PostgresServer::shared().address(name_); }
    const std::string& name() const { return name_; }

    /// Ends every connection to it, as a server that is started again does.
    void cut_connections();

private:
    std::string name_;
};

/// The two databases a store must behave alike on, for TEST_CASE_TEMPLATE.
class OnSqlite {
public:
    std::string address() const { return "sqlite:" + (folder_ / "province.db"); }

private:
    TempDir folder_;
};
class OnPostgres {
public:
    std::string address() const { return database_.address(); }
    PostgresDatabase& database() { return database_; }

private:
    PostgresDatabase database_;
};
TYPE_TO_STRING(OnSqlite);
TYPE_TO_STRING(OnPostgres);
