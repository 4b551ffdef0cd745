#include <algorithm>
#include <chrono>

#include "base/files.h"
#include "catalogue/short_link.h"
#include "province/browser.h"

// Issue 5, "It must show" 4: the real server over TLS, attacked as a browser's user can be.

namespace {

const std::string kPassword = "mưa rơi trên mái tôn";
const std::string kOtherWard = "21553";

/// A server with an admin, an editor, a viewer and a viewer of hand::kWard.
class Province {
public:
    Province() : server(folder, {.database = {}, .https = "127.0.0.1:0", .state = {}}) {
        add({"admin", "--role", "admin"});
        add({"editor", "--role", "editor"});
        add({"viewer"});
        add({"ward", "--ward", hand::kWard});
    }

    void add(std::vector<std::string> words) {
        const Printed printed = add_officer(folder, kPassword, std::move(words));
        REQUIRE_MESSAGE(printed.status == 0, printed.text);
    }
    Browser browser(const std::string& name = {}) {
        Browser made(server.https());
        if (!name.empty()) REQUIRE(made.sign_in(name, kPassword).status == 200);
        return made;
    }

    Folder folder;
    Running server;
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("session fixation: a token planted before the sign-in opens nothing after it") {
    Province province;
    Browser attacker = province.browser("viewer");
    Browser victim = province.browser();
    const std::string planted = attacker.cookie;
    victim.cookie = planted;
    const Browser::Answer answer = victim.sign_in("admin", kPassword);
    REQUIRE(answer.status == 200);
    CHECK(victim.cookie != planted);
    CHECK(victim.get("/api/officers").status == 200);
    attacker.cookie = planted;
    CHECK(attacker.get("/api/session").error() == "signed_out");
    // A token that was never ours is not taken over.
    Browser other = province.browser();
    other.cookie = "__Host-motcua=" + std::string(64, 'a');
    REQUIRE(other.sign_in("admin", kPassword).status == 200);
    CHECK(other.cookie != "__Host-motcua=" + std::string(64, 'a'));
    Browser guess = province.browser();
    guess.cookie = "__Host-motcua=" + std::string(64, 'a');
    CHECK(guess.get("/api/session").status == 401);
}

TEST_CASE("a session is over where it was ended, also for who copied its cookie") {
    Province province;
    Browser browser = province.browser("viewer");
    Browser copy = province.browser();
    copy.cookie = browser.cookie;
    CHECK(copy.get("/api/session").status == 200);
    CHECK(browser.send("DELETE", "/api/session").status == 204);
    CHECK(copy.get("/api/session").status == 401);
}

TEST_CASE("cookie flags: nothing but our own page, over TLS, sends it, and no script reads it") {
    Province province;
    Browser browser = province.browser();
    const Browser::Answer answer = browser.sign_in("viewer", kPassword);
    CHECK(answer.header("set-cookie") ==
          browser.cookie + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    CHECK(browser.cookie.starts_with("__Host-motcua="));
    CHECK(browser.cookie.size() == 14 + 64);
    CHECK(answer.header("cache-control") == "no-store");
    CHECK_FALSE(has(answer.body, browser.cookie.substr(14)));
    // Nobody else's answer sets one.
    CHECK(browser.get("/").header("set-cookie").empty());
    CHECK(browser.get("/api/overview").header("set-cookie").empty());
    CHECK(province.browser().sign_in("viewer", "wrong password").header("set-cookie").empty());
    const Browser::Answer out = browser.send("DELETE", "/api/session");
    CHECK(out.header("set-cookie") ==
          "__Host-motcua=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict");
}

TEST_CASE("CSRF: another site's page cannot make an admin's browser change anything") {
    Province province;
    Browser admin = province.browser("admin");
    const std::string body = R"({"disabled":true})", target = "/api/officers/viewer";
    const auto forged = [&](const Browser::Fields& fields, const std::string& text) {
        CAPTURE(fields[0].second);
        CHECK(admin.send("PATCH", target, text, fields).status >= 400);
        CHECK(admin.get("/api/officers").json()["officers"][2]["disabled"].is_null());
    };
    forged({{"X-Motcua-Csrf", ""}}, body);
    forged({{"X-Motcua-Csrf", std::string(64, '0')}}, body);
    forged({{"X-Motcua-Csrf", province.browser("viewer").csrf}}, body);
    forged({{"Origin", "https://evil.example"}}, body);
    forged({{"Origin", "null"}}, body);
    forged({{"Origin", admin.origin() + ".evil.example"}}, body);
    forged({{"Origin", "http" + admin.origin().substr(5)}}, body);
    forged({{"Sec-Fetch-Site", "cross-site"}}, body);
    forged({{"Sec-Fetch-Site", "same-site"}}, body);
    // A form needs no permission to be sent across sites, but is never JSON.
    for (const char* media :
         {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
        forged({{"Content-Type", media}, {"X-Motcua-Csrf", admin.csrf}}, body);
    // What a GET can do changes nothing.
    for (const char* way : {"/api/officers/viewer?disabled=true", "/api/session?_method=DELETE"})
        CHECK(admin.get(way).status != 204);
    CHECK(admin.send("POST", target, body, {{"X-Http-Method-Override", "PATCH"}}).status == 404);
    CHECK(admin.send("PATCH", target, body).status == 204);
    // Nor does a page of another site sign a browser in.
    Browser browser = province.browser();
    const std::string sign_in = R"({"name":"viewer","password":")" + kPassword + "\"}";
    CHECK(browser.send("POST", "/api/session", sign_in, {{"Origin", "https://evil.example"}})
              .error() == "csrf");
    CHECK(browser.send("POST", "/api/session", sign_in, {{"Content-Type", "text/plain"}}).status ==
          415);
    CHECK(browser.cookie.empty());
    CHECK(admin.get("/api/overview", {{"Origin", "https://evil.example"}})
              .header("access-control-allow-origin")
              .empty());
}

TEST_CASE("scope escape: a ward's officer gets no other ward's figures by any address") {
    Province province;
    Browser ward = province.browser("ward");
    CHECK(ward.get("/api/wards/" + hand::kWard).status == 200);
    const std::string nowhere = ward.get("/api/wards/99999").body;
    const std::vector<std::string> escapes{"/api/wards/" + kOtherWard,
                                           "/api/wards/" + kOtherWard + "?ward=" + hand::kWard,
                                           "/api/wards/" + hand::kWard + "?ward=" + kOtherWard,
                                           "/api/overview?ward=" + kOtherWard,
                                           "/api/overview?ward=",
                                           "/api/overview?%77ard=" + kOtherWard,
                                           "/api/procedures?ward=" + kOtherWard,
                                           "/api/procedures/1.001193?ward=" + kOtherWard,
                                           "/api/kiosks?ward=" + kOtherWard,
                                           "/api/tables/wards.csv?ward=" + kOtherWard,
                                           "/api/tables/days.xlsx?ward=" + kOtherWard,
                                           "/api/report.docx?month=2026-11&ward=" + kOtherWard};
    for (const std::string& target : escapes) {
        const Browser::Answer answer = ward.get(target);
        CHECK_MESSAGE(answer.status == 404, target);
        CHECK_MESSAGE(answer.body == nowhere, target);
    }
    // A name that stands twice, or another way to write the path, finds no gap.
    for (const std::string& target : std::vector<std::string>{
             "/api/overview?ward=" + hand::kWard + "&ward=" + kOtherWard,
             "/api/wards/" + hand::kWard + "/../" + kOtherWard, "/api//wards/" + kOtherWard,
             "/api/wards/%32%31553", "/api/wards/" + hand::kWard + "%00"})
        CHECK_MESSAGE(ward.get(target).status >= 400, target);
    const json::Value overview = ward.get("/api/overview").json();
    CHECK(overview["ward"] == hand::kWard);
    CHECK(overview["wards"].size() == 1);
    for (const char* table : {"wards", "days", "procedures", "kiosks"})
        CHECK_FALSE(has(ward.get("/api/tables/" + std::string(table) + ".csv").body, kOtherWard));
    for (const char* target : {"/api/officers", "/api/trail", "/api/publications", "/api/links"})
        CHECK_MESSAGE(ward.get(target).error() == "role", target);
    CHECK(province.browser("viewer").get("/api/wards/" + kOtherWard).status == 200);
}

TEST_CASE("role escape: who may not is told so, whatever else is said") {
    Province province;
    for (const char* name : {"viewer", "editor"}) {
        Browser browser = province.browser(name);
        const std::string body = R"({"name":"mallory","role":"admin","ward":null,"full_name":""})";
        CHECK(browser.send("POST", "/api/officers", body).error() == "role");
        CHECK(browser.send("PATCH", "/api/officers/" + std::string(name), R"({"role":"admin"})")
                  .error() == "role");
        CHECK(browser.send("POST", "/api/officers/admin/password", "{}").error() == "role");
        CHECK(browser.get("/api/officers", {{"X-Motcua-Officer", "admin"}, {"X-Motcua-Proxy", ""}})
                  .error() == "role");
    }
}

TEST_CASE(
    "open redirect: /q/ leads to published addresses alone, and nothing else leads anywhere") {
    Province province;
    Browser browser = province.browser();
    const catalogue::ShortLink link{
        .device = 0, .kind = catalogue::LinkKind::procedure, .procedure = "1.001193"};
    const std::string code = catalogue::encode(link);
    const Browser::Answer led = browser.get("/q/" + code);
    REQUIRE(led.status == 302);
    const std::string address = led.header("location");
    CHECK(address.starts_with("https://dichvucong.gov.vn/"));
    for (const std::string& more :
         {std::string("?next=https://evil.example"), std::string("?to=//evil.example"),
          std::string("?%0d%0aLocation:%20https://evil.example")}) {
        const Browser::Answer answer = browser.get("/q/" + code + more);
        CHECK_MESSAGE((answer.status == 400 || answer.header("location") == address), more);
    }
    for (const char* target :
         {"/q/https://evil.example", "/q//evil.example", "/q/%2f%2fevil.example", "/q/",
          "/q/../../evil.example", "/q/AAAAAAAAAAAA", "//evil.example", "//evil.example/%2e%2e",
          "/sign-in?next=https://evil.example", "/?next=//evil.example", "/\\evil.example"}) {
        const Browser::Answer answer = browser.get(target);
        CHECK_MESSAGE(answer.header("location").empty(), target);
        CHECK_MESSAGE((answer.status < 300 || answer.status >= 400), target);
    }
    CHECK(browser.sign_in("viewer", kPassword).header("location").empty());
    CHECK(browser
              .send("POST", "/api/session?next=https://evil.example",
                    R"({"name":"viewer","password":")" + kPassword + "\"}")
              .header("location")
              .empty());
    // Whom the Host header names has no part in it either.
    CHECK(browser.get("/q/" + code, {{"Host", "evil.example"}}).header("location") == address);
}

TEST_CASE("header injection: nothing that is told becomes a line of an answer's header") {
    Province province;
    Browser admin = province.browser("admin");
    const std::string evil = "x\\r\\nSet-Cookie: __Host-motcua=planted\\r\\n\\r\\n<script>";
    const auto clean = [&](const Browser::Answer& answer) {
        CHECK_FALSE(has(answer.header("set-cookie"), "planted"));
        CHECK(answer.header("x-evil").empty());
        for (const auto& [name, value] : answer.headers) CHECK_FALSE(has(value, "evil"));
    };
    clean(admin.send("POST", "/api/officers", "{\"name\":\"" + evil + "\",\"role\":\"viewer\"}"));
    clean(admin.send("PATCH", "/api/officers/viewer", "{\"full_name\":\"" + evil + "\"}"));
    for (const std::string& target :
         {std::string("/api/overview?ward=1%0d%0aX-Evil:%201"),
          std::string("/api/overview?from=%0d%0aX-Evil:%201&to=1"),
          std::string("/api/wards/1%0d%0aX-Evil:%201"),
          std::string("/api/tables/wards.csv?lang=vi%0d%0aX-Evil:%201"),
          std::string("/api/tables/wards%0d%0aX-Evil:%201.csv"),
          std::string("/api/report.docx?month=2026-11%0d%0aX-Evil:%201"),
          std::string("/api/published/a%0d%0aX-Evil:%201"),
          std::string("/q/AAAAAA%0d%0aX-Evil:%201"), std::string("/%0d%0aX-Evil:%201"),
          std::string("/web/%0d%0aX-Evil:%201")}) {
        const Browser::Answer answer = admin.get(target);
        CHECK_MESSAGE(answer.status >= 400, target);
        clean(answer);
    }
    // Nor in what a client says of itself.
    Peer peer(province.server.http());
    const auto answer = peer.ask(
        "GET /api/session HTTP/1.1\r\nHost: a\r\nX-Evil: 1\r\nCookie: __Host-motcua=a\x01"
        "b\r\n\r\n");
    REQUIRE(answer);
    CHECK(answer->status >= 400);
    CHECK_FALSE(answer->fields.contains("x-evil"));
}

TEST_CASE("security headers stand on every kind of answer that people get") {
    Province province;
    Browser browser = province.browser(), viewer = province.browser("viewer");
    const std::string code = catalogue::encode(
        {.device = 0, .kind = catalogue::LinkKind::procedure, .procedure = "1.001193"});
    std::vector<Browser::Answer> answers{
        browser.get("/"),
        browser.get("/wards/23563"),
        browser.get("/web/index.html"),
        browser.get("/web/app.js"),
        browser.get("/web/nothing.js"),
        browser.get("/nothing"),
        browser.get("/api/session"),
        browser.get("/api/nothing"),
        browser.get("/api/overview?a=%zz"),
        browser.get("/q/" + code),
        browser.get("/q/nothing"),
        browser.send("DELETE", "/"),
        browser.send("PUT", "/api/session", "{}"),
        browser.send("POST", "/api/session", "x", {{"Content-Type", "text/plain"}}),
        browser.send("POST", "/api/session", std::string(200'000, ' ')),
        browser.send("POST", "/api/session", "{}"),
        browser.sign_in("viewer", "wrong password"),
        viewer.get("/api/overview"),
        viewer.get("/api/tables/wards.csv"),
        viewer.get("/api/tables/wards.xlsx"),
        viewer.get("/api/officers"),
        viewer.get("/", {{"Cookie", "a=b"}, {"X-Long", std::string(9000, 'x')}}),
        viewer.send("HEAD", "/"),
        viewer.send("DELETE", "/api/session")};
    const Browser::Answer page = browser.get("/");
    answers.push_back(browser.get("/", {{"If-None-Match", page.header("etag")}}));
    CHECK(answers.back().status == 304);
    std::vector<long> seen;
    for (const Browser::Answer& answer : answers) {
        CAPTURE(answer.status);
        CAPTURE(answer.body.substr(0, 100));
        seen.push_back(answer.status);
        CHECK(answer.header("content-security-policy") ==
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
              "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
              "frame-ancestors 'none'");
        CHECK(answer.header("x-content-type-options") == "nosniff");
        CHECK(answer.header("referrer-policy") == "no-referrer");
        CHECK(answer.header("cross-origin-opener-policy") == "same-origin");
        CHECK(has(answer.header("strict-transport-security"), "max-age="));
        CHECK(answer.header("server").empty());
    }
    for (const long status :
         {200L, 204L, 302L, 304L, 400L, 401L, 403L, 404L, 405L, 413L, 415L, 431L})
        CHECK_MESSAGE(std::ranges::count(seen, status) > 0, status);
    // Without TLS nothing binds a browser to it.
    const auto plain = Peer(province.server.http()).ask(get("/"));
    REQUIRE(plain);
    CHECK(plain->fields.at("x-content-type-options") == "nosniff");
    CHECK_FALSE(plain->fields.contains("strict-transport-security"));
}

TEST_CASE("XSS: names are data, in answers that no browser takes for a page") {
    Province province;
    Browser admin = province.browser("admin");
    const std::string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    const json::Value change{{"full_name", evil}};
    REQUIRE(admin.send("PATCH", "/api/officers/viewer", change.dump()).status == 204);
    const Browser::Answer list = admin.get("/api/officers");
    CHECK(list.json()["officers"][2]["full_name"] == evil);
    CHECK(list.header("content-type") == "application/json");
    CHECK(list.header("x-content-type-options") == "nosniff");
    // What was asked for is never said back as anything but JSON.
    for (const char* target :
         {"/%3Cscript%3Ealert(1)%3C/script%3E", "/api/%3Cscript%3E", "/web/%3Cscript%3E.html",
          "/api/wards/%3Cscript%3E", "/api/overview?from=%3Cscript%3E&to=%3Cscript%3E",
          "/q/%3Cscript%3E"}) {
        const Browser::Answer answer = admin.get(target);
        CHECK_MESSAGE(answer.status >= 400, target);
        CHECK_MESSAGE(!has(answer.header("content-type"), "html"), target);
        CHECK_MESSAGE(answer.header("x-content-type-options") == "nosniff", target);
    }
    // Every address of the page is the same file, whatever stands in it.
    CHECK(admin.get("/wards/%3Cscript%3E").body.find("<script>alert") == std::string::npos);
    CHECK(admin.get("/?x=%3Cscript%3Ealert(1)%3C/script%3E").body == admin.get("/").body);
    const std::string csv = admin.get("/api/tables/wards.csv").header("content-disposition");
    CHECK(csv.starts_with("attachment"));
}

TEST_CASE("sign-on by a header is nothing where no proxy has a secret") {
    Province province;
    Browser browser = province.browser();
    const Browser::Fields claims{{"X-Motcua-Officer", "admin"},
                                 {"X-Motcua-Proxy", std::string(32, 'x')},
                                 {"X-Forwarded-Proto", "https"}};
    CHECK(browser.get("/api/session", claims).status == 401);
    const auto plain = Peer(province.server.http())
                           .ask(get("/api/session",
                                    "X-Motcua-Officer: admin\r\n"
                                    "X-Motcua-Proxy: \r\n"));
    REQUIRE(plain);
    CHECK(plain->status == 401);
}

TEST_CASE("the log has no password, no cookie, no value against CSRF") {
    Province province;
    Browser browser = province.browser();
    CHECK(browser.sign_in("viewer", "geheim geheim geheim").status == 401);
    CHECK(browser.sign_in("viewer", kPassword).status == 200);
    const std::string csrf = browser.csrf, token = browser.cookie.substr(14);
    CHECK(browser.get("/api/overview?from=x&to=y").status == 400);
    CHECK(province.server.end() == 0);
    const std::string said = province.server.said();
    for (const std::string& secret : {std::string("geheim"), kPassword, csrf, token})
        CHECK_FALSE(has(said, secret));
    CHECK_FALSE(has(said, "127.0.0.1 "));
    // Nor has the store, but for what cannot be turned back.
    for (const char* file : {"/province.db", "/province.db-wal"}) {
        const auto bytes = files::read(province.folder.state() + file, 64 << 20);
        if (!bytes) continue;
        for (const std::string& secret : {std::string("geheim"), kPassword, token})
            CHECK_FALSE(has(*bytes, secret));
    }
}
