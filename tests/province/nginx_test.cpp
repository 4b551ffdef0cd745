#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "base/files.h"
#include "province/running.h"
#include "support/nginx.h"
#include "support/postgres.h"

// Two servers on one PostgreSQL behind a real nginx; then one of them dies in the middle of it.

using namespace std::chrono_literals;

namespace {

constexpr int kKiosks = 8, kBatches = 60;

/// Before two servers, in a folder of ours.
Nginx nginx_before(const Folder& folder, int first, int second) {
    const std::string home = folder / "nginx";
    must(files::make_folder(home));
    REQUIRE(chmod(folder.path().c_str(), 0755) == 0);
    return must(Nginx::start(home, {first, second}));
}

/// Sends as a device does: the same bytes until a receipt holds. How often it had to.
int tell_until_taken(int port, const std::string& batch, hand::Told& told) {
    for (int tries = 1; tries < 200; ++tries) {
        Peer peer(port);
        const auto got = peer.ask(post("/v1/ingest", std::string(wire::kEnvelopeMedia), batch));
        if (got && got->status == 200) {
            const auto envelope = wire::parse_envelope(got->body);
            const auto receipt = envelope ? wire::decode_receipt(envelope->payload)
                                          : Result<wire::Receipt>(envelope.error());
            if (receipt && receipt->batch == wire::digest(batch)) {
                told.receipt = *receipt;
                return tries;
            }
        }
        std::this_thread::sleep_for(20ms);
    }
    return 0;
}

/// The processes of the database server that serve us.
std::vector<pid_t> backends_of(const PostgresDatabase& database) {
    const auto connection = must(sql::open(database.address()));
    const sql::Values values{std::string_view(database.name())};
    std::vector<pid_t> list;
    for (const sql::Row& row : must(connection->query(
             "SELECT pid FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()",
             values)))
        list.push_back(static_cast<pid_t>(row.integer(0)));
    return list;
}

struct Load {
    std::atomic<int> taken = 0, repeated = 0, wrong = 0;
};

/// A kiosk whose one cell grows with every batch, and a second run whose cells are each their own.
void work(hand::Kiosk kiosk, int number, int port, Load& load) {
    for (int i = 1; i <= kBatches; ++i) {
        wire::Batch batch = kiosk.batch();
        batch.header.runs = {hand::run(number, 1, number)};
        const std::string procedure = fmt::format("1.{:06}", i);
        batch.lines = {hand::cell(i, i), hand::cell(1, i, procedure)};
        hand::Told told;
        const int tries = tell_until_taken(port, wire::seal(batch, kiosk.key), told);
        load.taken += tries > 0 ? 1 : 0;
        load.repeated += tries > 1 ? 1 : 0;
        const bool good = told.verdicts() == std::vector<std::string>{"ok", "ok"};
        load.wrong += good ? 0 : 1;
    }
}

}  // namespace

TEST_CASE(
    "two servers behind nginx, one killed in mid-load and started again: nothing is lost or "
    "doubled") {
    PostgresDatabase database;
    const Folder folder;
    const std::string second_state = folder / "second";
    must(files::make_folder(second_state));
    must(files::write_atomically(second_state + "/province.key", hand::identity().key.text()));
    Running first(
        folder, {.database = database.address(), .https = {}, .http = "127.0.0.1:0", .state = {}});
    std::optional<Running> second;
    Running::How how{
        .database = database.address(), .https = {}, .http = "127.0.0.1:0", .state = second_state};
    second.emplace(folder, how);
    const Nginx nginx = nginx_before(folder, first.http(), second->http());

    std::vector<hand::Kiosk> kiosks;
    for (int i = 0; i < kKiosks; ++i)
        kiosks.push_back(enrolled_at(folder, nginx.port(), {"--db", database.address()}));
    Load load;
    std::vector<std::thread> threads;
    for (int i = 0; i < kKiosks; ++i)
        threads.emplace_back(
            [&, i] { work(kiosks[static_cast<std::size_t>(i)], i + 1, nginx.port(), load); });
    while (load.taken < kKiosks * kBatches / 3) std::this_thread::sleep_for(1ms);
    second->process().signal(SIGKILL);
    CHECK(must(second->process().wait(5s)) == 128 + SIGKILL);
    while (load.taken < kKiosks * kBatches / 2) std::this_thread::sleep_for(1ms);
    how.http = "127.0.0.1:" + std::to_string(second->http());  // Where nginx looks for it.
    second.emplace(folder, how);
    while (load.taken < kKiosks * kBatches * 2 / 3) std::this_thread::sleep_for(1ms);
    CHECK(first.process().runs());
    CHECK(second->process().runs());
    for (std::thread& thread : threads) thread.join();

    CHECK(load.taken == kKiosks * kBatches);
    CHECK(load.wrong == 0);
    ledger::Ledger ledger = hand::opened(database.address());
    // Of every kiosk: the growing cell stands at its last count, and every other at 1.
    CHECK(hand::total(ledger) == kKiosks * (kBatches + kBatches));
    const Printed audit = command(folder, {"verify", "--db", database.address()});
    CHECK_MESSAGE(audit.status == 0, audit.text);
    CHECK(Peer(nginx.port()).ask(get("/metrics"))->status == 404);
    CHECK(first.end() == 0);
}

