// A kiosk without battery and network: its clock is believed when a manager has set it, and the
// rows made before stay marked.

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "window/desk_stand.h"

namespace {

/// The minute it is, as it is typed: day, month, year, hour, minute of Viet Nam.
std::string typed_now() {
    const LocalTime now = local_time(SystemClock().wall());
    const auto minutes = now.since_midnight.count();
    return fmt::format("{:02}{:02}{:04}{:02}{:02}", static_cast<unsigned>(now.day.day()),
                       static_cast<unsigned>(now.day.month()), static_cast<int>(now.day.year()),
                       minutes / 60, minutes % 60);
}

std::vector<journal::Entry> entries(const Stand& stand) {
    journal::Reader reader = must(journal::Reader::open(stand.site.journal()));
    return must(reader.rows(1, must(reader.head()).size));
}

}  // namespace

TEST_CASE(
    "a manager sets the clock on the glass: rows are trusted from then on, and after a start") {
    DeskStand stand;
    stand.hire();
    {
        Walker walker = stand.open();
        enter(walker, "QL01", DeskStand::kManagerPin);
        must(walker.until_written(2));
        must(walker.go("tab-health", "staff-health"));
        must(walker.until("the clock", [](const Shown& shown) { return shown.has("clock"); }));
        must(walker.go("clock", "staff-clock"));
        for (const char digit : typed_now()) must(walker.tap(std::string("pin-") + digit));
        must(walker.tap("next"));
        must(walker.go("set", "staff-health"));
        must(walker.until_written(3));
        must(walker.go("leave", "attract"));
        must(walker.until_written(4));
        end(walker);
    }
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.until_written(1));
    end(walker);

    const auto rows = entries(stand);
    REQUIRE(rows.size() == 5);
    CHECK(rows[1].kind == "staff_in");
    CHECK(rows[2].kind == "clock_set");
    CHECK(rows[2].detail.starts_with("QL01 "));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(rows[i].kind);
        CHECK(rows[i].trusted == (i >= 2));
    }
    CHECK(rows[4].kind == "visit_began");
    stand.rows();  // The journal holds together.
}

TEST_CASE("an officer cannot set it, nor anybody where the network keeps it") {
    for (const bool synchronised : {false, true}) {
        DeskStand stand;
        stand.hire();
        Walker walker = stand.open({.own_clock = true, .synchronised = synchronised});
        if (synchronised)
            enter(walker, "QL01", DeskStand::kManagerPin);
        else
            enter(walker, "CB01", DeskStand::kOfficerPin);
        must(walker.go("tab-health", "staff-health"));
        must(walker.settle());
        CHECK_FALSE(walker.shown().has("clock"));
        end(walker);
    }
}
