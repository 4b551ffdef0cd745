#include "web/access.h"

#include "web/stand.h"

// Who may do what: sync/web/README.md, "Signing in".

using namespace stand;

namespace {

template <class Store>
web::Request through_proxy(const Browser<Store>& browser, const std::string& name,
                           const std::string& target = "/api/session") {
    web::Request request = browser.request("GET", target);
    request.proxy = true;
    request.headers["x-motcua-officer"] = name;
    request.headers["x-motcua-proxy"] = kSecret;
    return request;
}

}  // namespace

TEST_CASE_TEMPLATE("without a session there is nothing to see", Store, OnSqlite, OnPostgres) {
    Stand<Store> stand;
    Browser browser(stand);
    for (const char* target :
         {"/api/session", "/api/overview", "/api/wards/23563", "/api/procedures", "/api/kiosks",
          "/api/measures", "/api/officers", "/api/trail", "/api/publications", "/api/links"}) {
        const web::Answer answer = browser.get(target);
        CHECK_MESSAGE(answer.status == 401, target);
        CHECK(error_of(answer) == "signed_out");
    }
    for (const char* target : {"/api/officers", "/api/password", "/api/publish"})
        CHECK(browser.post(target).status == 401);
    browser.token = std::string(64, 'a');
    CHECK(browser.get("/api/overview").status == 401);
}

TEST_CASE_TEMPLATE("each role may do what the one before may, and no more", Store, OnSqlite,
                   OnPostgres) {
    Stand<Store> stand;
    struct Way {
        const char *method, *target;
        int viewer, editor, admin;
    };
    for (const Way& way :
         {Way{"GET", "/api/overview", 200, 200, 200}, Way{"GET", "/api/officers", 403, 403, 200},
          Way{"GET", "/api/trail", 403, 403, 200}, Way{"POST", "/api/officers", 403, 403, 400},
          Way{"PATCH", "/api/officers/viewer", 403, 403, 204},
          Way{"POST", "/api/officers/nobody/password", 403, 403, 404},
          Way{"GET", "/api/publications", 403, 200, 200},
          Way{"POST", "/api/publish", 403, 400, 400},
          Way{"POST", "/api/rollback", 403, 400, 400}}) {
        CAPTURE(way.target);
        for (const auto& [name, wanted] :
             {std::pair("admin", way.admin), std::pair("editor", way.editor),
              std::pair("viewer", way.viewer), std::pair("ward", way.viewer)}) {
            Browser browser(stand);
            REQUIRE(browser.sign_in(name).status == 200);
            const web::Answer answer =
                std::string(way.method) == "GET"
                    ? browser.get(way.target)
                    : browser.post(way.target, json::Value::object(), way.method);
            CHECK_MESSAGE(answer.status == wanted, name);
            if (wanted == 403) CHECK(error_of(answer) == "role");
        }
    }
}

TEST_CASE("what changes something comes from our own page, or not at all") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    REQUIRE(browser.sign_in("admin").status == 200);
    const json::Value body{{"full_name", "Changed"}};
    const auto forged = [&](auto change) {
        web::Request request = browser.request("PATCH", "/api/officers/viewer", body.dump());
        change(request.headers);
        const web::Answer answer = browser.send(request);
        CHECK(answer.status == 403);
        CHECK(error_of(answer) == "csrf");
        CHECK(must(officers::find(stand.ledger, "viewer")).full_name.empty());
    };
    using Headers = std::map<std::string, std::string>;
    forged([](Headers& headers) { headers.erase("x-motcua-csrf"); });
    forged([](Headers& headers) { headers["x-motcua-csrf"] = ""; });
    forged([](Headers& headers) { headers["x-motcua-csrf"] = std::string(64, '0'); });
    forged([&](Headers& headers) { headers["x-motcua-csrf"] = browser.token; });
    for (const char* origin :
         {"https://evil.example", "null", "", "https://motcua.gialai.gov.vn.evil.example",
          "https://evil.example#motcua.gialai.gov.vn", "http://motcua.gialai.gov.vn",
          "https://motcua.gialai.gov.vn:8443", "https://motcua.gialai.gov.vn/",
          "motcua.gialai.gov.vn"})
        forged([&](Headers& headers) { headers["origin"] = origin; });
    for (const char* site : {"cross-site", "same-site", "none", "Same-Origin"})
        forged([&](Headers& headers) { headers["sec-fetch-site"] = site; });
    forged([](Headers& headers) { headers.erase("host"); });

    CHECK(browser.post("/api/officers/viewer", body, "PATCH").status == 204);
    CHECK(must(officers::find(stand.ledger, "viewer")).full_name == "Changed");
    // A program has neither: the session's value is enough.
    web::Request program = browser.request("PATCH", "/api/officers/viewer", body.dump());
    program.headers.erase("origin");
    program.headers.erase("sec-fetch-site");
    CHECK(browser.send(program).status == 204);
}

