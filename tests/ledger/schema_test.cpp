#include "ledger/schema.h"

#include <thread>

#include "ledger/hand.h"

using namespace hand;

TEST_CASE_TEMPLATE("the schema is made once, and opened again as it is", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    for (int i = 0; i < 3; ++i) opened(store.address());
    const auto connection = must(sql::open(store.address()));
    const auto rows =
        must(connection->query("SELECT count(*), max(version) FROM schema_version", {}));
    CHECK(rows.at(0).integer(0) == rows.at(0).integer(1));
}

TEST_CASE_TEMPLATE("a database of a newer version is refused, and left as it is", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    opened(store.address());
    {
        const auto connection = must(sql::open(store.address()));
        must(connection->script("INSERT INTO schema_version (version) VALUES (99)"));
    }
    for (int i = 0; i < 2; ++i) {
        const auto ledger = i == 0 ? ledger::Ledger::open(store.address(), identity())
                                   : ledger::Ledger::open_reader(store.address(), identity());
        REQUIRE_FALSE(ledger);
        CHECK(ledger.error().code == Error::Code::invalid);
        CHECK(ledger.error().message.find("newer") != std::string::npos);
    }
}

TEST_CASE("servers that start at once on an empty database make one schema") {
    for (int round = 0; round < 3; ++round) {
        PostgresDatabase database;
        std::vector<std::string> failures(5);
        std::vector<std::thread> threads;
        for (std::string& failure : failures)
            threads.emplace_back([&] {
                const auto ledger = ledger::Ledger::open(database.address(), identity());
                if (!ledger) failure = ledger.error().message;
            });
        for (std::thread& thread : threads) thread.join();
        CHECK(failures == std::vector<std::string>(5));
        ledger::Ledger ledger = opened(database.address());
        CHECK(enrolled(ledger).ward == kWard);
    }
}

TEST_CASE("a SQLite file has one owner; others may look on") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    const auto second = ledger::Ledger::open(store.address(), identity());
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Error::Code::unavailable);
    CHECK(second.error().message.find("PostgreSQL") != std::string::npos);

    ledger::Ledger reader = must(ledger::Ledger::open_reader(store.address(), identity()));
    Kiosk kiosk = enrolled(ledger);
    kiosk.tell(ledger, run(1), {cell(3, 5)});
    CHECK(total(reader) == 3);
    CHECK(must(ledger::kiosks(reader)).size() == 1);
    CHECK(must(ledger::verify(reader)).ok());
    CHECK_FALSE(ledger::make_code(reader, kWard, "Quầy 1", kMorning));
}

TEST_CASE("a reader of what is not there makes nothing") {
    TempDir dir;
    const auto reader = ledger::Ledger::open_reader("sqlite:" + (dir / "none.db"), identity());
    REQUIRE_FALSE(reader);
    CHECK(reader.error().code == Error::Code::not_found);
    CHECK_FALSE(std::filesystem::exists(dir / "none.db"));
}
