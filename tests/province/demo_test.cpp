#include "demo/demo.h"

#include <filesystem>

#include "base/files.h"
#include "json/json.h"
#include "province/running.h"

// The command that fills a demonstration, and what it keeps out.

namespace {

const std::vector<std::string> kSmall{"demo", "--wards", "5", "--days", "10", "--day", "7"};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("demo says where to look, with which name and password; the store verifies") {
    const Folder folder;
    const Printed made = command(folder, kSmall);
    REQUIRE(made.status == 0);
    for (const char* words : {"5 wards, 5 kiosks", "serve --state ", "https://", "name       demo"})
        CHECK_MESSAGE(has(made.text, words), made.text);
    CHECK(has(command(folder, {"officer", "list"}).text, "demo"));
    const Printed audit = command(folder, {"verify", "--json"});
    CHECK(audit.status == 1);  // For the alarm that is planted.
    const json::Value seen = must(json::parse(audit.text, "verify"));
    CHECK(seen["faults"].empty());
    REQUIRE(seen["alarms"].size() == 1);
    CHECK(seen["alarms"][0]["kind"] == "restored");
}

TEST_CASE("no real kiosk joins a demonstration, with a server or without") {
    const Folder folder;
    REQUIRE(command(folder, kSmall).status == 0);
    const std::vector<std::string> enrol{"enrol", "--ward", "23563"};
    const Printed refused = command(folder, enrol);
    CHECK(refused.status == 1);
    CHECK(has(refused.text, "this store is a demonstration's"));
    Running server(folder);
    CHECK(has(command(folder, enrol).text, "this store is a demonstration's"));
    // Nor is it filled under a server that works.
    CHECK(has(command(folder, kSmall).text, "a server works with this folder"));
    CHECK(server.end() == 0);
    CHECK(has(command(folder, kSmall).text, "was filled as a demonstration before"));
}

TEST_CASE("invented counts do not come into a store that is in use") {
    const Folder folder;
    REQUIRE(command(folder, {"enrol", "--ward", "23563"}).status == 0);
    const Printed refused = command(folder, kSmall);
    CHECK(refused.status == 1);
    CHECK(has(refused.text, "of its own"));
    CHECK(command(folder, {"enrol", "--ward", "23563"}).status == 0);
    CHECK_FALSE(has(command(folder, {"officer", "list"}).text, "demo"));
}

TEST_CASE("the report is written while a server works") {
    const Folder folder;
    REQUIRE(command(folder, kSmall).status == 0);
    const Running server(folder);
    const std::string month = iso_date(business_day(SystemClock().wall())).substr(0, 7),
                      out = folder / "report.docx";
    const Printed written = command(folder, {"report", "--month", month, "--out", out});
    CHECK_MESSAGE(written.status == 0, written.text);
    CHECK(must(files::read(out, 4 << 20)).starts_with("PK"));
    CHECK(command(folder, {"report", "--month", "2026-13", "--out", out}).status == 1);
    CHECK(command(folder, {"report", "--month", month, "--out", out, "--ward", "99999"}).status ==
          1);
}
