#include "sql/connection.h"

#include <doctest/doctest.h>

#include "support/must.h"
#include "support/postgres.h"

using sql::Blob;
using sql::Value;
using sql::Values;

namespace {

constexpr const char* kInsert = "INSERT INTO t (k, n, b) VALUES (?, ?, ?)";

std::unique_ptr<sql::Connection> with_table(const std::string& address) {
    auto connection = must(sql::open(address));
    const bool sqlite = connection->dialect() == sql::Dialect::sqlite;
    must(connection->script(
        sqlite ? "CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER NOT NULL, b BLOB NOT NULL) STRICT"
               : "CREATE TABLE t (k TEXT PRIMARY KEY, n BIGINT NOT NULL, b BYTEA NOT NULL)"));
    return connection;
}

std::int64_t count(sql::Connection& connection) {
    return must(connection.query("SELECT count(*) FROM t", {})).at(0).integer(0);
}

std::vector<Values> numbers(const std::vector<std::string>& keys) {
    std::vector<Values> many;
    for (std::size_t i = 0; i < keys.size(); ++i)
        many.push_back({keys[i], static_cast<std::int64_t>(i), Blob{keys[i]}});
    return many;
}

std::vector<std::string> keys(int how_many) {
    std::vector<std::string> list;
    for (int i = 0; i < how_many; ++i) list.push_back("key " + std::to_string(i));
    return list;
}

}  // namespace

TEST_CASE_TEMPLATE("values come back as they went in", Store, OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const std::string bytes("\0a\xff\n?", 5);
    for (const std::int64_t number :
         {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN, std::int64_t{256}}) {
        const std::string key = "Quầy " + std::to_string(number);
        const Values values{key, number, Blob{bytes}};
        CHECK(must(connection->run(kInsert, values)) == 1);
        const auto rows = must(connection->query("SELECT n, k, b FROM t WHERE k = ?",
                                                 std::span(values).subspan(0, 1)));
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].integer(0) == number);
        CHECK(rows[0].text(1) == key);
        CHECK(rows[0].text(2) == bytes);
    }
    const Values empty{std::string_view(), std::int64_t{7}, Blob{}};
    must(connection->run(kInsert, empty));
    CHECK(must(connection->query("SELECT b FROM t WHERE n = 7", {})).at(0).text(0).empty());
}

TEST_CASE_TEMPLATE("small whole numbers keep their sign", Store, OnSqlite, OnPostgres) {
    Store store;
    const auto connection = must(sql::open(store.address()));
    const auto rows = must(connection->query("SELECT -5, 70000, CAST(-2 AS SMALLINT)", {}));
    CHECK(rows.at(0).integer(0) == -5);
    CHECK(rows.at(0).integer(1) == 70000);
    CHECK(rows.at(0).integer(2) == -2);
}

TEST_CASE_TEMPLATE("only what was committed is kept", Store, OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const Values one{"one", std::int64_t{1}, Blob{"x"}}, two{"two", std::int64_t{2}, Blob{"x"}};
    {
        sql::Transaction transaction = must(sql::Transaction::begin(*connection));
        must(connection->run(kInsert, one));
    }
    CHECK(count(*connection) == 0);
    {
        sql::Transaction transaction = must(sql::Transaction::begin(*connection));
        must(connection->run(kInsert, two));
        must(transaction.commit());
    }
    CHECK(count(*connection) == 1);
}

TEST_CASE_TEMPLATE("a constraint that forbids is invalid, and the connection goes on", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const Values one{"one", std::int64_t{1}, Blob{"x"}};
    must(connection->run(kInsert, one));
    {
        sql::Transaction transaction = must(sql::Transaction::begin(*connection));
        const Result<std::int64_t> again = connection->run(kInsert, one);
        REQUIRE_FALSE(again);
        CHECK(again.error().code == Error::Code::invalid);
    }
    CHECK(count(*connection) == 1);
}

