#include "support/postgres.h"

#include <doctest/doctest.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/must.h"

namespace {

using std::chrono::milliseconds;

constexpr const char* kGiven = "MOTCUA_TEST_POSTGRES";
constexpr milliseconds kStep{20};
constexpr int kSteps = 1500;  // 30 s: a slow disk's initdb has left much to be synced.

/// The folder of the newest server's programs.
std::string programs() {
    std::string newest;
    std::error_code none;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
        if (std::filesystem::exists(version.path() / "bin/initdb"))
            newest = std::max(newest, (version.path() / "bin").string());
    if (newest.empty())
        FAIL("no PostgreSQL in /usr/lib/postgresql: ./motcua installs it, or set " << kGiven);
    return newest;
}

/// The server refuses to be root's. The signal is lost when the user changes, so asked for again:
/// no clean end is needed for what goes with its folder.
std::vector<std::string> as_user(std::vector<std::string> words) {
    if (geteuid() != 0) return words;
    std::vector<std::string> all{"setpriv", "--reuid=postgres", "--regid=postgres",
                                 "--clear-groups", "--pdeathsig=QUIT"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

std::string content(const std::string& file) {
    std::ifstream stream(file);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

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
        start();
}

void PostgresServer::start() {
    const std::string bin = programs();
    folder_.emplace();
    if (geteuid() == 0) {
        const passwd* user = getpwnam("postgres");
        REQUIRE_MESSAGE(user, "there is no user \"postgres\": install PostgreSQL");
        REQUIRE(chown(folder_->path().c_str(), user->pw_uid, user->pw_gid) == 0);
    }
    const std::string data = *folder_ / "data", log = *folder_ / "log";
    Process made = must(Process::start(
        {.words = as_user({bin + "/initdb", "-D", data, "-U", "postgres", "-A", "trust",
                           "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"}),
         .output = log}));
    const Result<int> status = made.wait(std::chrono::minutes(2));
    if (!status || *status != 0) FAIL("initdb failed: " << content(log));
    process_.emplace(
        must(Process::start({.words = as_user({bin + "/postgres", "-D", data, "-c",
                                               "listen_addresses=", "-c", "max_wal_size=64MB", "-c",
                                               "unix_socket_directories=" + folder_->path()}),
                             .output = log})));
    for (int step = 0; step < kSteps; ++step) {
        if (sql::open(address("postgres"))) return;
        if (process_->wait(kStep)) FAIL("postgres ended: " << content(log));
    }
    FAIL("postgres does not answer: " << content(log));
}

PostgresServer::~PostgresServer() {
    if (process_) process_->signal(SIGQUIT);  // At once: nobody will look at it again.
}

std::string PostgresServer::address(const std::string& database) const {
    if (!given_.empty()) return with_database(given_, database);
    return "postgresql://postgres@/" + database + "?host=" + folder_->path();
}

void PostgresServer::administer(const std::string& statement) {
    const std::string own = given_.empty() ? address("postgres") : given_;
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
