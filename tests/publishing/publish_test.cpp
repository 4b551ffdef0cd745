#include "publishing/publish.h"

#include "base/files.h"
#include "ledger/hand.h"
#include "publishing/link_checks.h"

using namespace hand;
using publishing::Files;
using publishing::Outcome;

namespace {

const publishing::Folders kFolders{.config = SOURCE_DIR "/config", .assets = SOURCE_DIR "/assets"};

std::string shipped(const std::string& path) {
    return must(files::read(std::string(SOURCE_DIR) + "/" + path, 8 << 20));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

std::string portal(const std::string& track) {
    return replaced(shipped("config/portal.toml"), "/tra-cuu-ho-so", track);
}

ledger::Publisher by(std::int64_t base, const std::string& note = {}) {
    return {.officer = "lan", .note = note, .base = base};
}

/// As the ledger of a province has what it published before words were TOML.
Result<> publish_as_before(ledger::Ledger& ledger, const std::string& path,
                           const std::string& bytes) {
    sql::Connection& connection = ledger.connection();
    const std::string digest = wire::digest(bytes);
    TRY(connection.run("INSERT INTO publication (version, at, envelope) VALUES (1, 0, ?)",
                       sql::Values{sql::Blob{"{}"}}));
    TRY(connection.run("INSERT INTO file (digest, bytes) VALUES (?, ?)",
                       sql::Values{digest, sql::Blob{bytes}}));
    TRY(connection.run(
        "INSERT INTO publication_file (version, path, digest, size) VALUES (1, ?, ?, ?)",
        sql::Values{path, digest, static_cast<std::int64_t>(bytes.size())}));
    return {};
}

std::optional<std::string> in_force(ledger::Ledger& ledger, const std::string& path) {
    return must(publishing::file_in_force(ledger, kFolders, path));
}

}  // namespace

TEST_CASE_TEMPLATE("published with name and note, upon what one saw; and back, exactly", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    CHECK(in_force(ledger, "portal.toml") == shipped("config/portal.toml"));
    CHECK(in_force(ledger, "lang/vi.toml") == shipped("assets/lang/vi.toml"));
    CHECK_FALSE(in_force(ledger, "messages.json"));

    const std::string wards = shipped("config/wards.json");
    CHECK(must(publishing::publish(ledger, {{"wards.json", wards}}, by(0, "mới"), kMorning))
              .version == 1);
    const Files second{{"portal.toml", portal("/theo-doi")}};
    CHECK(must(publishing::publish(ledger, second, by(0), kMorning)).moved);
    CHECK(must(publishing::publish(ledger, second, by(1), kMorning)).version == 2);
    CHECK(in_force(ledger, "portal.toml") == portal("/theo-doi"));
    CHECK(in_force(ledger, "wards.json") == wards);
    const Outcome again = must(publishing::publish(ledger, second, by(2), kMorning));
    CHECK(again.same);
    CHECK_FALSE(again.version);

    // Version 1 had no portal.toml: kiosks take their own again.
    CHECK(must(publishing::roll_back(ledger, 1, by(1), kMorning)).moved);
    CHECK(must(publishing::roll_back(ledger, 1, by(2, "lỗi"), kMorning)).version == 3);
    CHECK(in_force(ledger, "portal.toml") == shipped("config/portal.toml"));
    CHECK(publishing::roll_back(ledger, 9, by(3), kMorning).error().code == Error::Code::not_found);
    CHECK(must(publishing::roll_back(ledger, 3, by(3), kMorning)).same);
    const auto list = must(ledger::published(ledger));
    REQUIRE(list.size() == 3);
    CHECK(list[0].rolled_back_to == 1);
    CHECK(list[0].note == "lỗi");
    CHECK(list[0].files.size() == 1);
    CHECK_FALSE(list[1].rolled_back_to);
    CHECK(list[2].officer == "lan");
    CHECK(must(publishing::published_files(ledger, 2)).size() == 2);
    CHECK(publishing::published_files(ledger, 4).error().code == Error::Code::not_found);
}

TEST_CASE_TEMPLATE("words of before TOML are in force until they are published anew; and back",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const std::string before = R"({"bar.back": "Quay \"về\"", "thx.count": "lượt\ntại phường"})";
    const Files refused{{"lang/vi.json", before}};
    CHECK(must(publishing::publish(ledger, refused, by(0), kMorning)).faults.size() == 1);
    // As a province of before has it in its ledger.
    must(publish_as_before(ledger, "lang/vi.json", before));
    CHECK(in_force(ledger, "lang/vi.json") == before);
    CHECK(in_force(ledger, "lang/vi.toml") ==
          "\"bar.back\" = \"Quay \\\"về\\\"\"\n\"thx.count\" = \"lượt\\ntại phường\"\n");

    const Files now{
        {"lang/vi.toml", "\"bar.back\" = \"Về\"\n\"thx.count\" = \"lượt\\ntại phường\"\n"}};
    const publishing::Preview preview = must(publishing::preview(ledger, kFolders, now));
    REQUIRE(preview.changes.size() == 1);
    CHECK(preview.changes[0].changed == 1);
    CHECK(preview.changes[0].added + preview.changes[0].removed == 0);
    CHECK(must(publishing::publish(ledger, now, by(1), kMorning)).version == 2);
    CHECK(must(publishing::published_files(ledger, 2)) == now);  // It took the place of the other.

    const publishing::Preview back = must(publishing::preview_roll_back(ledger, kFolders, 1));
    CHECK(back.faults.empty());
    REQUIRE(back.changes.size() == 1);
    CHECK(back.changes[0].changed == 1);
    CHECK(must(publishing::roll_back(ledger, 1, by(2), kMorning)).version == 3);
    CHECK(must(publishing::published_files(ledger, 3)) == refused);
}

