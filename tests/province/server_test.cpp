#include "province/server.h"

#include <signal.h>
#include <sys/stat.h>

#include <list>

#include "province/running.h"
#include "wire/envelope.h"

// The real server on real sockets.

using namespace std::chrono_literals;

namespace {

const std::string kEnvelope(wire::kEnvelopeMedia);

int status_of(int port, const std::string& request) {
    const auto answer = Peer(port).ask(request);
    return answer ? answer->status : 0;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("every page answers, and what is no page says so") {
    const Folder folder;
    Running server(folder);
    const int port = server.http();
    CHECK(status_of(port, get("/healthz")) == 200);
    CHECK(status_of(port, get("/metrics")) == 200);
    CHECK(status_of(port, get("/v1/publication")) == 404);
    CHECK(status_of(port, get("/v1/file/" + std::string(64, '0'))) == 404);
    CHECK(status_of(port, get("/nothing")) == 404);
    CHECK(status_of(port, post("/admin/kiosks", "application/json", "{}")) == 404);
    CHECK(status_of(port, post("/v1/ingest", kEnvelope, "no envelope")) == 400);
    CHECK(status_of(port, post("/v1/ingest", "text/plain", "x")) == 415);
    CHECK(status_of(port, post("/v1/enrol", "application/json", "{")) == 400);
    CHECK(status_of(port, post("/v1/rotate", kEnvelope, "x")) == 400);
    const auto wrong = Peer(port).ask(get("/v1/ingest"));
    REQUIRE(wrong);
    CHECK(wrong->status == 405);
    CHECK(wrong->fields.at("allow") == "POST");
    CHECK_FALSE(wrong->fields.contains("server"));
    CHECK(server.end() == 0);
}

TEST_CASE("the Unix socket is the owner's alone, and answers operators") {
    const Folder folder;
    Running server(folder);
    struct stat facts {};
    REQUIRE(stat(server.socket().c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    const auto answer = Peer(server.socket()).ask(post("/admin/kiosks", "application/json", "{}"));
    REQUIRE(answer);
    CHECK(answer->body == "{\"kiosks\":[]}");
    const auto unknown =
        Peer(server.socket()).ask(post("/admin/nothing", "application/json", "{}"));
    REQUIRE(unknown);
    CHECK(unknown->status == 404);
}

TEST_CASE("a connection serves request after request, also when they come at once") {
    const Folder folder;
    Running server(folder);
    Peer peer(server.http());
    peer.send(get("/healthz") + post("/v1/enrol", "application/json", "{}") + get("/healthz"));
    CHECK(peer.answer()->status == 200);
    CHECK(peer.answer()->status == 400);
    CHECK(peer.answer()->status == 200);
    peer.send("HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = peer.answer(true);
    REQUIRE(head);
    CHECK(head->fields.at("content-length") == "3");
    const auto last = peer.ask(get("/healthz", "Connection: close\r\n"));
    REQUIRE(last);
    CHECK(last->fields.at("connection") == "close");
    CHECK(peer.closes(5s));
    Peer old(server.http());
    CHECK(old.ask("GET /healthz HTTP/1.0\r\n\r\n")->status == 200);
    CHECK(old.closes(5s));
}

TEST_CASE("who waits to be told to go on is told, or refused without its body") {
    const Folder folder;
    Running server(folder);
    const std::string batch = "no envelope";
    std::string request = post("/v1/ingest", kEnvelope, batch, "Expect: 100-continue\r\n");
    request.resize(request.size() - batch.size());
    Peer peer(server.http());
    peer.send(request);
    CHECK(peer.answer()->status == 100);
    peer.send(batch);
    CHECK(peer.answer()->status == 400);
    Peer large(server.http());
    const auto refused = large.ask(
        "POST /v1/enrol HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        "Content-Length: 99999\r\nExpect: 100-continue\r\n\r\n");
    CHECK(refused->status == 413);
    CHECK(status_of(server.http(), get("/healthz", "Expect: tea\r\n")) == 417);
}

TEST_CASE("requests that two readers could read differently are refused") {
    const Folder folder;
    Running server(folder);
    const int port = server.http();
    const std::string begin =
        "POST /v1/ingest HTTP/1.1\r\nHost: a\r\nContent-Type: " + kEnvelope + "\r\n";
    CHECK(status_of(port, begin + "Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc") == 400);
    CHECK(status_of(port, begin + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "3\r\nabc\r\n0\r\n\r\n") == 400);
    CHECK(status_of(port, begin + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n") ==
          411);
    CHECK(status_of(port, begin + "Content-Length: -1\r\n\r\n") == 400);
    CHECK(status_of(port, begin + "Content-Length: 18446744073709551617\r\n\r\n") == 400);
    CHECK(status_of(port, begin + "\r\n") == 411);
    CHECK(status_of(port, "GET /healthz HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of(port, "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
    CHECK(status_of(port, "GET /healthz HTTP/1.1\r\nHost : a\r\n\r\n") == 400);
    CHECK(status_of(port, "\x16\x03\x01\x02 this is TLS\r\n\r\n") == 400);
    CHECK(status_of(port, get("/healthz", "X: " + std::string(9000, 'x') + "\r\n")) == 431);
    CHECK(status_of(port, get("/healthz")) == 200);
}

TEST_CASE("a body that was not wanted is never read as a request") {
    const Folder folder;
    Running server(folder);
    for (const std::string& request :
         {post("/nothing", "text/plain", get("/healthz")),
          post("/v1/ingest", "text/plain", get("/healthz")),
          get("/healthz", "Content-Length: 41\r\n") + get("/healthz")}) {
        Peer peer(server.http());
        const auto answer = peer.ask(request);
        REQUIRE(answer);
        CHECK(answer->status >= 400);
        CHECK(answer->fields.at("connection") == "close");
        CHECK_FALSE(peer.answer());
    }
}

TEST_CASE("a batch that says it is too large gets a signed refusal before it is read") {
    const Folder folder;
    Running server(folder);
    Peer peer(server.http());
    const auto answer =
        peer.ask("POST /v1/ingest HTTP/1.1\r\nHost: a\r\nContent-Type: " + kEnvelope +
                 "\r\nContent-Length: 4294967296\r\n\r\nbegins");
    REQUIRE(answer);
    CHECK(answer->status == 413);
    const wire::Envelope envelope = must(wire::parse_envelope(answer->body));
    CHECK(wire::holds(envelope, wire::kReceiptType, hand::identity().key.public_key()));
    CHECK(must(wire::decode_receipt(envelope.payload)).refused == "too_large");
    CHECK(answer->fields.at("connection") == "close");
}

TEST_CASE("a kiosk enrols, sends, and the counts are there; also after a new start") {
    const Folder folder;
    hand::Told first;
    std::string batch;
    {
        Running server(folder);
        hand::Kiosk kiosk = enrolled_at(folder, server.http());
        batch = batch_of(kiosk, 1, 7, 10);
        first = tell_at(server.http(), batch);
        CHECK(first.status == 200);
        CHECK(first.verdicts() == std::vector<std::string>{"ok"});
        CHECK(server.end() == 0);  // What is logged comes after its answer.
        CHECK(has(server.said(), "device=" + kiosk.device.substr(0, 8) + " ok=1"));
    }
    Running server(folder);
    CHECK(tell_at(server.http(), batch).answer == first.answer);
    const Printed printed =
        command(folder, {"counts", "--from", "2026-11-23", "--to", "2026-11-23"});
    CHECK(has(printed.text, "23563,2026-11-23,1.001193,confirmed,"));
    CHECK(has(printed.text, ",7\n"));
}

TEST_CASE("a header that does not end is closed after its patience, without an answer") {
    const Folder folder;
    Running server(folder);
    Peer peer(server.http());
    peer.send("GET /healthz HTTP/1.1\r\nHo");
    CHECK_FALSE(peer.closes(8s));
    CHECK(peer.closes(5s));
}

TEST_CASE("more than a thousand connections: the newest is served, the idlest half-open one goes") {
    const Folder folder;
    Running server(folder);
    std::list<Peer> half_open;
    for (int i = 0; i < 1000; ++i) half_open.emplace_back(server.http()).send("GET /he");
    CHECK(status_of(server.http(), get("/healthz")) == 200);
    CHECK(half_open.front().closes(5s));
    half_open.back().send("althz HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(half_open.back().answer()->status == 200);
}

TEST_CASE("more bodies than are read at once are told to come again") {
    const Folder folder;
    Running server(folder);
    const std::string slow = "POST /v1/ingest HTTP/1.1\r\nHost: a\r\nContent-Type: " + kEnvelope +
                             "\r\nContent-Length: 200000\r\n\r\nbegins";
    std::list<Peer> slow_ones;
    for (int i = 0; i < 64; ++i) slow_ones.emplace_back(server.http()).send(slow);
    const auto metric = [&] { return Peer(server.http()).ask(get("/metrics"))->body; };
    while (!has(metric(), "motcua_bodies 64\n")) REQUIRE(server.process().runs());
    const auto busy = Peer(server.http()).ask(post("/v1/ingest", kEnvelope, "x"));
    REQUIRE(busy);
    CHECK(busy->status == 503);
    CHECK(busy->fields.at("retry-after") == "30");
    CHECK(status_of(server.http(), get("/healthz")) == 200);
}

TEST_CASE("SIGTERM: what is in work is answered, what waits is closed, the end is clean") {
    const Folder folder;
    Running server(folder);
    Peer works(server.http()), waits(server.http());
    CHECK(waits.ask(get("/healthz"))->status == 200);
    const std::string request = post("/v1/ingest", kEnvelope, "not an envelope");
    works.send(request.substr(0, request.size() - 5));
    while (!has(Peer(server.http()).ask(get("/metrics"))->body, "motcua_bodies 1\n"))
        REQUIRE(server.process().runs());
    server.process().signal(SIGTERM);
    CHECK(waits.closes(5s));
    CHECK_FALSE(Peer(server.http()).connected());
    works.send(request.substr(request.size() - 5));
    const auto answer = works.answer();
    REQUIRE(answer);
    CHECK(answer->status == 400);
    CHECK(answer->fields.at("connection") == "close");
    CHECK(must(server.process().wait(5s)) == 0);
    CHECK(has(server.said(), "stopping"));
}

TEST_CASE("SIGTERM waits ten seconds for a body that does not come, no longer") {
    const Folder folder;
    Running server(folder);
    Peer stalls(server.http());
    stalls.send("POST /v1/ingest HTTP/1.1\r\nHost: a\r\nContent-Type: " + kEnvelope +
                "\r\nContent-Length: 20\r\n\r\nbegins");
    while (!has(Peer(server.http()).ask(get("/metrics"))->body, "motcua_bodies 1\n"))
        REQUIRE(server.process().runs());
    server.process().signal(SIGTERM);
    CHECK(must(server.process().wait(14s)) == 0);
}

TEST_CASE("IPv6 and IPv4 are both listened on") {
    const Folder folder;
    Running server(folder, {.database = {}, .https = {}, .http = "*:0", .state = {}});
    CHECK(status_of(server.http(), get("/healthz")) == 200);
    Peer six(server.http(), "::1");
    if (six.connected())  // Not every kernel has IPv6.
        CHECK(six.ask(get("/healthz"))->status == 200);
}

TEST_CASE("two servers on one state folder, or on one SQLite file: the second says whose it is") {
    const Folder folder;
    Running server(folder);
    Printed second = command(folder, {"serve", "--https", "", "--http", "127.0.0.1:0"});
    CHECK(second.status == 1);
    CHECK(has(second.text, "is the state folder of another motcua-province that runs"));
    const Folder other;
    second = command(other, {"serve", "--https", "", "--http", "127.0.0.1:0", "--db",
                             "sqlite:" + folder.state() + "/province.db"});
    CHECK(second.status == 1);
    CHECK(has(second.text, "another motcua-province's"));
    CHECK(status_of(server.http(), get("/healthz")) == 200);
}