TEST_CASE_TEMPLATE("an upsert says whether it changed anything", Store, OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const std::string upsert =
        "INSERT INTO t (k, n, b) VALUES (?, ?, ?) ON CONFLICT (k) DO UPDATE "
        "SET n = excluded.n WHERE excluded.n > t.n";
    const std::vector<Values> many{{"a", std::int64_t{5}, Blob{}},
                                   {"a", std::int64_t{4}, Blob{}},
                                   {"a", std::int64_t{5}, Blob{}},
                                   {"a", std::int64_t{6}, Blob{}}};
    CHECK(must(connection->run_many(upsert, many)) == std::vector<std::int64_t>{1, 0, 0, 1});
    CHECK(must(connection->query("SELECT n FROM t", {})).at(0).integer(0) == 6);
}

TEST_CASE_TEMPLATE("many rows go in with one call, in their order, and are counted", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    CHECK(must(connection->insert_many(kInsert, {})) == 0);
    const std::vector<std::string> names = keys(9001);
    CHECK(must(connection->insert_many(kInsert, numbers(names))) == 9001);
    CHECK(count(*connection) == 9001);
    const auto last = must(connection->query("SELECT n, b FROM t WHERE k = 'key 9000'", {}));
    CHECK(last.at(0).integer(0) == 9000);
    CHECK(last.at(0).text(1) == "key 9000");

    const std::string upsert =
        "INSERT INTO t (k, n, b) VALUES (?, ?, ?) ON CONFLICT (k) DO UPDATE "
        "SET n = excluded.n, b = excluded.b WHERE excluded.n > t.n";
    const std::string bytes("\0a\xff\n?{,}\"", 9);
    const std::vector<Values> more{{"key 0", std::int64_t{-5}, Blob{bytes}},  // Not higher.
                                   {"key 1", INT64_MAX, Blob{bytes}},
                                   {"", INT64_MIN, Blob{}},
                                   {"Quầy, \"1\" {NULL} \\", std::int64_t{0}, Blob{bytes}}};
    CHECK(must(connection->insert_many(upsert, more)) == 3);
    CHECK(must(connection->query("SELECT n FROM t WHERE k = 'key 0'", {})).at(0).integer(0) == 0);
    for (const Values& values : std::span(more).subspan(1)) {
        const auto rows = must(
            connection->query("SELECT n, b FROM t WHERE k = ?", std::span(values).subspan(0, 1)));
        CHECK(rows.at(0).integer(0) == std::get<std::int64_t>(values[1]));
        CHECK(rows.at(0).text(1) == std::get<Blob>(values[2]).bytes);
    }
}

TEST_CASE_TEMPLATE("of many rows one that is forbidden takes the others with it", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const std::vector<Values> many{{"a", std::int64_t{1}, Blob{}},
                                   {"b", std::int64_t{2}, Blob{}},
                                   {"a", std::int64_t{3}, Blob{}}};
    {
        sql::Transaction transaction = must(sql::Transaction::begin(*connection));
        const Result<std::int64_t> done = connection->insert_many(kInsert, many);
        REQUIRE_FALSE(done);
        CHECK(done.error().code == Error::Code::invalid);
    }
    CHECK(count(*connection) == 0);
}

TEST_CASE_TEMPLATE("a moment of reading has a number of its own", Store, OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    CHECK(connection->moment() == 0);
    std::int64_t first = 0;
    {
        const sql::Transaction moment = must(sql::Transaction::begin_reading(*connection));
        first = connection->moment();
        CHECK(first != 0);
        CHECK(count(*connection) == 0);
        CHECK(connection->moment() == first);
    }
    CHECK(connection->moment() == 0);
    {
        const sql::Transaction writing = must(sql::Transaction::begin(*connection));
        CHECK(connection->moment() == 0);
    }
    sql::Transaction again = must(sql::Transaction::begin_reading(*connection));
    CHECK(connection->moment() != first);
    CHECK(connection->moment() != 0);
    must(again.commit());
    CHECK(connection->moment() == 0);
}

