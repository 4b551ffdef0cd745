#include "support/postgres_program.h"

#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "sql/connection.h"

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStep{20};
constexpr int kSteps = 1500;  // 30 s: a slow disk's initdb has left much to be synced.
constexpr const char* kUser = "postgres";

/// The server refuses to be root's. The signal is lost when the user changes, so asked for again:
/// no clean end is needed for what goes with its folder.
std::vector<std::string> as_user(std::vector<std::string> words) {
    if (geteuid() != 0) return words;
    std::vector<std::string> all{"setpriv", "--reuid=postgres", "--regid=postgres",
                                 "--clear-groups", "--pdeathsig=QUIT"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

Result<> give_to_user(const std::string& folder) {
    if (geteuid() != 0) return {};
    const passwd* user = getpwnam(kUser);
    if (user && chown(folder.c_str(), user->pw_uid, user->pw_gid) == 0) return {};
    return Error{Error::Code::not_found,
                 "there is no user \"postgres\" to give " + folder + " to: install PostgreSQL"};
}

Error failed(const std::string& what, const std::string& log) {
    const Result<std::string> said = files::read(log, 1u << 20);
    return {Error::Code::unavailable, what + ": " + (said ? *said : said.error().message)};
}

std::string address_in(const std::string& folder, const std::string& database) {
    return std::string("postgresql://") + kUser + "@/" + database + "?host=" + folder;
}

}  // namespace

Result<std::string> PostgresProgram::programs() {
    std::string newest;
    std::error_code none;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
        if (std::filesystem::exists(version.path() / "bin/initdb"))
            newest = std::max(newest, (version.path() / "bin").string());
    if (!newest.empty()) return newest;
    return Error{Error::Code::not_found,
                 "no PostgreSQL in /usr/lib/postgresql: ./motcua installs it"};
}

Result<PostgresProgram> PostgresProgram::start(const std::vector<std::string>& settings) {
    const std::string bin = TRY(programs());
    ScratchFolder folder = TRY(ScratchFolder::make());
    TRY(give_to_user(folder.path()));
    const std::string data = folder / "data", log = folder / "log";
    Process made = TRY(
        Process::start({.words = as_user({bin + "/initdb", "-D", data, "-U", kUser, "-A", "trust",
                                          "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"}),
                        .output = log}));
    const Result<int> status = made.wait(std::chrono::minutes(2));
    if (!status || *status != 0) return failed("initdb failed", log);
    std::vector<std::string> words{bin + "/postgres",
                                   "-D",
                                   data,
                                   "-c",
                                   "listen_addresses=",
                                   "-c",
                                   "unix_socket_directories=" + folder.path()};
    for (const std::string& setting : settings) words.insert(words.end(), {"-c", setting});
    Process process = TRY(Process::start({.words = as_user(words), .output = log}));
    for (int step = 0; step < kSteps; ++step) {
        if (sql::open(address_in(folder.path(), "postgres")))
            return PostgresProgram(std::move(folder), std::move(process));
        if (process.wait(kStep)) return failed("postgres ended", log);
    }
    return failed("postgres does not answer", log);
}

// At once: nobody will look at it again.
PostgresProgram::~PostgresProgram() {
    if (process_.id() > 0) process_.signal(SIGQUIT);
}

std::string PostgresProgram::address(const std::string& database) const {
    return address_in(folder_.path(), database);
}

Result<> PostgresProgram::administer(const std::string& statement) const {
    const std::unique_ptr<sql::Connection> connection = TRY(sql::open(address("postgres")));
    return connection->script(statement);
}
