#include "province/http.h"

#include <doctest/doctest.h>

#include "wire/certificate.h"
#include "wire/envelope.h"

using province::Door;
using province::Head;
using province::Page;
using province::Response;
using province::Route;

namespace {

const std::string kEnvelope(wire::kEnvelopeMedia);

int status(const Head& head) {
    const auto where = province::route(head);
    const auto* refused = std::get_if<Response>(&where);
    return refused ? refused->status : 200;
}

Head ingest() {
    Head head;
    head.method = "POST";
    head.target = "/v1/ingest";
    head.media = kEnvelope;
    head.length = 100;
    return head;
}

Head asking(const std::string& target, Door door = Door::plain, const std::string& how = "GET") {
    Head head;
    head.door = door;
    head.method = how;
    head.target = target;
    return head;
}

}  // namespace

TEST_CASE("the pages of the wire are found, by their own method only") {
    CHECK(status(ingest()) == 200);
    CHECK(status(asking("/v1/publication")) == 200);
    CHECK(status(asking("/v1/publication", Door::tls, "HEAD")) == 200);
    CHECK(status(asking("/v1/file/" + std::string(64, 'a'))) == 200);
    CHECK(status(asking("/healthz")) == 200);
    for (const char* target :
         {"", "*", "/v1", "/nowhere", "/wards/a/b", "/api", "/api/nowhere", "/v1/ingest/",
          "/v1/ingest?x=1", "/V1/ingest", "/v1/file/", "/v1/file/../../etc/passwd",
          "http://province/healthz", "/admin/", "/healthz "})
        CHECK_MESSAGE(status(asking(target)) == 404, target);
    CHECK(status(asking("/v1/file/" + std::string(63, 'a'))) == 404);
    CHECK(status(asking("/v1/file/" + std::string(64, 'A'))) == 404);
    const auto where = province::route(asking("/v1/ingest"));
    CHECK(std::get<Response>(where).status == 405);
    CHECK(std::get<Response>(where).allow == "POST");
    CHECK(status(asking("/healthz", Door::plain, "POST")) == 405);
    CHECK(status(asking("/healthz", Door::plain, "")) == 405);
}

TEST_CASE("the page's addresses lead to it, by both doors for people") {
    const auto page_of = [](const Head& head) {
        const auto where = province::route(head);
        const auto* route = std::get_if<Route>(&where);
        return route ? std::optional(route->page) : std::nullopt;
    };
    for (const Door door : {Door::plain, Door::tls}) {
        for (const char* target : {"/", "/wards", "/wards/23563?from=2026-11-01", "/web/a.css"})
            CHECK_MESSAGE(page_of(asking(target, door)) == Page::page_file, target);
        CHECK(page_of(asking("/q/ABC", door)) == Page::redirect);
        CHECK(page_of(asking("/Q/ABC", door, "HEAD")) == Page::redirect);
        CHECK(page_of(asking("/api/overview?from=x", door)) == Page::api);
    }
    for (const char* target : {"/", "/q/ABC", "/api/overview", "/web/a.css"})
        CHECK(status(asking(target, Door::local)) == 404);
    CHECK(status(asking("/", Door::tls, "POST")) == 405);
    CHECK(status(asking("/q/ABC", Door::tls, "POST")) == 405);
    CHECK(status(asking("/api/overview", Door::tls, "POST")) == 405);
}

TEST_CASE("a form's body is JSON and small, and a page that wants none gets none") {
    Head head = asking("/api/session", Door::tls, "POST");
    head.media = "application/json";
    head.length = 100;
    CHECK(status(head) == 200);
    head.length = (64u << 10) + 1;
    CHECK(status(head) == 413);
    head.length = 100;
    head.media = "application/x-www-form-urlencoded";
    CHECK(status(head) == 415);
    head = asking("/api/overview", Door::tls);
    head.length = 1;
    CHECK(status(head) == 400);
    head.length = 0;
    head.other_length = true;
    CHECK(status(head) == 411);
}

