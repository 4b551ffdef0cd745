#include <doctest/doctest.h>

#include "support/visitor.h"

// When nobody touches the glass: the warning, the end of the visit, the dimming; and when the
// main loop is woken for it.

using namespace std::chrono_literals;
using Kind = app::Record::Kind;

namespace {

constexpr auto kAlmost = 1ms;

app::Record ended(const char* how) { return {Kind::visit_ended, "", how}; }
Visitor at_home() { return Visitor().starts(); }
Visitor at_guide() { return at_home().opens("1.001193").does(app::ApplyByPhone{}); }
Visitor at_thanks() {
    return at_home().does(app::GoToCounter{}).does(app::Understood{}).does(app::SkipRating{});
}
Visitor warned() {
    Visitor visitor = at_home();
    return visitor.waits(visitor.model.rules.idle);
}

}  // namespace

TEST_CASE("a still visitor is warned after the idle time, not before") {
    Visitor visitor = at_home();
    visitor.waits(visitor.model.rules.idle - kAlmost);
    CHECK_FALSE(visitor.model.warned_at);
    visitor.waits(kAlmost);
    CHECK(visitor.model.warned_at);
    CHECK(visitor.at<app::Home>());
    CHECK(app::warning_left(visitor.model, visitor.now) == visitor.model.rules.warning);
}

TEST_CASE("after the warning's countdown the visit ends as a timeout") {
    Visitor visitor = warned();
    visitor.taken();
    visitor.waits(visitor.model.rules.warning - kAlmost);
    CHECK(visitor.at<app::Home>());
    CHECK(app::warning_left(visitor.model, visitor.now) == 1s);
    visitor.waits(kAlmost);
    CHECK(visitor.at<app::Attract>());
    CHECK_FALSE(visitor.model.warned_at);
    CHECK(visitor.taken() == Records{ended("timeout")});
}

TEST_CASE("any finger gives the whole idle time again, even one that hit nothing") {
    for (const app::Action& action :
         {app::Action(app::Touched{}), app::Action(app::CycleText{}), app::Action(app::Stay{})}) {
        Visitor visitor = at_home();
        visitor.waits(visitor.model.rules.idle - 1s).does(action);
        visitor.waits(visitor.model.rules.idle - kAlmost);
        CHECK_FALSE(visitor.model.warned_at);
        visitor.waits(kAlmost);
        CHECK(visitor.model.warned_at);
    }
}

TEST_CASE("the clock and the news of the world are no fingers") {
    Visitor visitor = at_home();
    for (int i = 0; i < 12; ++i)
        visitor.waits(visitor.model.rules.idle / 12)
            .world([&](app::Status& status) { status.offline = !status.offline; })
            .does(app::Tick{});
    CHECK(visitor.model.warned_at);
}

TEST_CASE("'still here' takes the warning away and leaves the screen as it was") {
    Visitor visitor = at_home().opens("1.001193").does(app::ScrollTo{3});
    visitor.waits(visitor.model.rules.idle + 5s);
    REQUIRE(visitor.model.warned_at);
    visitor.does(app::Stay{});
    CHECK_FALSE(visitor.model.warned_at);
    CHECK(visitor.screen<app::Detail>() == app::Detail{.code = "1.001193", .row = 3});
    CHECK(app::time_left(visitor.model, visitor.now) == visitor.model.rules.idle);
}

TEST_CASE("a finger that only rests on the glass does not pull the warning from under itself") {
    Visitor visitor = warned().does(app::Touched{});
    CHECK(visitor.model.warned_at);
    visitor.waits(visitor.model.rules.warning);
    CHECK(visitor.at<app::Attract>());
}

TEST_CASE("the warning can end the visit at once") {
    Visitor visitor = warned();
    visitor.taken();
    visitor.does(app::EndVisit{});
    CHECK(visitor.at<app::Attract>());
    CHECK(visitor.taken() == Records{ended("left")});
}

