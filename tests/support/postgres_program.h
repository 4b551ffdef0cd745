#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "support/process.h"
#include "support/scratch_folder.h"

/// A PostgreSQL of our own, in a folder of its own: made, started, ended with us, and gone. It
/// listens at a Unix socket alone, and its disk is synced as the defaults are, unless `settings`
/// ("fsync=off") say otherwise.
class PostgresProgram {
public:
    /// The folder of the newest server's programs: Debian's /usr/bin has wrappers that cost a Perl.
    static Result<std::string> programs();

    static Result<PostgresProgram> start(const std::vector<std::string>& settings = {});
    ~PostgresProgram();
    PostgresProgram(PostgresProgram&&) = default;
    PostgresProgram& operator=(PostgresProgram&&) = delete;

    /// The address of a database of this server.
    std::string address(const std::string& database) const;
    /// Runs a statement that stands outside of transactions, as the server's administrator.
    Result<> administer(const std::string& statement) const;

    pid_t id() const { return process_.id(); }
    /// Of its socket and its files: what psql and pgbench want for -h.
    const std::string& folder() const { return folder_.path(); }

private:
    PostgresProgram(ScratchFolder folder, Process process)
        : folder_(std::move(folder)), process_(std::move(process)) {}

    ScratchFolder folder_;
    Process process_;
};
