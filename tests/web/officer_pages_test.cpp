#include <thread>

#include "web/stand.h"

using namespace stand;

namespace {

json::Value wanted(const std::string& name) {
    return {{"name", name}, {"full_name", "Nguyễn Thị An"}, {"role", "viewer"}, {"ward", kWard}};
}

}  // namespace

TEST_CASE_TEMPLATE("an admin adds somebody, who changes the given password", Store, OnSqlite,
                   OnPostgres) {
    Stand<Store> stand;
    Browser admin(stand), fresh(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    const web::Answer added = admin.post("/api/officers", wanted("An.Nguyen"));
    REQUIRE(added.status == 200);
    const std::string password = body_of(added)["password"].template get<std::string>();
    CHECK(error_of(admin.post("/api/officers", wanted("an.nguyen"))) == "taken");
    CHECK(body_of(fresh.sign_in("an.nguyen", password))["officer"]["must_change"] == true);

    const json::Value all = body_of(admin.get("/api/officers"))["officers"];
    REQUIRE(all.size() == 6);
    CHECK(all[1] == json::Value{{"name", "an.nguyen"},
                                {"full_name", "Nguyễn Thị An"},
                                {"role", "viewer"},
                                {"ward", kWard},
                                {"must_change", true},
                                {"by_proxy", false},
                                {"made", "2026-11-23T02:00:00Z"},
                                {"disabled", nullptr},
                                {"locked_until", nullptr}});
    CHECK(admin.get("/api/officers").body.find("argon2") == std::string::npos);
    const json::Value by_proxy{{"name", "chi"}, {"role", "viewer"}, {"by_proxy", true}};
    CHECK(body_of(admin.post("/api/officers", by_proxy))["password"].is_null());
}

TEST_CASE("what cannot be an officer is refused by its field") {
    Stand<OnSqlite> stand;
    Browser admin(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    const auto error = [&](const std::string& key, const json::Value& value) {
        json::Value body = wanted("binh");
        body[key] = value;
        return error_of(admin.post("/api/officers", body));
    };
    CHECK(error("name", "a") == "officer");
    CHECK(error("name", 7) == "officer");
    CHECK(error("name", "binh\r\nSet-Cookie: __Host-motcua=x") == "officer");
    CHECK(error("full_name", "Bình\r\nX: y") == "officer");
    CHECK(error("full_name", std::string(81, 'x')) == "officer");
    CHECK(error("role", "root") == "officer");
    CHECK(error("role", nullptr) == "officer");
    CHECK(error("ward", "99999") == "ward");
    CHECK(error("ward", 23563) == "officer");
    CHECK(error("role", "editor") == "ward");
    CHECK(error("by_proxy", "yes") == "officer");
    CHECK(must(officers::list(stand.ledger)).size() == 5);
    CHECK(error("ward", nullptr).empty());
}

TEST_CASE_TEMPLATE("a change ends their sessions; the last admin stays", Store, OnSqlite,
                   OnPostgres) {
    Stand<Store> stand;
    Browser admin(stand), viewer(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    REQUIRE(viewer.sign_in("viewer").status == 200);
    const auto change = [&](const std::string& name, const json::Value& body) {
        return admin.post("/api/officers/" + name, body, "PATCH");
    };
    CHECK(change("viewer", {{"ward", kWard}}).status == 204);
    CHECK(viewer.get("/api/session").status == 401);
    CHECK(must(officers::find(stand.ledger, "viewer")).ward == kWard);
    CHECK(error_of(change("viewer", {{"role", "editor"}})) == "ward");
    CHECK(change("viewer", {{"role", "editor"}, {"ward", nullptr}}).status == 204);
    CHECK(change("Viewer", {{"disabled", true}}).status == 204);
    CHECK(error_of(viewer.sign_in("viewer")) == "disabled");
    CHECK_FALSE(body_of(admin.get("/api/officers"))["officers"][3]["disabled"].is_null());
    CHECK(change("viewer", {{"disabled", false}}).status == 204);
    CHECK(viewer.sign_in("viewer").status == 200);

    CHECK(error_of(change("nobody", {{"disabled", true}})) == "not_found");
    CHECK(error_of(change("admin", {{"disabled", true}})) == "last_admin");
    CHECK(error_of(change("admin", {{"role", "viewer"}})) == "last_admin");
    CHECK(error_of(change("admin", {{"disabled", "true"}})) == "officer");
    CHECK(error_of(change("..%2fadmin", {{"disabled", true}})) == "not_found");
    CHECK(admin.get("/api/session").status == 200);
}

TEST_CASE("who only renames somebody does not enable an account disabled meanwhile") {
    Stand<OnPostgres> stand;
    Browser admin(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    // Another server is about to disable them; the renaming comes before it has.
    sql::Connection& other = stand.ledger.connection();
    sql::Transaction disabling = must(sql::Transaction::begin(other));
    must(other.run("UPDATE officer SET disabled_at = 1 WHERE name = 'viewer'", {}));
    int status = 0;
    std::thread renaming([&] {
        status = admin.post("/api/officers/viewer", {{"full_name", "Chi"}}, "PATCH").status;
    });
    // PostgreSQL says when the renaming waits for the row; it has no event for that.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    bool waits = false;
    while (!waits && std::chrono::steady_clock::now() < deadline)
        waits = must(other.query("SELECT count(*) FROM pg_locks WHERE NOT granted", {}))
                    .at(0)
                    .integer(0) > 0;
    CHECK(waits);
    must(disabling.commit());
    renaming.join();
    CHECK(status == 204);
    const officers::Officer viewer = must(officers::find(stand.ledger, "viewer"));
    CHECK(viewer.full_name == "Chi");
    CHECK(viewer.disabled.has_value());
}

TEST_CASE_TEMPLATE("a new password for somebody else, never for oneself", Store, OnSqlite,
                   OnPostgres) {
    Stand<Store> stand;
    Browser admin(stand), viewer(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    REQUIRE(viewer.sign_in("viewer").status == 200);
    const web::Answer given = admin.post("/api/officers/viewer/password");
    REQUIRE(given.status == 200);
    CHECK(viewer.get("/api/session").status == 401);
    CHECK(viewer.sign_in("viewer").status == 401);
    const std::string password = body_of(given)["password"].template get<std::string>();
    CHECK(body_of(viewer.sign_in("viewer", password))["officer"]["must_change"] == true);
    for (const char* name : {"admin", "ADMIN"})
        CHECK(error_of(admin.post(std::string("/api/officers/") + name + "/password")) ==
              "yourself");
    CHECK(admin.post("/api/officers/nobody/password").status == 404);
    CHECK(admin.post("/api/officers/viewer/keys").status == 404);
}

TEST_CASE("the trail tells who did what, without what is secret") {
    Stand<OnSqlite> stand;
    Browser admin(stand);
    REQUIRE(admin.sign_in("admin").status == 200);
    const std::string given =
        body_of(admin.post("/api/officers", wanted("binh")))["password"].get<std::string>();
    CHECK(admin.post("/api/officers/binh", {{"disabled", true}}, "PATCH").status == 204);
    (void)admin.sign_in("viewer", "geheim geheim geheim");
    const web::Answer answer = admin.get("/api/trail");
    std::vector<std::string> seen;
    const json::Value told = body_of(answer)["deeds"];
    for (const json::Value& deed : told)
        seen.push_back(deed["officer"].get<std::string>() + " " + deed["what"].get<std::string>() +
                       " " + deed["subject"].get<std::string>());
    REQUIRE(seen.size() >= 4);
    seen.resize(4);
    CHECK(seen == std::vector<std::string>{"viewer sign_in_failed ", "admin officer_disabled binh",
                                           "admin officer_added binh", "admin sign_in "});
    for (const std::string& secret :
         {given, kPassword, std::string("geheim"), admin.token, admin.csrf})
        CHECK(answer.body.find(secret) == std::string::npos);

    for (int i = 0; i < 150; ++i)
        must(officers::note(stand.ledger, {.at = stand.now, .officer = "x", .what = "publish"}));
    const json::Value newest = body_of(admin.get("/api/trail"))["deeds"];
    CHECK(newest.size() == 100);
    const std::string last = newest[99]["number"].dump();
    CHECK(body_of(admin.get("/api/trail?before=" + last))["deeds"].size() > 50);
    for (const char* wrong : {"0", "-1", "x", "1x", "99999999999999999999", ""})
        CHECK(error_of(admin.get(std::string("/api/trail?before=") + wrong)) == "query");
}
