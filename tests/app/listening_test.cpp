#include <doctest/doctest.h>

#include "support/visitor.h"

// Visits that are heard, or walked by keypad: when the screen is read, how long they may take,
// and that nothing of how somebody liked it outlives the visit.

using namespace std::chrono_literals;

namespace {

constexpr auto kAlmost = 1ms;
constexpr const char* kBirth = "1.001193";

Visitor at_home() { return Visitor().starts(); }
Visitor listening() {
    Visitor visitor;
    visitor.does(app::Start{.language = app::Language::vi, .aloud = true});
    return visitor;
}

/// How often the screen was begun anew by what was done.
template <class Deed>
std::uint32_t readings(Visitor& visitor, Deed deed) {
    const std::uint32_t before = visitor.model.reading;
    deed();
    return visitor.model.reading - before;
}

}  // namespace

TEST_CASE("a visit that listens has every new screen read, and every page of it, once") {
    Visitor visitor = listening();
    CHECK(visitor.model.display.aloud);
    CHECK(visitor.model.reading == 1);
    CHECK(readings(visitor, [&] { visitor.opens(kBirth); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::ScrollTo{1}); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::ChooseCase{}); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::PickCase{1}); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::ApplyByPhone{}); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::ShowStep{app::GuideStep::submit}); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::SetLanguage{app::Language::en}); }) == 1);
    CHECK(readings(visitor, [&] { visitor.does(app::CycleText{}); }) == 0);
    CHECK(readings(visitor, [&] { visitor.does(app::Tick{}).does(app::Touched{}); }) == 0);
}

TEST_CASE("letters and ticks are told by themselves; the screen is not begun anew") {
    Visitor visitor = listening();
    visitor.does(app::OpenSearch{});
    CHECK(readings(visitor, [&] {
              visitor.does(app::TypeKey{U'k'}).does(app::EraseKey{}).does(app::TypeWords{"a"});
          }) == 0);
    visitor.opens(kBirth);
    CHECK(readings(visitor, [&] { visitor.does(app::TickPaper{0}); }) == 0);
}

TEST_CASE("a visit that does not listen is never read") {
    Visitor visitor = at_home();
    visitor.opens(kBirth).does(app::ApplyByPhone{}).does(app::GoBack{});
    CHECK(visitor.model.reading == 0);
}

TEST_CASE("the button begins, begins anew, and while something is read ends it") {
    Visitor visitor = at_home();
    visitor.does(app::ReadAloud{});
    CHECK(visitor.model.display.aloud);
    CHECK(visitor.model.reading == 1);
    CHECK(visitor.model.read_frame);
    visitor.does(app::SpeechChanged{true}).does(app::SpeechChanged{false});
    visitor.does(app::ReadAloud{});
    CHECK(visitor.model.reading == 2);
    visitor.does(app::SpeechChanged{true}).does(app::ReadAloud{});
    CHECK_FALSE(visitor.model.display.aloud);
    CHECK(visitor.model.reading == 2);
}

TEST_CASE("without a voice nothing is read, whatever is asked") {
    Visitor visitor;
    visitor.model.rules.voice = false;
    visitor.does(app::Start{.language = app::Language::vi, .aloud = true});
    visitor.does(app::ReadAloud{}).does(app::SetAloud{true});
    visitor.world([](app::Status& status) { status.headphones = true; });
    CHECK_FALSE(visitor.model.display.aloud);
    CHECK(visitor.model.reading == 0);
}

TEST_CASE("headphones ask for the voice; pulled out, the room hears nothing") {
    Visitor visitor = at_home();
    visitor.world([](app::Status& status) { status.headphones = true; });
    CHECK(visitor.model.display.aloud);
    CHECK(visitor.model.reading == 1);
    visitor.world([](app::Status& status) { status.headphones = false; });
    CHECK_FALSE(visitor.model.display.aloud);
}