TEST_CASE("where a QR code is shown people hold a phone, and get longer") {
    for (Visitor visitor : {at_guide(), at_home().does(app::OpenTrack{}),
                            at_home().opens("1.001193").does(app::ShowFacts{})}) {
        REQUIRE(app::at_qr(visitor.model.screen));
        visitor.waits(visitor.model.rules.idle_at_qr - kAlmost);
        CHECK_FALSE(visitor.model.warned_at);
        visitor.waits(kAlmost);
        CHECK(visitor.model.warned_at);
    }
    CHECK_FALSE(app::at_qr(at_home().model.screen));
}

TEST_CASE("'more time' begins the time at the QR code again") {
    Visitor visitor = at_guide();
    visitor.waits(visitor.model.rules.idle_at_qr - 10s).does(app::MoreTime{});
    CHECK(app::time_left(visitor.model, visitor.now) == visitor.model.rules.idle_at_qr);
    visitor.waits(visitor.model.rules.idle_at_qr - kAlmost);
    CHECK_FALSE(visitor.model.warned_at);
}

TEST_CASE("the thanks go by themselves, and the visit counts as finished") {
    Visitor visitor = at_thanks();
    visitor.taken();
    visitor.waits(visitor.model.rules.thanks - kAlmost);
    CHECK(visitor.at<app::Thanks>());
    CHECK(app::thanks_left(visitor.model, visitor.now) == 1s);
    visitor.waits(kAlmost);
    CHECK(visitor.at<app::Attract>());
    CHECK(visitor.taken() == Records{ended("finished")});
}

TEST_CASE("a reader's finger holds the thanks, the end button does not wait") {
    Visitor visitor = at_thanks();
    visitor.waits(visitor.model.rules.thanks - 1s).does(app::Touched{});
    CHECK(app::thanks_left(visitor.model, visitor.now) == visitor.model.rules.thanks);
    visitor.waits(visitor.model.rules.thanks - kAlmost);
    CHECK(visitor.at<app::Thanks>());
    visitor.taken();
    visitor.does(app::EndVisit{});
    CHECK(visitor.taken() == Records{ended("finished")});
}

TEST_CASE("the countdowns are shown by whole seconds and wake the loop on each") {
    for (Visitor visitor : {at_guide(), at_thanks(), warned()}) {
        visitor.now += 300ms;
        for (int i = 0; i < 5; ++i) {
            const Instant next = app::next_deadline(visitor.model, visitor.now);
            CHECK(next > visitor.now);
            CHECK(next <= visitor.now + 1s);
            visitor.now = next;
            visitor.does(app::Tick{});
        }
    }
}

TEST_CASE("elsewhere the loop sleeps until the warning, and on the attract screen for ever") {
    const Visitor visitor = at_home();
    CHECK(app::next_deadline(visitor.model, visitor.now) == visitor.now + visitor.model.rules.idle);
    CHECK(app::next_deadline(Visitor().model, Visitor().now) == Instant::max());
}

TEST_CASE("outside opening hours the attract screen dims, and a finger wakes it") {
    Visitor visitor;
    const Instant from = visitor.now;
    visitor.world([](app::Status& status) { status.open = false; });
    CHECK(app::next_deadline(visitor.model, visitor.now) == from + visitor.model.rules.dim_after);
    visitor.waits(visitor.model.rules.dim_after - kAlmost);
    CHECK_FALSE(visitor.screen<app::Attract>().dimmed);
    visitor.waits(kAlmost);
    CHECK(visitor.screen<app::Attract>().dimmed);
    CHECK(app::next_deadline(visitor.model, visitor.now) == Instant::max());
    SUBCASE("a finger that only wakes") {
        visitor.does(app::Touched{});
        CHECK(visitor.screen<app::Attract>() == app::Attract{});
        visitor.waits(visitor.model.rules.dim_after);
        CHECK(visitor.screen<app::Attract>().dimmed);
    }
    SUBCASE("the doors open") {
        visitor.world([](app::Status& status) { status.open = true; });
        CHECK_FALSE(visitor.screen<app::Attract>().dimmed);
    }
    CHECK(visitor.records.empty());
}

