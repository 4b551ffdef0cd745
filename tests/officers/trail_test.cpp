#include "officers/office.h"

using namespace office;
using officers::Deed;

TEST_CASE_TEMPLATE("the trail is read newest first, a page at a time", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    for (int i = 1; i <= 7; ++i)
        must(officers::note(ledger, {.at = kMorning + std::chrono::minutes(i),
                                     .officer = "an",
                                     .what = "publish",
                                     .subject = std::to_string(i),
                                     .detail = "Đổi địa chỉ"}));
    const std::vector<Deed> newest = must(officers::trail(ledger, 0, 3));
    REQUIRE(newest.size() == 3);
    CHECK(newest[0].subject == "7");
    CHECK(newest[0].at == kMorning + std::chrono::minutes(7));
    CHECK(newest[0].detail == "Đổi địa chỉ");
    const std::vector<Deed> before = must(officers::trail(ledger, newest[2].number, 3));
    REQUIRE(before.size() == 3);
    CHECK(before[0].subject == "4");
    const std::vector<Deed> last = must(officers::trail(ledger, before[2].number, 3));
    REQUIRE(last.size() == 1);
    CHECK(last[0].subject == "1");
    CHECK(must(officers::trail(ledger, last[0].number, 3)).empty());
}

TEST_CASE_TEMPLATE("long texts are cut between two characters", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    std::string text;
    while (text.size() < 1000) text += "ữ";  // Three bytes each.
    must(officers::note(
        ledger,
        {.at = kMorning, .officer = "an", .what = "publish", .subject = text, .detail = text}));
    const Deed deed = must(officers::trail(ledger, 0, 1)).at(0);
    CHECK(deed.subject == text.substr(0, 78));
    CHECK(deed.detail == text.substr(0, 399));
}

TEST_CASE_TEMPLATE("what is older than five years goes, and faster than it grows", Store, OnSqlite,
                   OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    const WallTime long_ago = kMorning - officers::kTrailLife - std::chrono::days(1);
    for (int i = 0; i < 8; ++i)
        must(officers::note(ledger, {.at = long_ago, .officer = "an", .what = "publish"}));
    must(officers::note(ledger, {.at = kMorning - officers::kTrailLife, .what = "publish"}));
    CHECK(count(ledger, "deed") == 9);
    // Each adds one and takes up to three.
    for (int i = 0; i < 3; ++i) must(officers::note(ledger, {.at = kMorning, .what = "rollback"}));
    CHECK(count(ledger, "deed") == 4);
    CHECK(must(officers::trail(ledger, 0, 9)).back().what == "publish");
}

TEST_CASE_TEMPLATE("the trail has an end, however much is done", Store, OnSqlite, OnPostgres) {
    Store store;
    ledger::Ledger ledger = opened(store.address());
    must(officers::note(ledger, {.at = kMorning, .what = "publish"}));
    must(officers::note(ledger, {.at = kMorning, .what = "rollback"}));
    // As after very many deeds.
    must(ledger.connection().run("UPDATE deed SET number = ? WHERE what = 'rollback'",
                                 sql::Values{officers::kDeedsMax + 1}));
    if (ledger.connection().dialect() == sql::Dialect::postgresql)
        must(
            ledger.connection().script("ALTER TABLE deed ALTER COLUMN number RESTART WITH 200002"));
    CHECK(count(ledger, "deed") == 2);
    must(officers::note(ledger, {.at = kMorning, .what = "sign_in"}));
    const std::vector<Deed> left = must(officers::trail(ledger, 0, 9));
    REQUIRE(left.size() == 2);
    CHECK(left[0].what == "sign_in");
    CHECK(left[1].what == "rollback");
}