TEST_CASE("the first key on the attract screen is answered by the voice, and a visit keeps both") {
    Visitor visitor;
    visitor.does(app::KeyUsed{});
    CHECK(visitor.at<app::Attract>());
    CHECK(visitor.model.display.keys);
    CHECK(visitor.model.display.aloud);
    visitor.does(app::Start{app::Language::vi});
    CHECK(visitor.model.display.keys);
    CHECK(visitor.model.display.aloud);
    CHECK(visitor.records.size() == 1);  // A visit began; how it is walked is nobody's business.
}

TEST_CASE("whoever tried a key on the attract screen and went leaves nothing behind") {
    Visitor visitor;
    visitor.does(app::KeyUsed{}).does(app::SetVolume{90});
    const auto patience = app::patience_of(visitor.model);
    visitor.waits(patience - kAlmost);
    CHECK(visitor.model.display.keys);
    visitor.waits(kAlmost);
    CHECK(visitor.model.display == app::Display{});
    CHECK(visitor.records.empty());
}

TEST_CASE("with voice or keypad everything may take twice as long") {
    for (const bool keys : {false, true}) {
        Visitor visitor = keys ? at_home() : listening();
        if (keys) visitor.does(app::KeyUsed{});
        const app::Rules& rules = visitor.model.rules;
        visitor.waits(2 * rules.idle - kAlmost);
        CHECK_FALSE(visitor.model.warned_at);
        visitor.waits(kAlmost);
        CHECK(visitor.model.warned_at);
        visitor.waits(2 * rules.warning - kAlmost);
        CHECK_FALSE(visitor.at<app::Attract>());
        visitor.does(app::Stay{}).opens(kBirth).does(app::ApplyByPhone{});
        visitor.waits(2 * rules.idle_at_qr - kAlmost);
        CHECK_FALSE(visitor.model.warned_at);
        visitor.waits(kAlmost);
        CHECK(visitor.model.warned_at);
    }
}

TEST_CASE("while something is read nobody is idle; the time begins with the silence") {
    Visitor visitor = listening();
    visitor.does(app::SpeechChanged{true});
    visitor.waits(10 * visitor.model.rules.idle);
    CHECK_FALSE(visitor.model.warned_at);
    visitor.does(app::SpeechChanged{false});
    visitor.waits(2 * visitor.model.rules.idle - kAlmost);
    CHECK_FALSE(visitor.model.warned_at);
    visitor.waits(kAlmost);
    CHECK(visitor.model.warned_at);
}

TEST_CASE("more time is offered as often as it is wanted: fifty times, and once more") {
    Visitor visitor = at_home();
    for (int i = 0; i < 50; ++i) {
        visitor.waits(visitor.model.rules.idle);
        REQUIRE(visitor.model.warned_at);
        visitor.does(app::Stay{});
        REQUIRE_FALSE(visitor.model.warned_at);
        REQUIRE(visitor.at<app::Home>());
    }
}

TEST_CASE("the warning is read, and so is what one comes back to") {
    Visitor visitor = listening();
    CHECK(readings(visitor, [&] { visitor.waits(2 * visitor.model.rules.idle); }) == 1);
    REQUIRE(visitor.model.warned_at);
    CHECK(readings(visitor, [&] { visitor.does(app::Stay{}); }) == 1);
}

TEST_CASE("every liking ends with the visit") {
    Visitor visitor = listening();
    visitor.does(app::SetText{app::TextSize::extra})
        .does(app::SetScheme{app::Scheme::dim})
        .does(app::SetLow{true})
        .does(app::SetHand{app::Hand::left})
        .does(app::SetVolume{90})
        .does(app::KeyUsed{});
    const app::Display liked = visitor.model.display;
    CHECK(liked.text == app::TextSize::extra);
    CHECK(liked.scheme == app::Scheme::dim);
    CHECK(liked.low);
    CHECK(liked.hand == app::Hand::left);
    CHECK(liked.volume == 90);
    visitor.does(app::EndVisit{});
    CHECK(visitor.model.display == app::Display{});
    CHECK(visitor.records.size() == 2);  // visit_began, visit_ended.
}

TEST_CASE("loudness stays within its bounds") {
    Visitor visitor = listening();
    CHECK(visitor.does(app::SetVolume{-10}).model.display.volume == 0);
    CHECK(visitor.does(app::SetVolume{110}).model.display.volume == 100);
}
