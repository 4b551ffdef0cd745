// What the province publishes comes onto the glass between visits, and a manager connects the
// kiosk: by the real program in a real window.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "support/fake_agent.h"
#include "support/small_catalogue.h"
#include "window/desk_stand.h"

namespace {

namespace fs = std::filesystem;

constexpr const char* kCode = "7QF2ABCDEFGHJK0";

/// A catalogue with one tile of a name of its own.
std::string catalogue_with_tile(const std::string& id) {
    std::string bytes(kSmallCatalogue);
    for (std::size_t at = 0; (at = bytes.find("\"khac\"", at)) != bytes.npos; at += id.size())
        bytes.replace(at, 6, "\"" + id + "\"");
    return bytes;
}

/// Lays a version beside the kiosk and swaps the link, as the agent does.
void publish(const Site& site, const std::string& version, const std::string& catalogue) {
    const fs::path province(site.state() + "/province");
    fs::create_directories(province / version);
    std::ofstream(province / version / "catalogue.json") << catalogue;
    fs::create_directory_symlink(version, province / "next");
    fs::rename(province / "next", province / "current");
}

/// Waits until the kiosk has begun to show a version; it looks every minute.
void await_version(Walker& walker, const std::string& version) {
    must(walker.pass(std::chrono::minutes(1)));
    must(walker.until("version " + version, [&](const Shown&) {
        return walker.log().find("published: ") != std::string::npos &&
               walker.log().find("/province/" + version + "\n") != std::string::npos;
    }));
    must(walker.until_written(0));
    must(walker.settle());
}

bool shows_tile(Walker& walker, const std::string& id) {
    must(walker.go("start", "home"));
    const bool found = walker.shown().has("tile-" + id);
    must(walker.go("back", "attract"));
    must(walker.settle());
    return found;
}

}  // namespace

TEST_CASE(
    "a new publication is shown from the next visit on, and a visit under way keeps the old") {
    Stand stand;
    Walker walker = stand.open();
    CHECK_FALSE(shows_tile(walker, "mot"));
    publish(stand.site, "1", catalogue_with_tile("mot"));
    await_version(walker, "1");
    CHECK(walker.shown().screen == "attract");
    CHECK(shows_tile(walker, "mot"));

    must(walker.go("start", "home"));
    publish(stand.site, "2", catalogue_with_tile("hai"));
    // Time enough to read it, if it looked.
    for (int looks = 0; looks < 6; ++looks) {
        must(walker.pass(std::chrono::seconds(12)));
        must(walker.settle());
    }
    must(walker.go("tile-mot", "list"));
    must(walker.go("home", "home"));
    CHECK(walker.shown().has("tile-mot"));
    CHECK(walker.log().find("/province/2\n") == std::string::npos);
    must(walker.go("back", "attract"));
    await_version(walker, "2");
    CHECK(shows_tile(walker, "hai"));
    end(walker);

    // Every visit is in the journal, before and after the program turned to the new files.
    const std::string rows = stand.rows();
    std::size_t visits = 0;
    for (std::size_t at = 0; (at = rows.find("visit_began", at)) != rows.npos; ++at) ++visits;
    CHECK(visits == 4);
}

TEST_CASE("a broken publication leaves what is shown, and the log says so once") {
    Stand stand;
    Walker walker = stand.open();
    publish(stand.site, "1", catalogue_with_tile("mot"));
    await_version(walker, "1");
    publish(stand.site, "2", "{\"format\": 1");
    for (int looks = 0; looks < 3; ++looks) {
        must(walker.pass(std::chrono::minutes(1)));
        must(walker.settle());
        CHECK(shows_tile(walker, "mot"));
    }
    const std::string log = walker.log();
    const std::size_t said = log.find("/province/2 is not taken");
    CHECK(said != log.npos);
    CHECK(log.find("is not taken", said + 20) == log.npos);
    publish(stand.site, "3", catalogue_with_tile("ba"));
    await_version(walker, "3");
    CHECK(shows_tile(walker, "ba"));
    end(walker);
}

TEST_CASE("a kiosk starts with what was published, and as shipped when that is broken") {
    Stand stand;
    publish(stand.site, "1", catalogue_with_tile("mot"));
    {
        Walker walker = stand.open();
        CHECK(shows_tile(walker, "mot"));
        end(walker);
    }
    publish(stand.site, "2", "[]");
    Walker walker = stand.open();
    CHECK_FALSE(shows_tile(walker, "mot"));
    must(walker.go("start", "home"));
    CHECK(walker.shown().count("tile-") > 5);
    end(walker);
}

TEST_CASE("a manager connects the kiosk with the province: a code in, four words out") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        DeskStand stand(portrait);
        stand.hire();
        fs::create_directories(stand.site.state() + "/agent");
        FakeAgent agent(stand.site.state() + "/agent/agent.sock",
                        "{\"ok\":true,\"words\":\"mây sông gạo trâu\",\"name\":\"Quầy 1\"}\n");
        REQUIRE(agent.good());
        Walker walker = stand.open();
        enter(walker, "CB01", DeskStand::kOfficerPin);
        must(walker.go("tab-health", "staff-health"));
        must(walker.settle());
        CHECK_FALSE(walker.shown().has("enrol"));  // Not an officer's business.
        must(walker.go("leave", "attract"));

        enter(walker, "QL01", DeskStand::kManagerPin);
        must(walker.go("tab-health", "staff-health"));
        must(walker.until("the button", [](const Shown& shown) { return shown.has("enrol"); }));
        must(walker.go("enrol", "staff-enrol"));
        CHECK_FALSE(walker.shown().has("connect"));
        for (const char* symbol = kCode; *symbol; ++symbol)
            must(walker.tap(std::string("sym-") + *symbol));
        must(walker.until("a whole code", [](const Shown& now) { return now.has("connect"); }));
        must(walker.tap("connect"));
        must(walker.until("the words", [](const Shown& shown) { return shown.has("finish"); }));
        must(walker.go("finish", "staff-health"));
        end(walker);
        CHECK(agent.asked() == std::vector<std::string>{
                                   std::string("{\"ask\":\"enrol\",\"code\":\"") + kCode + "\"}"});
        // The code lives on the glass only.
        CHECK(walker.log().find(kCode) == std::string::npos);
    }
}

TEST_CASE("an agent that is silent does not hold up the end of the kiosk") {
    DeskStand stand;
    stand.hire();
    fs::create_directories(stand.site.state() + "/agent");
    FakeAgent agent(stand.site.state() + "/agent/agent.sock", "");
    Walker walker = stand.open();
    enter(walker, "QL01", DeskStand::kManagerPin);
    must(walker.go("tab-health", "staff-health"));
    must(walker.until("the button", [](const Shown& shown) { return shown.has("enrol"); }));
    must(walker.go("enrol", "staff-enrol"));
    for (const char* symbol = kCode; *symbol; ++symbol)
        must(walker.tap(std::string("sym-") + *symbol));
    must(walker.until("a whole code", [](const Shown& now) { return now.has("connect"); }));
    must(walker.tap("connect"));
    must(walker.settle());
    CHECK_FALSE(walker.shown().has("connect"));
    // Other pages go on meanwhile.
    must(walker.go("tab-tallies", "staff-tallies"));
    end(walker);
}
