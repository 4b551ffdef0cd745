#include "support/patch.h"
#include "web/cookie.h"
#include "web/stand.h"

using namespace stand;

TEST_CASE_TEMPLATE("signing in gives a cookie that scripts and other sites never see", Store,
                   OnSqlite, OnPostgres) {
    Stand<Store> stand;
    Browser browser(stand);
    const web::Answer answer = browser.sign_in("Ward");
    CHECK(answer.status == 200);
    CHECK(*cookie_of(answer) ==
          "__Host-motcua=" + browser.token + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    const json::Value body = body_of(answer);
    CHECK(body["officer"] == json::Value{{"name", "ward"},
                                         {"full_name", ""},
                                         {"role", "viewer"},
                                         {"ward", kWard},
                                         {"must_change", false}});
    CHECK(body["csrf"].get<std::string>().size() == 64);
    CHECK(body["demo"] == false);
    CHECK(body["version"] == "0.1.0");
    CHECK(body["province"] == json::Value{{"code", "52"}, {"name", "Gia Lai"}});
    // The token is in the cookie alone: nothing that a script reads has it.
    CHECK(answer.body.find(browser.token) == std::string::npos);
    CHECK(body_of(browser.get("/api/session")) == body);
}

TEST_CASE("a token that was planted before is worth nothing after") {
    Stand<OnSqlite> stand;
    Browser attacker(stand), victim(stand);
    REQUIRE(attacker.sign_in("viewer").status == 200);
    victim.token = attacker.token;  // However it came there.
    REQUIRE(victim.sign_in("admin").status == 200);
    CHECK(victim.token != attacker.token);
    CHECK(attacker.get("/api/session").status == 401);
    // One that is no session does no harm, and is not taken over either.
    Browser other(stand);
    other.token = std::string(64, 'f');
    REQUIRE(other.sign_in("admin").status == 200);
    CHECK(other.token != std::string(64, 'f'));
    // A wrong password ends nobody's session.
    CHECK(victim.sign_in("admin", "not the password").status == 401);
    CHECK(victim.get("/api/session").status == 200);
}

TEST_CASE_TEMPLATE("why nobody was let in: wrong, disabled, locked", Store, OnSqlite, OnPostgres) {
    Stand<Store> stand;
    Browser browser(stand);
    CHECK(error_of(browser.sign_in("viewer", "not the password")) == "wrong");
    CHECK(error_of(browser.sign_in("nobody", "not the password")) == "wrong");
    CHECK(browser.sign_in("viewer", "not the password").body ==
          browser.sign_in("nobody", "not the password").body);
    officers::Officer viewer = must(officers::find(stand.ledger, "viewer"));
    viewer.disabled = stand.now;
    (void)must(officers::change(stand.ledger, patch_to(viewer), "", stand.now));
    const web::Answer disabled = browser.sign_in("viewer");
    CHECK(disabled.status == 403);
    CHECK(error_of(disabled) == "disabled");
    for (const char* name : {"editor", "somebody"}) {
        for (int i = 0; i < 5; ++i) CHECK(browser.sign_in(name, "not the password").status == 401);
        const web::Answer locked = browser.sign_in(name);
        CHECK(locked.status == 429);
        CHECK(error_of(locked) == "locked");
        CHECK(std::ranges::count(locked.headers,
                                 std::pair<std::string, std::string>("Retry-After", "60")) == 1);
    }
    CHECK(browser.token.empty());
}

TEST_CASE("what is no sign-in is a mistake of the program") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    for (const std::string& body :
         {std::string(), std::string("[]"), std::string("{}"), std::string("{\"name\":\"admin\"}"),
          std::string("{\"name\":1,\"password\":\"x\"}"), std::string("name=admin&password=x"),
          "{\"name\":\"admin\",\"password\":\"" + std::string(70'000, 'x') + "\"}"}) {
        const web::Answer answer = browser.send(browser.request("POST", "/api/session", body));
        CHECK(answer.status == 400);
        CHECK(error_of(answer) == "query");
    }
}

TEST_CASE("signing out ends the session here and in the store") {
    Stand<OnSqlite> stand;
    Browser browser(stand);
    REQUIRE(browser.sign_in("viewer").status == 200);
    const std::string token = browser.token;
    const web::Answer answer = browser.send(browser.request("DELETE", "/api/session"));
    CHECK(answer.status == 204);
    CHECK(cookie_of(answer)->starts_with("__Host-motcua=; Max-Age=0; "));
    browser.token = token;
    CHECK(browser.get("/api/session").status == 401);
    CHECK_FALSE(must(officers::recall(stand.ledger, token, stand.now)));
}

TEST_CASE_TEMPLATE("one's own password: by the old one, with another cookie", Store, OnSqlite,
                   OnPostgres) {
    Stand<Store> stand;
    Browser browser(stand), elsewhere(stand);
    REQUIRE(browser.sign_in("viewer").status == 200);
    REQUIRE(elsewhere.sign_in("viewer").status == 200);
    const std::string fresh = "một câu khác hẳn", token = browser.token;
    const auto change = [&](const std::string& old, const std::string& to) {
        return browser.post("/api/password", {{"old", old}, {"new", to}});
    };
    CHECK(error_of(change(kPassword, "short")) == "password");
    CHECK(error_of(change(kPassword, kPassword)) == "password");
    CHECK(error_of(change("not the password", fresh)) == "wrong");
    CHECK(browser.token == token);
    CHECK(change(kPassword, fresh).status == 204);
    CHECK(browser.token != token);
    CHECK(browser.get("/api/session").status == 200);
    CHECK(body_of(browser.get("/api/session"))["csrf"] == browser.csrf);
    CHECK(elsewhere.get("/api/session").status == 401);
    CHECK(browser.sign_in("viewer").status == 401);
    CHECK(browser.sign_in("viewer", fresh).status == 200);
}

TEST_CASE("a cookie among others is found; two of ours are none") {
    web::Request request;
    const auto token = [&](const std::string& cookies) {
        request.headers["cookie"] = cookies;
        return web::token_of(request);
    };
    CHECK(web::token_of(request).empty());
    CHECK(token("__Host-motcua=abc") == "abc");
    CHECK(token("a=b; __Host-motcua=abc; c=d") == "abc");
    CHECK(token("a=b;__Host-motcua=abc") == "abc");
    CHECK(token("__Host-motcua=abc; __Host-motcua=def").empty());
    CHECK(token("__Host-motcuax=abc; motcua=def; __host-motcua=x").empty());
    CHECK(token("__Host-motcua").empty());
    CHECK(token(";;; =; __Host-motcua=").empty());
}