TEST_CASE("one session holds on every server behind nginx, which lets nobody name himself") {
    PostgresDatabase database;
    const Folder folder;
    const std::string second_state = folder / "second", password = "mưa rơi trên mái tôn";
    must(files::make_folder(second_state));
    must(files::write_atomically(second_state + "/province.key", hand::identity().key.text()));
    const std::vector<std::string> words{"officer", "add", "viewer", "--db", database.address()};
    REQUIRE(command(folder, words, password + "\n").status == 0);
    Running first(folder, {.database = database.address(), .https = {}, .state = {}});
    Running second(folder, {.database = database.address(), .https = {}, .state = second_state});
    const Nginx nginx = nginx_before(folder, first.http(), second.http());
    const std::string body = R"({"name":"viewer","password":")" + password + "\"}";
    const auto sign_in = [&](const std::string& origin) {
        const auto answer =
            Peer(nginx.port())
                .ask(post("/api/session", "application/json", body,
                          "Origin: " + origin + "\r\nSec-Fetch-Site: same-origin\r\n"));
        REQUIRE(answer);
        return *answer;
    };
    CHECK(sign_in("http://evil.example").status == 403);
    const Peer::Answer answer = sign_in("http://province");  // The Host that post() says.
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const std::string given = answer.fields.at("set-cookie");
    const std::string cookie = "Cookie: " + given.substr(0, given.find(';')) + "\r\n";
    for (int i = 0; i < 6; ++i)  // Both servers, in turn.
        CHECK(Peer(nginx.port()).ask(get("/api/session", cookie))->status == 200);
    CHECK(Peer(nginx.port())
              .ask(get("/api/session", "X-Motcua-Officer: viewer\r\nX-Motcua-Proxy: x\r\n"))
              ->status == 401);
}

TEST_CASE("a key made anew does not take over a database that has kiosks") {
    PostgresDatabase database;
    const Folder folder;
    Running server(
        folder, {.database = database.address(), .https = {}, .http = "127.0.0.1:0", .state = {}});
    enrolled_at(folder, server.http(), {"--db", database.address()});
    const TempDir other;
    const std::string output = other / "printed";
    Process second = must(Process::start(
        {.words = {std::string(BINARY_DIR) + "/motcua-province", "serve", "--https", "", "--http",
                   "127.0.0.1:0", "--db", database.address(), "--state", other / "state"},
         .output = output}));
    CHECK(must(second.wait(20s)) == 1);
    CHECK(must(files::read(output, 1 << 20)).find("copy it from the server that has it") !=
          std::string::npos);
    CHECK_FALSE(files::read(other / "state/province.key", 1000).has_value());
}

TEST_CASE("a database that does not answer: devices hear something within 30 s") {
    PostgresDatabase database;
    const Folder folder;
    Running server(
        folder, {.database = database.address(), .https = {}, .http = "127.0.0.1:0", .state = {}});
    hand::Kiosk kiosk = enrolled_at(folder, server.http(), {"--db", database.address()});
    const std::string batch = batch_of(kiosk, 1, 7, 10);
    const std::vector<pid_t> backends = backends_of(database);
    REQUIRE_FALSE(backends.empty());
    for (const pid_t backend : backends) REQUIRE(kill(backend, SIGSTOP) == 0);
    const SystemClock clock;
    const Instant asked = clock.now();
    Peer health(server.http()), waits(server.http());
    health.send(get("/healthz"));
    waits.send(post("/v1/ingest", std::string(wire::kEnvelopeMedia), batch));
    std::this_thread::sleep_for(2500ms);  // Longer than a healthy database takes.
    CHECK(Peer(server.http()).ask(get("/healthz"))->status == 503);
    CHECK(clock.now() - asked < 4s);  // Others wait for it already.
    const auto late = waits.answer();
    const Instant answered = clock.now();
    for (const pid_t backend : backends) kill(backend, SIGCONT);
    // The store gives up a little before the server does, and may have found another way by then.
    REQUIRE(late);
    CHECK((late->status == 200 || late->fields.contains("retry-after")));
    CHECK(answered - asked > 20s);
    CHECK(answered - asked < 33s);
    CHECK(health.answer());
    hand::Told told;
    CHECK(tell_until_taken(server.http(), batch, told) > 0);
    CHECK(told.receipt.serial == 1);
}

TEST_CASE("while the database is away devices are told to come again, and it is well afterwards") {
    PostgresDatabase database;
    const Folder folder;
    Running server(
        folder, {.database = database.address(), .https = {}, .http = "127.0.0.1:0", .state = {}});
    hand::Kiosk kiosk = enrolled_at(folder, server.http(), {"--db", database.address()});
    const std::string batch = batch_of(kiosk, 1, 7, 10);
    const std::string away = database.name() + "_away";
    const auto rename = [&](const std::string& from, const std::string& to) {
        PostgresServer::shared().administer("ALTER DATABASE " + from + " RENAME TO " + to);
    };
    PostgresServer::shared().administer("ALTER DATABASE " + database.name() +
                                        " ALLOW_CONNECTIONS false");
    database.cut_connections();
    rename(database.name(), away);
    const auto refused =
        Peer(server.http()).ask(post("/v1/ingest", std::string(wire::kEnvelopeMedia), batch));
    REQUIRE(refused);
    CHECK(refused->status == 503);
    CHECK(refused->fields.at("retry-after") == "30");
    CHECK(Peer(server.http()).ask(get("/healthz"))->status == 503);
    rename(away, database.name());
    PostgresServer::shared().administer("ALTER DATABASE " + database.name() +
                                        " ALLOW_CONNECTIONS true");
    hand::Told told;
    CHECK(tell_until_taken(server.http(), batch, told) > 0);
    CHECK(told.verdicts() == std::vector<std::string>{"ok"});
    const std::string said = server.said();
    CHECK(said.find("trouble=") != std::string::npos);
}
