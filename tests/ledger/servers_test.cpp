#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <barrier>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "ledger/hand.h"

// Several servers on one PostgreSQL, servers that are killed, connections that are cut.

using namespace hand;

namespace {

/// What one kiosk's agent has ready: batches of one run, each later one a little higher.
std::vector<std::string> letters(Kiosk& kiosk, int number, int count) {
    std::vector<std::string> envelopes;
    for (int i = 1; i <= count; ++i) {
        wire::Batch batch = kiosk.batch();
        batch.header.runs = {run(number, 1, number)};
        for (int line = 0; line < 20; ++line)
            batch.lines.push_back(cell(i, i, "1.00" + std::to_string(1000 + line)));
        batch.header.heads = {kiosk.head(Tree(), id(number), i, i - 1)};
        envelopes.push_back(wire::seal(batch, kiosk.key));
    }
    return envelopes;
}

/// As a device does: again until it is taken.
ledger::Answer until_taken(ledger::Ledger& ledger, const std::string& envelope, int* failures) {
    for (;;) {
        Result<ledger::Answer> answer = ledger::ingest(ledger, envelope, kMorning);
        if (answer) return std::move(*answer);
        REQUIRE(answer.error().code == Error::Code::unavailable);
        REQUIRE(++*failures < 10'000);
    }
}

std::int64_t number(ledger::Ledger& ledger, const std::string& statement) {
    return must(ledger.connection().query(statement, {})).at(0).integer(0);
}

}  // namespace

TEST_CASE("servers that take the same device's batches at once lose and double nothing") {
    PostgresDatabase database;
    ledger::Ledger ledger = opened(database.address());
    Kiosk one = enrolled(ledger), two = enrolled(ledger);
    std::vector<std::string> post = letters(one, 1, 40);
    const std::vector<std::string> others = letters(two, 2, 40);
    post.insert(post.end(), others.begin(), others.end());

    std::mutex mutex;
    std::map<std::string, std::set<std::string>> answers;
    int failures = 0;
    std::vector<std::thread> threads;
    for (std::size_t server = 0; server < 4; ++server)
        threads.emplace_back([&, server] {
            ledger::Ledger own = opened(database.address());
            // Each begins elsewhere, so that they meet at the same and at different batches.
            for (std::size_t i = 0; i < post.size(); ++i) {
                const std::string& envelope =
                    post[(i * (server % 2 ? 7 : 1) + server) % post.size()];
                int failed = 0;
                const ledger::Answer answer = until_taken(own, envelope, &failed);
                const std::lock_guard lock(mutex);
                failures += failed;
                answers[envelope].insert(answer.envelope);
            }
        });
    for (std::thread& thread : threads) thread.join();

    CHECK(failures == 0);  // They wait for each other in one order: no deadlocks.
    CHECK(answers.size() == 80);
    for (const auto& [envelope, same] : answers) CHECK(same.size() == 1);
    CHECK(total(ledger) == 2 * 20 * 40);
    CHECK(number(ledger, "SELECT count(*) FROM received") == 80);
    CHECK(number(ledger, "SELECT max(serial) FROM received") == 40);
    CHECK(number(ledger, "SELECT CAST(sum(batches) AS BIGINT) FROM device") == 80);
    const ledger::Audit audit = must(ledger::verify(ledger));
    CHECK(audit.faults.empty());
    CHECK(audit.alarms.empty());
}

TEST_CASE("devices that name each other's epochs at once neither wait for ever nor mix them up") {
    PostgresDatabase database;
    ledger::Ledger ledger = opened(database.address());
    std::vector<Kiosk> kiosks{enrolled(ledger), enrolled(ledger), enrolled(ledger)};
    std::atomic<int> failures{0};
    std::barrier together(std::ssize(kiosks));
    std::vector<std::thread> threads;
    for (std::size_t k = 0; k < kiosks.size(); ++k)
        threads.emplace_back([&, k] {
            ledger::Ledger own = opened(database.address());
            for (int round = 0; round < 25; ++round) {
                wire::Batch batch = kiosks[k].batch();
                for (int epoch = 1; epoch <= 6; ++epoch)
                    batch.header.runs.push_back(
                        run(10 * static_cast<int>(k) + epoch, 1, k % 2 ? epoch : 7 - epoch));
                batch.lines = {cell(round + 1, round + 1)};
                // All of them bring the same epoch on, one row at a time.
                batch.header.heads = {kiosks[k].head(Tree(), id(1), round + 1, round)};
                const std::string envelope = wire::seal(batch, kiosks[k].key);
                int failed = 0;
                together.arrive_and_wait();
                until_taken(own, envelope, &failed);
                failures += failed;
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(failures == 0);
    const ledger::Audit audit = must(ledger::verify(ledger));
    CHECK(audit.faults.empty());
    CHECK(audit.checkpoints == 25);
}

TEST_CASE("connections cut in the midst of batches: unavailable, then taken once") {
    PostgresDatabase database;
    ledger::Ledger ledger = opened(database.address());
    Kiosk kiosk = enrolled(ledger);
    const std::vector<std::string> post = letters(kiosk, 1, 150);
    std::atomic<bool> done{false};
    int failures = 0;
    ledger::Ledger own = opened(database.address());  // Before anything is cut.
    std::thread server([&] {
        for (const std::string& envelope : post) until_taken(own, envelope, &failures);
        done = true;
    });
    int cuts = 0;
    while (!done) {
        database.cut_connections();
        ++cuts;
    }
    server.join();
    CAPTURE(cuts);
    CHECK(failures > 0);
    CHECK(total(ledger) == 20 * 150);  // Its connection was cut too: it reads again.
    CHECK(number(ledger, "SELECT count(*) FROM received") == 150);
    CHECK(must(ledger::verify(ledger)).ok());
}

TEST_CASE_TEMPLATE(
    "a server that is killed leaves whole batches or nothing, and what it "
    "acknowledged",
    Store, OnSqlite, OnPostgres) {
    Store store;
    std::vector<std::string> post;
    {
        ledger::Ledger ledger = opened(store.address());
        Kiosk kiosk = enrolled(ledger);
        post = letters(kiosk, 1, 200);
    }
    std::size_t acknowledged = 0;
    for (int round = 0; round < 12 && acknowledged < post.size(); ++round) {
        int pipe[2];
        REQUIRE(::pipe(pipe) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Result<ledger::Ledger> ledger = ledger::Ledger::open(store.address(), identity());
            for (std::size_t i = acknowledged; ledger && i < post.size(); ++i) {
                if (!ledger::ingest(*ledger, post[i], kMorning)) break;
                if (::write(pipe[1], "x", 1) != 1) break;
            }
            ::_exit(0);
        }
        ::close(pipe[1]);
        // Killed somewhere in the batch after so many acknowledged ones.
        char byte = 0;
        for (int taken = 0; taken < 3 + 2 * round && ::read(pipe[0], &byte, 1) == 1; ++taken)
            ++acknowledged;
        ::usleep(static_cast<useconds_t>(300 * round));
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &byte, 1) == 1) ++acknowledged;
        ::close(pipe[0]);
        ::waitpid(child, nullptr, 0);

        // The server's server may still be at what it was last asked to do.
        if constexpr (std::is_same_v<Store, OnPostgres>) store.database().cut_connections();
        ledger::Ledger ledger = opened(store.address());
        const std::int64_t kept = number(ledger, "SELECT count(*) FROM received");
        CHECK(kept >= static_cast<std::int64_t>(acknowledged));
        CHECK(kept <= static_cast<std::int64_t>(acknowledged) + 1);
        CHECK(total(ledger) == 20 * kept);
        CHECK(must(ledger::verify(ledger)).ok());
    }
    CHECK(acknowledged > 20);
    ledger::Ledger ledger = opened(store.address());
    for (const std::string& envelope : post) must(ledger::ingest(ledger, envelope, kMorning));
    CHECK(total(ledger) == 20 * 200);
    CHECK(must(ledger::verify(ledger)).ok());
}
