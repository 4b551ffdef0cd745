#include <doctest/doctest.h>

#include "base/files.h"
#include "province/browser.h"
#include "support/postgres.h"

// motcua-province officer: the first admin, with a server that owns the store and without one.

namespace {

const std::string kPassword = "mưa rơi trên mái tôn";

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

json::Value listed(const Folder& folder, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"officer", "list", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    const Printed printed = command(folder, words);
    REQUIRE_MESSAGE(printed.status == 0, printed.text);
    return must(json::parse(printed.text, "officer list"))["officers"];
}

}  // namespace

TEST_CASE("the first admin comes from the command line, before the server or beside it") {
    const Folder folder;
    CHECK(has(command(folder, {"officer", "list"}).text, "no officer yet: "));
    {
        Running server(folder, {.database = {}, .https = "127.0.0.1:0", .state = {}});
        CHECK(has(server.said(), "nobody may sign in to the page yet"));
        const Printed added = add_officer(folder, kPassword, {"An.Nguyen", "--role", "admin"});
        CHECK_MESSAGE(added.text == "an.nguyen may sign in as admin\n", added.text);
        Browser browser(server.https());
        CHECK(browser.sign_in("an.nguyen", kPassword).status == 200);
        CHECK(server.end() == 0);
        CHECK_FALSE(has(server.said(), kPassword));
    }
    CHECK(add_officer(folder, kPassword,
                      {"d.hong", "--ward", "23563", "--full-name", "Lê Thị Hồng", "--must-change"})
              .status == 0);
    CHECK(command(folder, {"officer", "add", "proxy", "--by-proxy"}).status == 0);
    const std::string table = command(folder, {"officer", "list"}).text;
    CHECK(has(table, "Lê Thị Hồng"));
    CHECK(has(table, "to be changed"));
    CHECK(has(table, "by proxy"));
    Running server(folder);
    CHECK_FALSE(has(server.said(), "nobody may sign in"));
    CHECK(command(folder, {"officer", "list"}).text == table);
}

TEST_CASE("what cannot be is refused with a word on what to do") {
    const Folder folder;
    Running server(folder);
    REQUIRE(add_officer(folder, kPassword, {"admin", "--role", "admin"}).status == 0);
    const auto refused = [&](const Printed& printed, const std::string& why) {
        CHECK(printed.status == 1);
        CHECK_MESSAGE(has(printed.text, why), printed.text);
    };
    refused(add_officer(folder, kPassword, {"ADMIN"}), "there is an officer \"ADMIN\" already");
    refused(add_officer(folder, "short", {"binh"}), "at least 12 characters");
    refused(add_officer(folder, std::string(400, 'x'), {"binh"}), "longer than any password");
    refused(add_officer(folder, "", {"binh"}), "no password was given");
    refused(add_officer(folder, kPassword, {"Bình"}), "a name has 2 to 40");
    refused(add_officer(folder, kPassword, {"binh", "--ward", "99999"}), "has no such ward");
    refused(add_officer(folder, kPassword, {"binh", "--ward", "23563", "--role", "editor"}),
            "for the whole province");
    refused(command(folder, {"officer", "disable", "admin"}), "the last admin");
    refused(command(folder, {"officer", "disable", "nobody"}), "there is no officer \"nobody\"");
    CHECK(add_officer(folder, kPassword, {"binh", "--role", "root"}).status == 2);
    CHECK(command(folder, {"officer"}).status == 2);
    CHECK(command(folder, {"officer", "add", "binh", kPassword}).status == 2);
    CHECK(listed(folder).size() == 1);
}

TEST_CASE("password, disable and enable take hold at once") {
    const Folder folder;
    Running server(folder, {.database = {}, .https = "127.0.0.1:0", .state = {}});
    REQUIRE(add_officer(folder, kPassword, {"admin", "--role", "admin"}).status == 0);
    REQUIRE(add_officer(folder, kPassword, {"viewer"}).status == 0);
    Browser browser(server.https());
    REQUIRE(browser.sign_in("viewer", kPassword).status == 200);
    CHECK(command(folder, {"officer", "disable", "viewer"}).status == 0);
    CHECK(browser.get("/api/session").status == 401);
    CHECK(browser.sign_in("viewer", kPassword).error() == "disabled");
    CHECK_FALSE(listed(folder)[1]["disabled"].is_null());
    CHECK(command(folder, {"officer", "enable", "viewer"}).status == 0);
    CHECK(browser.sign_in("viewer", kPassword).status == 200);

    const std::string fresh = "một câu khác hẳn";
    CHECK(command(folder, {"officer", "password", "viewer"}, fresh + "\n").status == 0);
    CHECK(browser.get("/api/session").status == 401);
    CHECK(browser.sign_in("viewer", kPassword).status == 401);
    CHECK(browser.sign_in("viewer", fresh).status == 200);
    Browser admin(server.https());
    REQUIRE(admin.sign_in("admin", kPassword).status == 200);
    const json::Value deeds = admin.get("/api/trail").json()["deeds"];
    std::vector<std::string> by_command_line;
    for (const json::Value& deed : deeds)
        if (deed["officer"] == "") by_command_line.push_back(deed["what"]);
    CHECK(by_command_line == std::vector<std::string>{"password_set", "officer_enabled",
                                                      "officer_disabled", "officer_added",
                                                      "officer_added"});
}

TEST_CASE("two servers share officers, locks and sessions on one PostgreSQL") {
    PostgresDatabase database;
    const Folder one, two;
    const std::vector<std::string> at{"--db", database.address()};
    std::vector<std::string> words{"viewer"};
    words.insert(words.end(), at.begin(), at.end());
    REQUIRE(add_officer(one, kPassword, words).status == 0);
    const Running::How how{.database = database.address(), .https = "127.0.0.1:0", .state = {}};
    Running first(one, how), second(two, how);
    Browser here(first.https()), there(second.https());
    REQUIRE(here.sign_in("viewer", kPassword).status == 200);
    there.cookie = here.cookie;
    CHECK(there.get("/api/session").status == 200);
    CHECK(there.send("DELETE", "/api/session", {}, {{"X-Motcua-Csrf", here.csrf}}).status == 204);
    CHECK(here.get("/api/session").status == 401);
    for (int i = 0; i < 5; ++i)
        CHECK((i % 2 == 0 ? here : there).sign_in("viewer", "not the password").status == 401);
    for (Browser* browser : {&here, &there}) {
        const Browser::Answer locked = browser->sign_in("viewer", kPassword);
        CHECK(locked.error() == "locked");
        CHECK(std::stoi(locked.header("retry-after")) <= 60);
    }
    CHECK_FALSE(listed(one, at)[0]["locked_until"].is_null());
}
