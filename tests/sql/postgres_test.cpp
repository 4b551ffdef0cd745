#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "sql/connection.h"
#include "support/must.h"
#include "support/postgres.h"

using sql::Value;
using sql::Values;

// What only a server can do to us: go away, come back, hold a lock, refuse to wait for ever.

namespace {

std::int64_t own_process(sql::Connection& connection) {
    return must(connection.query("SELECT pg_backend_pid()", {})).at(0).integer(0);
}

void end_process(sql::Connection& by, std::int64_t process) {
    must(by.query("SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)",
                  std::array<Value, 1>{process}));
}

}  // namespace

TEST_CASE("a connection cut between transactions is opened again, unseen") {
    PostgresDatabase database;
    const auto connection = must(sql::open(database.address()));
    const auto other = must(sql::open(database.address()));
    must(connection->script("CREATE TABLE t (n BIGINT)"));
    const std::array<Value, 1> one{std::int64_t{1}};
    must(connection->run("INSERT INTO t (n) VALUES (?)", one));
    end_process(*other, own_process(*connection));
    sql::Transaction transaction = must(sql::Transaction::begin(*connection));
    must(connection->run("INSERT INTO t (n) VALUES (?)", one));
    must(transaction.commit());
    CHECK(must(other->query("SELECT count(*) FROM t", {})).at(0).integer(0) == 2);
}

TEST_CASE("who only reads does not notice a cut connection, who writes is told") {
    PostgresDatabase database;
    const auto connection = must(sql::open(database.address()));
    must(connection->script("CREATE TABLE t (n BIGINT)"));
    database.cut_connections();
    CHECK(must(connection->query("SELECT count(*) FROM t", {})).at(0).integer(0) == 0);
    database.cut_connections();
    const auto written = connection->run("INSERT INTO t (n) VALUES (1)", {});
    REQUIRE_FALSE(written);
    CHECK(written.error().code == Error::Code::unavailable);
    must(connection->run("INSERT INTO t (n) VALUES (1)", {}));
}

TEST_CASE("a connection cut inside a transaction: unavailable, nothing kept, then it works again") {
    PostgresDatabase database;
    const auto connection = must(sql::open(database.address()));
    const auto other = must(sql::open(database.address()));
    must(connection->script("CREATE TABLE t (n BIGINT)"));
    const std::array<Value, 1> one{std::int64_t{1}};
    const std::vector<Values> many(2000, Values{std::int64_t{1}});
    for (const bool piped : {false, true}) {
        {
            sql::Transaction transaction = must(sql::Transaction::begin(*connection));
            must(connection->run("INSERT INTO t (n) VALUES (?)", one));
            end_process(*other, own_process(*connection));
            if (piped) {
                const auto done = connection->run_many("INSERT INTO t (n) VALUES (?)", many);
                REQUIRE_FALSE(done);
                CHECK(done.error().code == Error::Code::unavailable);
            }
            const auto done = connection->run("INSERT INTO t (n) VALUES (?)", one);
            REQUIRE_FALSE(done);
            CHECK(done.error().code == Error::Code::unavailable);
            const Result<> committed = transaction.commit();
            REQUIRE_FALSE(committed);
            CHECK(committed.error().code == Error::Code::unavailable);
        }
        CHECK(must(other->query("SELECT count(*) FROM t", {})).at(0).integer(0) == 0);
        const sql::Transaction again = must(sql::Transaction::begin(*connection));
        must(connection->run("INSERT INTO t (n) VALUES (?)", one));
    }
}

TEST_CASE("a server that cannot be reached is unavailable") {
    const auto connection = sql::open("postgresql://nobody:secret@127.0.0.1:1/nothing");
    REQUIRE_FALSE(connection);
    CHECK(connection.error().code == Error::Code::unavailable);
    CHECK(connection.error().message.find("secret") == std::string::npos);
    PostgresDatabase database;
    CHECK(sql::open(PostgresServer::shared().address("no_such_database")).error().code ==
          Error::Code::unavailable);
}

TEST_CASE("two transactions that wait for each other: one is unavailable, the other goes on") {
    PostgresDatabase database;
    const auto first = must(sql::open(database.address()));
    const auto second = must(sql::open(database.address()));
    must(first->script("CREATE TABLE t (k BIGINT, n BIGINT); INSERT INTO t VALUES (1, 0), (2, 0)"));
    std::optional<sql::Transaction> one(must(sql::Transaction::begin(*first)));
    const sql::Transaction two = must(sql::Transaction::begin(*second));
    must(first->run("UPDATE t SET n = 1 WHERE k = 1", {}));
    must(second->run("UPDATE t SET n = 2 WHERE k = 2", {}));
    Result<std::int64_t> theirs = Error{Error::Code::io, "not asked"};
    std::thread thread([&] { theirs = second->run("UPDATE t SET n = 2 WHERE k = 1", {}); });
    const Result<std::int64_t> ours = first->run("UPDATE t SET n = 1 WHERE k = 2", {});
    one.reset();
    thread.join();
    CHECK(ours.has_value() != theirs.has_value());
    CHECK((ours ? theirs : ours).error().code == Error::Code::unavailable);
}

TEST_CASE("the lock on the schema is one transaction's at a time") {
    PostgresDatabase database;
    std::atomic<int> inside{0}, most{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            const auto connection = must(sql::open(database.address()));
            for (int round = 0; round < 5; ++round) {
                sql::Transaction transaction = must(sql::Transaction::begin(*connection));
                must(connection->lock_schema());
                most = std::max(most.load(), ++inside);
                must(connection->query("SELECT 1", {}));
                --inside;
                must(transaction.commit());
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(most == 1);
}

TEST_CASE("a copy is left to pg_dump, which the message names") {
    PostgresDatabase database;
    const auto connection = must(sql::open(database.address()));
    const Result<> copied = connection->copy_to("/nowhere");
    REQUIRE_FALSE(copied);
    CHECK(copied.error().code == Error::Code::unavailable);
    CHECK(copied.error().message.find("pg_dump") != std::string::npos);
}