TEST_CASE("what the page adds to an answer cannot break out of its line") {
    Response response;
    response.headers = {{"Location", "https://dichvucong.gov.vn/"},
                        {"X-Name", "a\r\nSet-Cookie: b"},
                        {"X\nY", "z"}};
    const std::string text = header_of(response, 0, true);
    CHECK(text.find("Location: https://dichvucong.gov.vn/\r\n") != text.npos);
    CHECK(text.find("Set-Cookie") == text.npos);
    CHECK(text.find("Y: z") == text.npos);
    CHECK(text.find("Cache-Control: no-store\r\n") != text.npos);
    response.headers = {{"Cache-Control", "no-cache"}};
    CHECK(header_of(response, 0, true).find("no-store") == text.npos);
    response.status = 304;
    CHECK(header_of(response, 0, true).find("Content-Length") == text.npos);
}

TEST_CASE("metrics are not for the world, and operators come by the Unix socket alone") {
    CHECK(status(asking("/metrics", Door::plain)) == 200);
    CHECK(status(asking("/metrics", Door::local)) == 200);
    CHECK(status(asking("/metrics", Door::tls)) == 404);
    Head admin = asking("/admin/kiosks", Door::local, "POST");
    admin.media = "application/json";
    admin.length = 2;
    CHECK(status(admin) == 200);
    for (const Door door : {Door::plain, Door::tls}) {
        admin.door = door;
        CHECK(status(admin) == 404);
    }
    admin.door = Door::local;
    for (const char* target : {"/admin/Kiosks", "/admin/a/b", "/admin/kiosks.json"}) {
        admin.target = target;
        CHECK(status(admin) == 404);
    }
}

TEST_CASE("a body's length is told before it, and a GET has none") {
    Head head = ingest();
    head.length.reset();
    CHECK(status(head) == 411);
    head = ingest();
    head.other_length = true;
    CHECK(status(head) == 411);
    head = asking("/healthz");
    head.length = 1;
    CHECK(status(head) == 400);
    head.length = 0;
    CHECK(status(head) == 200);
    head.other_length = true;
    CHECK(status(head) == 411);
}

TEST_CASE("a body is of the page's media, without encoding") {
    Head head = ingest();
    for (const char* media : {"", "application/json", "application/vnd.motcua.envelopes"}) {
        head.media = media;
        CHECK_MESSAGE(status(head) == 415, media);
    }
    head.media = "Application/vnd.motcua.ENVELOPE ; charset=binary";
    CHECK(status(head) == 200);
    head.encoded = true;
    CHECK(status(head) == 415);
}

TEST_CASE("a batch that is too large is refused by signature, anything else in words") {
    Head head = ingest();
    head.length = wire::kEnvelopeBytesMax;
    CHECK(std::get<Route>(province::route(head)).page == Page::ingest);
    head.length = wire::kEnvelopeBytesMax + 1;
    CHECK(std::get<Route>(province::route(head)).page == Page::too_large);
    head.length = UINT64_MAX;
    CHECK(std::get<Route>(province::route(head)).page == Page::too_large);
    head.target = "/v1/enrol";
    head.media = "application/json";
    CHECK(status(head) == 413);
    head.target = "/v1/rotate";
    head.media = kEnvelope;
    CHECK(status(head) == 413);
}

TEST_CASE("a problem is JSON with a code, and a busy server says when to come again") {
    const Response busy = province::later("full");
    CHECK(busy.status == 503);
    const std::string header = province::header_of(busy, busy.body.size(), false);
    CHECK(header.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    CHECK(header.find("\r\nRetry-After: 30\r\n") != header.npos);
    CHECK(header.find("\r\nConnection: close\r\n") != header.npos);
    CHECK(header.ends_with("\r\n\r\n"));
    CHECK(wire::decode_problem(busy.body)->code == "unavailable");
}