TEST_CASE_TEMPLATE("what does not hold is told by path and line, and not published", Store,
                   OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const Files files{{"portal.toml", replaced(shipped("config/portal.toml"), "track", "trak")},
                      {"messages.json", "{"},
                      {"wards.json", shipped("config/wards.json")}};
    const Outcome refused = must(publishing::publish(ledger, files, by(0), kMorning));
    CHECK_FALSE(refused.version);
    REQUIRE(refused.faults.size() >= 3);
    CHECK(refused.faults[0].path == "messages.json");
    CHECK(refused.faults[1].path == "portal.toml");
    CHECK(refused.faults[1].line);
    CHECK(must(ledger::newest_version(ledger.connection())) == 0);
    const auto preview = must(publishing::preview(ledger, kFolders, files));
    CHECK(preview.faults == refused.faults);
    REQUIRE(preview.changes.size() == 1);
    CHECK(preview.changes[0].same);
    CHECK_FALSE(publishing::publish(ledger, files, by(0, std::string(501, 'x')), kMorning));
    CHECK_FALSE(publishing::publish(ledger, {}, by(0), kMorning));
}

TEST_CASE_TEMPLATE("a preview says what changes and for how many kiosks", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    enrolled(ledger);
    const Kiosk stolen = enrolled(ledger);
    enrolled(ledger);
    must(ledger::revoke(ledger, stolen.device, "stolen", kMorning));
    const auto first =
        must(publishing::preview(ledger, kFolders, {{"portal.toml", portal("/theo-doi")}}));
    CHECK(first.base == 0);
    CHECK(first.kiosks == 2);
    REQUIRE(first.changes.size() == 1);
    REQUIRE(first.changes[0].items.size() == 1);
    CHECK(first.changes[0].items[0].subject == "track");
    CHECK(first.changes[0].items[0].after == "https://dichvucong.gov.vn/theo-doi");

    must(ledger::publish(ledger, {{"wards.json", shipped("config/wards.json")}}, kMorning));
    must(ledger::publish(ledger, {{"portal.toml", portal("/theo-doi")}}, kMorning));
    const auto back = must(publishing::preview_roll_back(ledger, kFolders, 1));
    CHECK(back.base == 2);
    REQUIRE(back.changes.size() == 2);  // portal.toml: what is configured comes back.
    CHECK(back.changes[0].items.at(0).after == "https://dichvucong.gov.vn/tra-cuu-ho-so");
    CHECK(back.changes[1].same);
    CHECK_FALSE(publishing::preview_roll_back(ledger, kFolders, 7));
    CHECK_FALSE(publishing::preview_roll_back(ledger, kFolders, 0));
    const auto in_use = must(publishing::in_use(ledger));
    REQUIRE(in_use.size() == 1);
    CHECK(in_use[0].kiosks == 2);
    CHECK(in_use[0].version == 0);
}

TEST_CASE("wards without a kiosk's own would be refused there, so they are here") {
    OnSqlite store;
    ledger::Ledger ledger = opened(store.address());
    const std::string wards =
        replaced(shipped("config/wards.json"), "\"" + kWard + "\"", "\"29999\"");
    must(publishing::publish(ledger, {{"wards.json", wards}}, by(0), kMorning));
    enrolled(ledger);
    const Outcome refused =
        must(publishing::publish(ledger, {{"wards.json", wards + "\n"}}, by(1), kMorning));
    REQUIRE(refused.faults.size() == 1);
    CHECK(refused.faults[0].message.find(kWard) != std::string::npos);
}

TEST_CASE_TEMPLATE("a mark is of an address: a changed template makes it stale, not forgotten",
                   Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const auto list = [&] { return must(publishing::link_checks(ledger, kFolders)); };
    std::size_t shown = 0;
    const publishing::Signposts posts = must(publishing::signposts(ledger, kFolders));
    for (const catalogue::Procedure& one : posts.catalogue.procedures())
        shown += one.internal ? 0 : 1;
    CHECK(list().size() == 2 + 2 * shown);
    CHECK(list()[0].kind == catalogue::LinkKind::track);
    CHECK_FALSE(list()[0].last);
    const auto address =
        must(publishing::address_of(ledger, kFolders, "", catalogue::LinkKind::track));
    REQUIRE(address);
    const auto mark = [&](bool good, WallTime at) {
        must(publishing::mark_link(
            ledger, "", catalogue::LinkKind::track,
            {.good = good, .at = at, .officer = "lan", .note = "iPhone", .address = *address}));
    };
    mark(true, kMorning);
    mark(false, kMorning + std::chrono::hours(1));
    publishing::LinkCheck track = list()[0];
    REQUIRE(track.last);
    CHECK_FALSE(track.last->good);
    CHECK(track.last->note == "iPhone");
    CHECK(track.last_good == kMorning);
    CHECK(track.current());
    must(ledger::publish(ledger, {{"portal.toml", portal("/theo-doi")}}, kMorning));
    track = list()[0];
    CHECK_FALSE(track.current());
    CHECK(track.address == "https://dichvucong.gov.vn/theo-doi");
    CHECK(track.last_good == kMorning);
    for (const auto& [procedure, kind] : {std::pair("9.999999", catalogue::LinkKind::submit),
                                          std::pair("", catalogue::LinkKind::submit),
                                          std::pair("1.001193", catalogue::LinkKind::track)})
        CHECK_FALSE(must(publishing::address_of(ledger, kFolders, procedure, kind)));
}