TEST_CASE("later the light goes off, and a finger brings all of it back") {
    Visitor visitor;
    visitor.model.rules.off_after = 1800s;
    visitor.world([](app::Status& status) { status.open = false; });
    visitor.waits(1800s - kAlmost);
    CHECK(visitor.screen<app::Attract>() == app::Attract{.dimmed = true});
    visitor.waits(kAlmost);
    CHECK(visitor.screen<app::Attract>() == app::Attract{.dimmed = true, .dark = true});
    CHECK(app::next_deadline(visitor.model, visitor.now) == Instant::max());
    visitor.does(app::Touched{});
    CHECK(visitor.screen<app::Attract>() == app::Attract{});
    CHECK(visitor.records.empty());
    visitor.waits(1800s);
    CHECK(visitor.screen<app::Attract>().dark);
    visitor.does(app::KeyUsed{});
    CHECK_FALSE(visitor.screen<app::Attract>().dimmed);
}

TEST_CASE("the light comes back before the doors open, and stays where it is told to") {
    Visitor visitor;
    visitor.model.rules.off_after = 1800s;
    visitor.world([](app::Status& status) { status.open = false; }).waits(12h);
    CHECK(visitor.screen<app::Attract>().dark);
    visitor.world([](app::Status& status) { status.opens_soon = true; });
    CHECK(visitor.screen<app::Attract>() == app::Attract{});
    visitor.waits(1h);
    CHECK(visitor.screen<app::Attract>() == app::Attract{});
    Visitor never;
    never.model.rules.dim_after = never.model.rules.off_after = 0s;
    never.world([](app::Status& status) { status.open = false; }).waits(12h);
    CHECK(never.screen<app::Attract>() == app::Attract{});
    never.model.rules.off_after = 60s;  // Off without dimming first.
    never.does(app::Touched{}).waits(60s);
    CHECK(never.screen<app::Attract>().dark);
}

TEST_CASE("no light goes down in a visit, before staff, or while something is read aloud") {
    Visitor visitor;
    visitor.model.rules.dim_after = visitor.model.rules.off_after = 60s;
    visitor.world([](app::Status& status) { status.open = false; });
    visitor.does(app::SpeechChanged{true}).waits(1h);
    CHECK(visitor.screen<app::Attract>() == app::Attract{});
    visitor.does(app::SpeechChanged{false}).waits(60s - kAlmost);
    CHECK(visitor.screen<app::Attract>() == app::Attract{});
    visitor.waits(kAlmost);
    CHECK(visitor.screen<app::Attract>().dark);
    visitor.does(app::Touched{}).starts().waits(90s);
    CHECK(visitor.at<app::Home>());
    visitor.does(app::HoldMark{}).waits(app::kHoldMark);
    REQUIRE(visitor.at<app::Staff>());
    visitor.waits(90s);
    CHECK(visitor.at<app::Staff>());
}

TEST_CASE("inside opening hours nothing dims, and a late visitor is served outside them") {
    CHECK_FALSE(Visitor().waits(5h).screen<app::Attract>().dimmed);
    Visitor late;
    late.world([](app::Status& status) { status.open = false; }).starts();
    CHECK(late.at<app::Home>());
    late.waits(late.model.rules.idle + late.model.rules.warning);
    REQUIRE(late.at<app::Attract>());
    CHECK_FALSE(late.screen<app::Attract>().dimmed);
}

TEST_CASE("a loop that slept too long catches up without a jump past the warning") {
    Visitor visitor = at_home();
    visitor.now += 10h;
    CHECK(app::time_left(visitor.model, visitor.now) == 0s);
    visitor.does(app::Tick{});
    CHECK(visitor.at<app::Home>());
    CHECK(app::warning_left(visitor.model, visitor.now) == visitor.model.rules.warning);
}