TEST_CASE("another's session's value does not help") {
    Stand<OnSqlite> stand;
    Browser admin(stand), viewer(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    REQUIRE(viewer.sign_in("viewer").status == 200);
    admin.csrf = viewer.csrf;
    CHECK(error_of(admin.post("/api/officers/viewer", {}, "PATCH")) == "csrf");
}

TEST_CASE("nobody can be signed in by another's page") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    const json::Value body{{"name", "viewer"}, {"password", kPassword}};
    web::Request request = browser.request("POST", "/api/session", body.dump());
    request.headers["origin"] = "https://evil.example";
    CHECK(error_of(browser.send(request)) == "csrf");
    request.headers["origin"] = "https://" + kHost;
    request.headers["sec-fetch-site"] = "cross-site";
    CHECK(error_of(browser.send(request)) == "csrf");
    CHECK(browser.token.empty());
}

TEST_CASE_TEMPLATE("a ward's officer cannot tell another ward from one that does not exist", Store,
                   OnSqlite, OnPostgres) {
    Stand<Store> stand;
    Browser browser(stand);
    REQUIRE(browser.sign_in("ward").status == 200);
    CHECK(browser.get("/api/wards/" + kWard).status == 200);
    CHECK(browser.get("/api/overview?ward=" + kWard).status == 200);
    const web::Answer unknown = browser.get("/api/wards/99999");
    CHECK(unknown.status == 404);
    for (const std::string& target :
         {"/api/wards/" + kOtherWard, "/api/overview?ward=" + kOtherWard,
          "/api/procedures?ward=" + kOtherWard, "/api/kiosks?ward=" + kOtherWard,
          "/api/procedures/1.001193?ward=" + kOtherWard, std::string("/api/overview?ward="),
          "/api/wards/" + kWard + "?ward=" + kOtherWard,
          "/api/wards/" + kOtherWard + "?ward=" + kWard}) {
        const web::Answer answer = browser.get(target);
        CHECK_MESSAGE(answer.status == 404, target);
        CHECK_MESSAGE(answer.body == unknown.body, target);
    }
    // Without a word about it everything is of the ward.
    const json::Value overview = body_of(browser.get("/api/overview"));
    CHECK(overview["ward"] == kWard);
    REQUIRE(overview["wards"].size() == 1);
    CHECK(overview["wards"][0]["code"] == kWard);

    Browser province(stand);
    REQUIRE(province.sign_in("viewer").status == 200);
    CHECK(province.get("/api/wards/" + kOtherWard).status == 200);
    CHECK(body_of(province.get("/api/overview"))["ward"].is_null());
}

TEST_CASE("every address of figures is of the ward alone, whatever its name") {
    // Addresses are added; this one function is what keeps them in.
    Stand<OnSqlite> stand;
    const officers::SignedIn signed_in =
        must(officers::sign_in(stand.ledger, "ward", kPassword, stand.now));
    REQUIRE(signed_in.session);
    Browser browser(stand);
    browser.token = signed_in.session->token;
    const web::Route route{"GET", "/api/anything", web::Route::Who::viewer, nullptr};
    web::Request request = browser.request("GET", "/api/anything?from=2026-11-01&to=2026-11-02");
    auto admitted = web::admit(stand.ledger, route, request, stand.now, {});
    REQUIRE(std::holds_alternative<officers::Session>(admitted));
    CHECK(request.query.at("ward") == kWard);
    CHECK(std::get<officers::Session>(admitted).officer.ward == kWard);
    request = browser.request("GET", "/api/wards/" + kOtherWard);
    CHECK(std::holds_alternative<web::Answer>(
        web::admit(stand.ledger, route, request, stand.now, {})));
}

