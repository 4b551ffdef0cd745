// What time does to the real program. Its clock runs ahead on demand; the last second of each
// wait is a real one, so that it is the program that wakes by itself.

#include <doctest/doctest.h>

#include <algorithm>

#include "window/stand.h"

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kIdle{120}, kWarning{30}, kThanks{20};  // As in config/kiosk.toml.
constexpr seconds kDimAfter{600}, kOffAfter{1800};

/// The glass below the header, whose clock goes on.
Picture below_header(const Picture& whole) {
    constexpr int kHeader = 120;
    Picture part{.width = whole.width, .height = whole.height - kHeader, .pixels = {}};
    part.pixels.assign(whole.pixels.begin() + kHeader * whole.width, whole.pixels.end());
    return part;
}

bool is_dimmed(const Shown& now) { return now.targets.empty(); }
bool is_light(const Shown& now) { return now.has("start"); }

bool is_black(const Picture& picture) {
    return std::ranges::all_of(picture.pixels, [](auto pixel) { return (pixel & 0xffffff) == 0; });
}

/// Looks at the glass until it is as it should be: a panel that goes off tells nothing.
Result<> becomes(Walker& walker, bool (*holds)(const Picture&)) {
    constexpr int kLooks = 100;
    for (int look = 0; look < kLooks; ++look) {
        if (holds(walker.glance())) return {};
        TRY(walker.pass(std::chrono::milliseconds(1)));
        TRY(walker.settle());
    }
    return Error{Error::Code::unavailable, "the glass is not as it should be"};
}

}  // namespace

TEST_CASE("nobody there: a warning that one touch ends, then attract") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.go("tile-ho-tich", "list"));
    must(walker.go("row-1.001193", "detail"));
    must(walker.tap("paper-0"));  // A tick that must survive.
    const Picture before = below_header(must(walker.look()));

    must(walker.pass(kIdle - seconds(1)));
    must(walker.until("warning"));
    must(walker.go("stay", "detail"));
    CHECK(below_header(must(walker.look())) == before);

    must(walker.pass(kIdle - seconds(1)));
    must(walker.until("warning"));
    must(walker.pass(kWarning - seconds(1)));
    must(walker.until("attract"));
    must(walker.until_written(3));
    end(walker);
    CHECK(stand.rows() ==
          "visit_began – – counted\n"
          "procedure_opened 1.001193 – counted\n"
          "visit_ended – timeout counted\n");
}

TEST_CASE("the warning can be answered with the end") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.pass(kIdle));
    must(walker.until("warning"));
    must(walker.go("end", "attract"));
    end(walker);
    CHECK(stand.rows() ==
          "visit_began – – counted\n"
          "visit_ended – left counted\n");
}

TEST_CASE("thanks goes by itself") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.go("start", "home"));
    must(walker.go("track", "track"));
    must(walker.go("done", "rating"));
    must(walker.go("skip", "thanks"));
    must(walker.pass(kThanks - seconds(1)));
    must(walker.until("attract"));
    end(walker);
    CHECK(stand.rows() ==
          "visit_began – – counted\n"
          "qr_shown – track counted\n"
          "visit_ended – finished counted\n");
}

TEST_CASE("text size, contrast and language do not outlive the visit") {
    const Stand stand;
    Walker walker = stand.open();
    const Shown attract = walker.shown();
    must(walker.go("start", "home"));
    const Picture before = below_header(must(walker.look()));
    for (const char* liking : {"text", "contrast", "language"}) {
        must(walker.tap(liking));
        CHECK(below_header(must(walker.look())) != before);
    }
    must(walker.go("back", "attract"));
    CHECK(walker.shown().targets == attract.targets);
    must(walker.go("start", "home"));
    CHECK(below_header(must(walker.look())) == before);
    must(walker.go("back", "attract"));
    // English from the first touch on is for one visit, too.
    must(walker.go("language-en", "home"));
    CHECK(below_header(must(walker.look())) != before);
    must(walker.go("back", "attract"));
    must(walker.go("start", "home"));
    CHECK(below_header(must(walker.look())) == before);
    end(walker);
}

TEST_CASE("after hours the glass dims, and the touch that wakes it presses nothing") {
    Stand stand;
    must(stand.site.set_hours("[]"));
    Walker walker = stand.open({.own_clock = true, .synchronised = true});
    // On the button to begin, and where any touch begins.
    const Area start = must(walker.area("start"));
    for (const Area& place : {start, Area{.x = 0, .y = 0, .width = 99, .height = 99}}) {
        must(walker.pass(kDimAfter - seconds(1)));
        must(walker.until("the dimmed glass", is_dimmed));
        walker.tap_at(place.middle_x(), place.middle_y());
        must(walker.until("light", is_light));
        must(walker.settle());
        CHECK(walker.shown().screen == "attract");
    }
    must(walker.pass(seconds(1)));  // The guard after the touch that woke it.
    must(walker.go("start", "home"));
    must(walker.until_written(1));
    end(walker);
    CHECK(stand.rows() == "visit_began – – closed_hours\n");
}

TEST_CASE("later the panel goes dark, and a touch brings the light back, pressing nothing") {
    Stand stand;
    must(stand.site.set_hours("[]"));
    Walker walker = stand.open({.own_clock = true, .synchronised = true});
    must(walker.pass(kDimAfter));
    must(walker.until("the dimmed glass", is_dimmed));
    must(walker.settle());
    CHECK_FALSE(is_black(walker.glance()));  // The mark says that the kiosk is alive.
    must(walker.pass(kOffAfter - kDimAfter));
    must(becomes(walker, [](const Picture& now) { return is_black(now); }));
    walker.tap_at(900, 800);
    must(walker.until("light", is_light));
    must(becomes(walker, [](const Picture& now) { return !is_black(now); }));
    CHECK(walker.shown().screen == "attract");
    must(walker.pass(seconds(3)));  // A panel takes its time: until then nobody sees what he hits.
    must(walker.go("start", "home"));
    must(walker.until_written(1));
    end(walker);
    CHECK(stand.rows() == "visit_began – – closed_hours\n");
}

TEST_CASE("a clock that nobody keeps closes nothing: the glass stays light") {
    Stand stand;
    must(stand.site.set_hours("[]"));
    Walker walker = stand.open();
    must(walker.pass(kOffAfter));
    must(walker.settle());
    CHECK(is_light(walker.shown()));
    must(walker.go("start", "home"));
    must(walker.until_written(1));
    end(walker);
    CHECK(stand.rows() == "visit_began – – counted\n");
}

TEST_CASE("in opening hours the glass does not dim") {
    const Stand stand;
    Walker walker = stand.open();
    must(walker.pass(kDimAfter + minutes(5)));
    must(walker.settle());
    CHECK(walker.shown().has("start"));
    must(walker.go("start", "home"));
    end(walker);
}
