#include "agent/curl_road.h"

#include <filesystem>

#include "agent/web_server.h"
#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using agent::CurlRoad;
using agent::Request;
using agent::Trust;
using Seen = WebServer::Seen;
using Send = WebServer::Send;

namespace {

CurlRoad::Settings settings() {
    CurlRoad::Settings settings;
    settings.version = "0.1.0";
    settings.may_go_on = [] { return true; };
    return settings;
}

Request get(const WebServer& server, const std::string& path = "/") {
    Request request;
    request.url = server.address() + path;
    return request;
}

Result<agent::Answer> ask(const Request& request) { return CurlRoad(settings()).ask(request); }

WebServer::Handler always(std::string bytes) {
    return [bytes](const Seen&, const Send& send) { send(bytes); };
}

}  // namespace

TEST_CASE("a question arrives as it was asked, and the answer comes back as it is") {
    Seen seen;
    WebServer server([&](const Seen& one, const Send& send) {
        seen = one;
        send(http(503, std::string("a\0b", 3), "Retry-After: 17\r\n"));
    });
    Request request = get(server, "/v1/ingest");
    request.post = true;
    request.media = "application/vnd.motcua.envelope";
    request.body = std::string("\0\xff bytes", 8);
    const agent::Answer answer = must(ask(request));
    CHECK(answer == agent::Answer{503, std::string("a\0b", 3), 17});
    CHECK(seen.line == "POST /v1/ingest HTTP/1.1");
    CHECK(seen.body == request.body);
    CHECK(seen.headers.find("Content-Type: application/vnd.motcua.envelope\r\n") !=
          std::string::npos);
    CHECK(seen.headers.find("User-Agent: motcua-agent/0.1.0\r\n") != std::string::npos);
    CHECK(seen.headers.find("Expect") == std::string::npos);
}

TEST_CASE("a redirect is an answer like any other, and nobody goes there") {
    WebServer elsewhere(always(http(200, "a login page")));
    WebServer portal(always(http(302, "", "Location: " + elsewhere.address() + "\r\n")));
    CHECK(must(ask(get(portal))).status == 302);
    CHECK(elsewhere.connections() == 0);
}

TEST_CASE("more than a receipt can have is cut off") {
    const std::string endless(3 << 20, 'x');
    WebServer server(always(http(200, endless)));
    const auto answer = ask(get(server));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Error::Code::invalid);
    // Without a length too.
    WebServer sly(always("HTTP/1.1 200 X\r\nConnection: close\r\n\r\n" + endless));
    CHECK(must_fail(ask(get(sly))).find("not the province's") != std::string::npos);
}

TEST_CASE("a file goes to the disk, as far as it may") {
    TempDir dir;
    WebServer server(always(http(200, std::string(600'000, 'f'))));
    Request request = get(server);
    request.file = dir / "file";
    request.answer_bytes_max = 600'000;
    CHECK(must(ask(request)).body.empty());
    CHECK(must(files::read(request.file, 600'000)) == std::string(600'000, 'f'));
    request.answer_bytes_max = 599'999;
    CHECK_FALSE(ask(request));
}

TEST_CASE("who has a pinned key is believed whatever its dates; nobody else is") {
    WebServer server(always(http(200, "hello")), WebServer::Kind::tls);
    WebServer other(always(http(200, "hello")), WebServer::Kind::tls);
    Request request = get(server);
    request.trust = Trust::pins;
    request.pins = {other.pin(), server.pin()};
    CHECK(must(ask(request)).body == "hello");
    request.pins = {other.pin()};
    auto refused = ask(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Error::Code::invalid);
    request.trust = Trust::authorities;
    for (const bool clock : {true, false}) {
        request.clock_trusted = clock;
        refused = ask(request);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == Error::Code::invalid);
    }
    request.trust = Trust::nobody;
    CHECK(must(ask(request)).body == "hello");
}

TEST_CASE("dates count only while the clock is known to be right; names always") {
    TempDir dir;
    WebServer server(always(http(200, "hello")), WebServer::Kind::tls);
    CurlRoad::Settings settled = settings();
    settled.authorities = dir / "authorities.pem";
    must(files::write_atomically(settled.authorities, server.certificate()));
    Request request = get(server);
    CHECK_FALSE(CurlRoad(settled).ask(request));  // It has expired.
    request.clock_trusted = false;
    CHECK(must(CurlRoad(settled).ask(request)).body == "hello");
    request.url.replace(request.url.find("127.0.0.1"), 9, "localhost");
    CHECK_FALSE(CurlRoad(settled).ask(request));
}

TEST_CASE("a line that is slow is waited for, one that is dead is not") {
    WebServer slow([](const Seen&, const Send& send) {
        send("HTTP/1.1 200 X\r\nContent-Length: 16\r\n\r\n");
        for (int i = 0; i < 16; ++i) {
            if (!send("s")) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
        }
    });
    CurlRoad::Settings hasty = settings();
    hasty.still_s = 4;  // Ours may be a busy machine.
    CHECK(must(CurlRoad(hasty).ask(get(slow))).body.size() == 16);
    hasty.still_s = 1;
    WebServer dead([](const Seen&, const Send& send) {
        send("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nand then nothing");
        std::this_thread::sleep_for(std::chrono::milliseconds(3500));
    });
    const auto answer = CurlRoad(hasty).ask(get(dead));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Error::Code::unavailable);
}

TEST_CASE("a stop ends a question at once") {
    std::atomic<bool> stop = false;
    WebServer silent([&](const Seen&, const Send&) {
        stop = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    });
    CurlRoad::Settings stopping = settings();
    stopping.may_go_on = [&] { return !stop; };
    CHECK(must_fail(CurlRoad(stopping).ask(get(silent))).find("stopped") != std::string::npos);
}

TEST_CASE("it goes through a proxy, and over IPv6") {
    Seen seen;
    WebServer proxy([&](const Seen& one, const Send& send) {
        seen = one;
        send(http(200, "by proxy"));
    });
    CurlRoad::Settings by_proxy = settings();
    by_proxy.proxy = proxy.address();
    Request request;
    request.url = "http://province.example/v1/publication";
    CHECK(must(CurlRoad(by_proxy).ask(request)).body == "by proxy");
    CHECK(seen.line == "GET http://province.example/v1/publication HTTP/1.1");

    WebServer six(always(http(200, "six")), WebServer::Kind::plain_on_ipv6);
    CHECK(must(ask(get(six))).body == "six");
}

TEST_CASE("nobody there, and answers that are none, are no network") {
    Request request;
    {
        WebServer gone(always(""));
        request = get(gone);
    }
    for (int i = 0; i < 2; ++i) {
        const auto answer = ask(request);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Error::Code::unavailable);
        CHECK(answer.error().message.find(request.url) != std::string::npos);
    }
    WebServer noise(always("SSH-2.0-OpenSSH_9.2\r\n"));
    CHECK_FALSE(ask(get(noise)));
    WebServer nothing(always(""));
    CHECK_FALSE(ask(get(nothing)));
    WebServer torn(always("HTTP/1.1 200 X\r\nContent-Length: 50\r\n\r\nhalf"));
    CHECK_FALSE(ask(get(torn)));
}
