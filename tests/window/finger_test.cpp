// What a finger does to the real program, beyond a calm tap in the right place.

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "window/stand.h"

namespace {

using std::chrono::milliseconds;

struct Row {
    std::string id;
    int y;
};

/// The rows of the list on the glass, from above.
std::vector<Row> rows_on(const Shown& shown) {
    std::vector<Row> rows;
    for (const auto& [id, area] : shown.targets)
        if (id.starts_with("row-")) rows.push_back({id, area.y});
    std::ranges::sort(rows, {}, &Row::y);
    return rows;
}

// As lines: a failed comparison shows them.
std::string names_of(const std::vector<Row>& rows) {
    std::string names;
    for (const Row& row : rows) names += row.id + "\n";
    return names;
}

std::string places_of(const std::vector<Row>& rows) {
    std::string places;
    for (const Row& row : rows) places += std::to_string(row.y) + "\n";
    return places;
}

std::string found_for(Walker& walker, const std::vector<std::string>& keys) {
    for (const std::string& key : keys) must(walker.tap("key-" + key));
    must(walker.settle());
    const std::string rows = names_of(rows_on(walker.shown()));
    must(walker.tap("key-clear"));
    must(walker.settle());
    return rows;
}

}  // namespace

TEST_CASE("a double tap is one tap") {
    const Stand stand;
    Walker walker = stand.open_in_real_time();
    must(walker.go("start", "home"));
    must(walker.go("tile-ho-tich", "list"));
    must(walker.wait_guard());
    const Area row = must(walker.area("row-1.001193"));
    for (int tap = 0; tap < 2; ++tap) {
        walker.tap_at(row.middle_x(), row.middle_y());
        std::this_thread::sleep_for(milliseconds(60));  // As two quick taps of one hand.
    }
    must(walker.until("detail"));
    must(walker.settle());
    CHECK(walker.shown().screen == "detail");
    must(walker.go("by-phone", "guide"));
    must(walker.until_written(3));
    end(walker);
    CHECK(stand.rows() ==
          "visit_began – – counted\n"
          "procedure_opened 1.001193 – counted\n"
          "qr_shown 1.001193 procedure counted\n");
}

TEST_CASE("a tap right after a change of screen presses nothing; a later one does") {
    const Stand stand;
    Walker walker = stand.open_in_real_time();
    must(walker.go("start", "home"));
    must(walker.tap_name("search"));  // Within the guard.
    must(walker.wait_guard());
    must(walker.settle());
    CHECK(walker.shown().screen == "home");
    must(walker.tap_name("search"));
    must(walker.until("search"));
    end(walker);
}

TEST_CASE("sliding off cancels, trembling does not") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    const Area tile = must(walker.area("tile-ho-tich"));
    must(walker.wait_guard());
    walker.drag(tile.middle_x(), tile.middle_y(), tile.width, 0);
    must(walker.settle());
    CHECK(walker.shown().screen == "home");
    walker.drag(tile.middle_x(), tile.middle_y(), 0, tile.height / 4);  // Inside, but far.
    must(walker.settle());
    CHECK(walker.shown().screen == "home");
    walker.drag(tile.middle_x(), tile.middle_y(), 8, 4);  // 2 mm.
    must(walker.until("list"));
    end(walker);
    CHECK(stand.rows() == "visit_began – – counted\n");
}

TEST_CASE("a drag scrolls the list, presses nothing, and the list rests on a whole row") {
    for (const bool portrait : {false, true}) {
        CAPTURE(portrait);
        const Stand stand(portrait);
        Walker walker = stand.open();
        must(walker.go("start", "home"));
        must(walker.go("tile-nguoi-co-cong", "list"));
        must(walker.settle());
        const std::vector<Row> before = rows_on(walker.shown());
        REQUIRE(before.size() >= 3);
        const int pitch = before[1].y - before[0].y;
        must(walker.wait_guard());
        const Area grip = must(walker.area(before.back().id));
        walker.drag(grip.middle_x(), grip.middle_y(), 0, -pitch * 8 / 5);
        must(walker.settle());
        const std::vector<Row> after = rows_on(walker.shown());
        CHECK(walker.shown().screen == "list");
        CHECK(places_of(after) == places_of(before));
        CHECK(names_of(after) != names_of(before));
        // Upwards, by a row or a few; the list has not jumped.
        CHECK(walker.shown().has(before.back().id));
        // And back, further than there is: it stops at the first row.
        const Area top = must(walker.area(after.front().id));
        walker.drag(top.middle_x(), top.middle_y(), 0, pitch * 2);
        walker.drag(top.middle_x(), top.middle_y(), 0, pitch * 2);
        must(walker.settle());
        CHECK(names_of(rows_on(walker.shown())) == names_of(before));
        CHECK(places_of(rows_on(walker.shown())) == places_of(before));
        end(walker);
        CHECK(stand.rows() == "visit_began – – counted\n");
    }
}

TEST_CASE("Vietnamese typed by telex finds what its letters find; so do bare keys in English") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.go("search", "search"));
    const auto plain = found_for(walker, {"h", "o", "space", "t", "i", "c", "h"});
    REQUIRE_FALSE(plain.empty());
    CHECK(found_for(walker, {"h", "o", "o", "j", "space", "t", "i", "j", "c", "h"}) == plain);
    CHECK(found_for(walker, {"h", "ô", "j", "space", "t", "i", "c", "h", "j"}) == plain);
    CHECK(found_for(walker, {"z", "q", "q", "q", "q", "q"}).empty());
    // On an English keyboard the same keys are letters; the search knows what they stand for.
    must(walker.tap("language"));
    must(walker.settle());
    CHECK_FALSE(walker.shown().has("key-ô"));
    CHECK(found_for(walker, {"h", "o", "o", "j", "space", "t", "i", "j", "c", "h"}) == plain);
    CHECK_FALSE(found_for(walker, {"b", "i", "r", "t", "h"}).empty());
    end(walker);
    CHECK(stand.rows() == "visit_began – – counted\n");
}

TEST_CASE("a keyboard that somebody plugs in closes nothing and types nothing") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.go("search", "search"));
    const Picture before = must(walker.look());
    walker.chord("Alt_L", "F4");
    walker.chord("Control_L", "q");
    walker.chord("Control_L", "c");
    walker.chord("Alt_L", "Tab");
    for (const char* name : {"F11", "a", "1", "Delete", "Super_L", "Print"})
        walker.key(name);
    CHECK(must(walker.look()) == before);
    CHECK(walker.process().runs());
    must(walker.go("home", "home"));
    end(walker);
}
