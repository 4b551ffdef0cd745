#include "web/link_pages.h"

#include "base/files.h"
#include "ledger/publishing.h"
#include "web/stand.h"

// Publishing as a browser meets it: sync/web/README.md, "Publishing".

using namespace stand;

namespace {

std::string portal(const std::string& track = "/tra-cuu-ho-so") {
    std::string text = must(files::read(SOURCE_DIR "/config/portal.toml", 64 << 10));
    const std::string from = "/tra-cuu-ho-so";
    return text.replace(text.find(from), from.size(), track);
}

json::Value wish(std::int64_t base, const std::string& text, const std::string& note = "vì sao") {
    return {{"files", {{"portal.toml", text}}}, {"base", base}, {"note", note}};
}

std::string header(const web::Answer& answer, const std::string& name) {
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

template <class Store>
Browser<Store> editor_at(Stand<Store>& stand, const std::string& name = "editor") {
    Browser browser(stand);
    REQUIRE(browser.sign_in(name).status == 200);
    return browser;
}

}  // namespace

TEST_CASE_TEMPLATE("looked at, published, moved, the same, and back", Store, OnSqlite, OnPostgres) {
    Stand<Store> stand;
    Browser browser = editor_at(stand);
    const json::Value seen = body_of(browser.post("/api/preview", wish(0, portal("/theo-doi"))));
    CHECK(seen["base"] == 0);
    CHECK(seen["kiosks"] == 0);
    CHECK(seen["faults"].empty());
    REQUIRE(seen["changes"].size() == 1);
    const json::Value item = seen["changes"][0]["items"][0];
    CHECK(item["change"] == "changed");
    CHECK(item["what"] == "link");
    CHECK(item["subject"] == "track");
    CHECK(item["before"] == "https://dichvucong.gov.vn/tra-cuu-ho-so");
    CHECK(item["after"] == "https://dichvucong.gov.vn/theo-doi");

    CHECK(body_of(browser.post("/api/publish", wish(0, portal())))["version"] == 1);
    CHECK(error_of(browser.post("/api/publish", wish(0, portal("/theo-doi")))) == "moved");
    CHECK(browser.post("/api/publish", wish(0, portal("/theo-doi"))).status == 409);
    CHECK(error_of(browser.post("/api/publish", wish(1, portal()))) == "same");
    CHECK(body_of(browser.post("/api/publish", wish(1, portal("/theo-doi"))))["version"] == 2);
    CHECK(browser.get("/api/published/portal.toml").body == portal("/theo-doi"));
    const web::Answer old = browser.get("/api/published/portal.toml?version=1");
    CHECK(old.body == portal());
    CHECK(old.media == "text/plain; charset=utf-8");
    CHECK(header(old, "Content-Disposition") == "attachment; filename=\"portal.toml\"");

    const json::Value back = body_of(browser.post("/api/preview", {{"version", 1}}));
    CHECK(back["base"] == 2);
    CHECK(back["changes"][0]["items"][0]["after"] == "https://dichvucong.gov.vn/tra-cuu-ho-so");
    CHECK(browser.post("/api/rollback", {{"version", 1}, {"base", 1}}).status == 409);
    CHECK(browser.post("/api/rollback", {{"version", 9}, {"base", 2}}).status == 404);
    CHECK(body_of(browser.post("/api/rollback", {{"version", 1}, {"base", 2}}))["version"] == 3);
    CHECK(browser.get("/api/published/portal.toml").body == portal());

    const json::Value list = body_of(browser.get("/api/publications"));
    CHECK(list["newest"] == 3);
    REQUIRE(list["versions"].size() == 3);
    CHECK(list["versions"][0]["rolled_back_to"] == 1);
    CHECK(list["versions"][0]["officer"] == "editor");
    CHECK(list["versions"][1]["note"] == "vì sao");
    CHECK(list["versions"][1]["files"][0]["changed"] == true);
    CHECK(list["paths"].size() == 10);
    const std::vector<officers::Deed> trail = must(officers::trail(stand.ledger, 0, 10));
    REQUIRE(trail.size() >= 3);
    CHECK(trail[0].what == "rollback");
    CHECK(trail[0].subject == "3");
    CHECK(trail[1].detail == "portal.toml: vì sao");
    CHECK(trail[1].officer == "editor");
}

TEST_CASE("what does not hold is told by path and line, and nothing is published") {
    Stand<OnSqlite> stand;
    Browser browser = editor_at(stand);
    std::string broken = portal();
    broken.replace(broken.find("track"), 5, "trak ");
    const web::Answer refused = browser.post("/api/publish", wish(0, broken));
    CHECK(refused.status == 400);
    CHECK(error_of(refused) == "faults");
    const json::Value faults = body_of(refused)["faults"];
    REQUIRE_FALSE(faults.empty());
    CHECK(faults[0]["path"] == "portal.toml");
    CHECK(faults[0]["line"].is_number_integer());
    CHECK(body_of(browser.post("/api/preview", wish(0, broken)))["faults"] == faults);
    for (const json::Value& body :
         {json::Value{{"files", json::Value::object()}, {"base", 0}},
          json::Value{{"files", {{"portal.toml", 1}}}, {"base", 0}},
          json::Value{{"files", {{"portal.toml", portal()}}}}, json::Value::object(),
          wish(-1, portal()), wish(0, portal(), std::string(501, 'x'))})
        CHECK(browser.post("/api/publish", body).status == 400);
    const json::Value foreign{{"files", {{"../kiosk.toml", "x"}}}, {"base", 0}};
    CHECK(error_of(browser.post("/api/publish", foreign)) == "faults");
    CHECK(must(ledger::newest_version(stand.ledger.connection())) == 0);
    for (const char* none :
         {"/api/published/kiosk.toml", "/api/published/../kiosk.toml",
          "/api/published/messages.json", "/api/published/portal.toml?version=4"})
        CHECK_MESSAGE(browser.get(none).status == 404, none);
    CHECK(browser.get("/api/published/portal.toml?version=x").status == 400);
    CHECK(browser.get("/api/published/lang/vi.toml").status == 200);
}

TEST_CASE_TEMPLATE("a code is marked as it leads today, and shown to be tried", Store, OnSqlite,
                   OnPostgres) {
    Stand<Store> stand;
    Browser browser = editor_at(stand);
    const auto first = [&] { return body_of(browser.get("/api/links"))["links"][0]; };
    CHECK(first()["kind"] == "track");
    CHECK(first()["last"].is_null());
    CHECK(first()["current"] == false);
    json::Value mark{{"procedure", ""},
                     {"kind", "track"},
                     {"address", first()["address"]},
                     {"good", true},
                     {"note", "iPhone"}};
    CHECK(browser.post("/api/links", mark).status == 204);
    CHECK(first()["last"]["good"] == true);
    CHECK(first()["last"]["officer"] == "editor");
    CHECK(first()["last_good_at"] == "2026-11-23T02:00:00Z");
    CHECK(first()["current"] == true);
    const officers::Deed deed = must(officers::trail(stand.ledger, 0, 1))[0];
    CHECK(deed.what == "link_checked");
    CHECK(deed.detail.starts_with("good: "));

    must(ledger::publish(stand.ledger, {{"portal.toml", portal("/theo-doi")}}, kMorning));
    CHECK(first()["current"] == false);
    CHECK(first()["last_good_at"] == "2026-11-23T02:00:00Z");
    CHECK(error_of(browser.post("/api/links", mark)) == "moved");
    mark["procedure"] = "9.999999";
    mark["kind"] = "submit";
    CHECK(browser.post("/api/links", mark).status == 404);
    mark["kind"] = "elsewhere";
    CHECK(browser.post("/api/links", mark).status == 400);

    const web::Answer code = browser.get("/api/qr.svg?procedure=1.001193&kind=procedure");
    CHECK(code.status == 200);
    CHECK(code.media == "image/svg+xml");
    CHECK(code.body.starts_with("<svg xmlns="));
    CHECK(browser.get("/api/qr.svg?procedure=&kind=account").status == 200);
    CHECK(browser.get("/api/qr.svg?procedure=9.999999&kind=submit").status == 404);
    CHECK(browser.get("/api/qr.svg?procedure=1.001193&kind=x").status == 400);
    CHECK(browser.get("/api/qr.svg").status == 400);
}