TEST_CASE("a given password is changed before anything else is done") {
    Stand<OnSqlite> stand;
    stand.add({.name = "fresh", .role = officers::Role::admin, .must_change = true});
    Browser browser(stand);
    REQUIRE(body_of(browser.sign_in("fresh"))["officer"]["must_change"] == true);
    CHECK(error_of(browser.get("/api/overview")) == "must_change");
    CHECK(error_of(browser.get("/api/officers")) == "must_change");
    CHECK(error_of(browser.post("/api/officers/viewer", {}, "PATCH")) == "must_change");
    CHECK(browser.get("/api/session").status == 200);
    CHECK(browser.post("/api/password", {{"old", kPassword}, {"new", "một câu khác hẳn"}}).status ==
          204);
    CHECK(browser.get("/api/overview").status == 200);
}

TEST_CASE("the proxy's word holds with its secret, by the plain door") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    const auto refused = [&](const web::Request& request) {
        const web::Answer answer = stand.answer(request);
        CHECK(answer.status == 401);
        CHECK_FALSE(cookie_of(answer));
    };
    web::Request request = through_proxy(browser, "proxy");
    request.proxy = false;  // Over TLS, from anybody.
    refused(request);
    for (const std::string& secret : {std::string(), std::string("x"), kSecret + "0",
                                      kSecret.substr(1), std::string(32, '0')}) {
        request = through_proxy(browser, "proxy");
        request.headers["x-motcua-proxy"] = secret;
        refused(request);
    }
    request.headers.erase("x-motcua-proxy");
    refused(request);
    for (const char* name : {"", "nobody", "proxy, admin", "admin\r\nx: y", " proxy", "proxy@x"})
        refused(through_proxy(browser, name));
    // Only the page's own first question begins a session; another site's picture does not.
    refused(through_proxy(browser, "proxy", "/api/overview"));
    request = through_proxy(browser, "proxy");
    request.headers["sec-fetch-site"] = "cross-site";
    refused(request);

    const web::Answer answer = browser.send(through_proxy(browser, "PROXY"));
    CHECK(answer.status == 200);
    CHECK(body_of(answer)["officer"]["name"] == "proxy");
    CHECK(browser.token.size() == 64);
    CHECK(browser.send(through_proxy(browser, "proxy", "/api/overview")).status == 200);
    CHECK_FALSE(cookie_of(browser.send(through_proxy(browser, "proxy"))));
}

TEST_CASE("sign-on by a proxy is off where no secret is configured") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    const web::Route route{"GET", "/api/session", web::Route::Who::signed_in, nullptr};
    for (const std::string& secret : {std::string(), kSecret}) {
        web::Request request = through_proxy(browser, "proxy");
        request.headers["x-motcua-proxy"] = secret;
        const auto admitted = web::admit(stand.ledger, route, request, stand.now, {.secret = ""});
        CHECK(std::holds_alternative<web::Answer>(admitted));
    }
}

TEST_CASE("a session by proxy is over when the proxy says so no more, or another name") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    REQUIRE(browser.send(through_proxy(browser, "proxy")).status == 200);
    const std::string token = browser.token;
    CHECK(browser.get("/api/overview").status == 401);  // The same cookie without the proxy.
    CHECK(stand.answer(through_proxy(browser, "viewer", "/api/overview")).status == 401);
    // Somebody else signed on at this browser: the session before is over.
    CHECK(body_of(browser.send(through_proxy(browser, "viewer")))["officer"]["name"] == "viewer");
    CHECK(browser.token != token);
    CHECK_FALSE(must(officers::recall(stand.ledger, token, stand.now)));
    // Who has a password may come either way.
    CHECK(browser.get("/api/overview").status == 200);
}