TEST_CASE_TEMPLATE("thousands of statements go in one call, answered in order", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const auto names = keys(4321);  // Not a multiple of a part of the pipeline.
    sql::Transaction transaction = must(sql::Transaction::begin(*connection));
    const auto changed = must(connection->run_many(kInsert, numbers(names)));
    CHECK(changed == std::vector<std::int64_t>(names.size(), 1));
    std::vector<Values> asked;
    for (const std::string& name : names) asked.push_back({name});
    asked.push_back({"nobody"});
    const auto rows = must(connection->query_many("SELECT n FROM t WHERE k = ?", asked));
    REQUIRE(rows.size() == names.size() + 1);
    for (std::size_t i = 0; i < names.size(); ++i)
        REQUIRE(rows[i].at(0).integer(0) == static_cast<std::int64_t>(i));
    CHECK(rows.back().empty());
    must(transaction.commit());
    CHECK(must(connection->run_many(kInsert, {})).empty());
}

TEST_CASE_TEMPLATE("big answers to many questions do not hold each other up", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    const std::string big(200'000, 'x');
    const Values row{"big", std::int64_t{1}, Blob{big}};
    must(connection->run(kInsert, row));
    const std::vector<Values> asked(300, Values{"big", Blob{big}});
    const auto rows = must(connection->query_many("SELECT b FROM t WHERE k = ? AND b = ?", asked));
    REQUIRE(rows.size() == asked.size());
    CHECK(rows.back().at(0).text(0) == big);
}

TEST_CASE_TEMPLATE("a failure among many fails the whole, and the connection goes on", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    const auto connection = with_table(store.address());
    auto names = keys(900);
    names[700] = names[3];
    {
        sql::Transaction transaction = must(sql::Transaction::begin(*connection));
        const auto done = connection->run_many(kInsert, numbers(names));
        REQUIRE_FALSE(done);
        CHECK(done.error().code == Error::Code::invalid);
    }
    CHECK(count(*connection) == 0);
    names[700] = "another";
    must(connection->run_many(kInsert, numbers(names)));
    CHECK(count(*connection) == 900);
}

TEST_CASE_TEMPLATE("a mistake in a statement is an error that names it", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    const auto connection = must(sql::open(store.address()));
    CHECK(must_fail(connection->query("SELECT x FROM nowhere", {})).find("nowhere") !=
          std::string::npos);
    CHECK(must(connection->query("SELECT 1", {})).size() == 1);
}

TEST_CASE_TEMPLATE("a reading transaction sees one moment while another connection writes", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    const auto writer = with_table(store.address());
    const auto reader = must(sql::open_reader(store.address()));
    {
        const sql::Transaction moment = must(sql::Transaction::begin_reading(*reader));
        CHECK(count(*reader) == 0);
        const Values one{"one", std::int64_t{1}, Blob{"x"}};
        must(writer->run(kInsert, one));
        CHECK(count(*reader) == 0);
        CHECK_FALSE(reader->run("DELETE FROM t", {}));
    }
    CHECK(count(*reader) == 1);
}

TEST_CASE("an address of another form is invalid, and is not repeated: it may hold a password") {
    for (const char* address : {"", "sqlite:", "mysql://me:secret@host/db", "/var/lib/secret"}) {
        const auto connection = sql::open(address);
        REQUIRE_FALSE(connection);
        CHECK(connection.error().code == Error::Code::invalid);
        CHECK(connection.error().message.find("secret") == std::string::npos);
    }
}

TEST_CASE(
    "a copy of SQLite is whole, made while a transaction is open elsewhere, and never over "
    "another file") {
    OnSqlite store;
    TempDir dir;
    const auto owner = with_table(store.address());
    must(owner->run_many(kInsert, numbers(keys(50))));
    const auto reader = must(sql::open_reader(store.address()));
    {
        const sql::Transaction open = must(sql::Transaction::begin(*owner));
        must(owner->run_many(kInsert, numbers({"not", "committed"})));
        must(reader->copy_to(dir / "copy.db"));
    }
    CHECK(reader->copy_to(dir / "copy.db").error().code == Error::Code::invalid);
    CHECK(count(*must(sql::open("sqlite:" + (dir / "copy.db")))) == 50);
}
