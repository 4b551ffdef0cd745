#include <doctest/doctest.h>

#include "support/visitor.h"

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Kind = app::Record::Kind;

namespace {

desk::AccountsCame one_account() {
    desk::AccountsCame came;
    came.accounts = {{.code = "CB01", .manager = true}};
    return came;
}

Visitor at_door() {
    Visitor visitor;
    visitor.does(app::HoldMark{}).waits(app::kHoldMark);
    visitor.taken();
    return visitor;
}

Visitor inside() {
    Visitor visitor = at_door().at_desk(one_account());
    for (const char digit : {'2', '7', '4', '9', '1', '6'}) visitor.at_desk(desk::Digit{digit});
    visitor.at_desk(desk::Admitted{.code = "CB01", .manager = true});
    visitor.asked();
    return visitor;
}

}  // namespace

TEST_CASE("holding the mark for three seconds opens the door, on every screen") {
    Visitor visitor;
    visitor.does(app::HoldMark{}).waits(app::kHoldMark - milliseconds(1));
    CHECK(visitor.at<app::Attract>());
    visitor.waits(milliseconds(1));
    CHECK(visitor.at<app::Staff>());
    CHECK(visitor.taken().empty());  // No visit began, none ended.
    CHECK(visitor.asked().size() == 1);
}

TEST_CASE("a citizen's visit ends when staff come in, and nothing of it stays") {
    Visitor visitor;
    visitor.starts().opens("1.001193").does(app::CycleText{});
    visitor.taken();
    visitor.does(app::HoldMark{}).waits(app::kHoldMark);
    CHECK(visitor.at<app::Staff>());
    CHECK(visitor.taken() == Records{{Kind::visit_ended, "", "other"}});
    CHECK(visitor.model.trail.empty());
    CHECK(visitor.model.display == app::Display{});
}

TEST_CASE("the door opens over the countdown too, and a held mark does not answer it") {
    Visitor visitor;
    visitor.starts().waits(visitor.model.rules.idle);
    REQUIRE(visitor.model.warned_at);
    visitor.does(app::HoldMark{});
    CHECK(visitor.model.warned_at);
    visitor.does(app::ReleaseMark{}).waits(app::kHoldMark);
    CHECK_FALSE(visitor.at<app::Staff>());
    visitor.does(app::HoldMark{}).waits(app::kHoldMark);
    CHECK(visitor.at<app::Staff>());
}

TEST_CASE("a mark let go in time does nothing") {
    Visitor visitor;
    visitor.starts().does(app::HoldMark{}).waits(seconds(2)).does(app::ReleaseMark{});
    visitor.waits(seconds(5));
    CHECK(visitor.at<app::Home>());
}

TEST_CASE("untouched for two minutes, the staff area locks itself and says so") {
    Visitor visitor = inside().waits(minutes(2) - milliseconds(1));
    CHECK(visitor.at<app::Staff>());
    CHECK(app::staff_left(visitor.model, visitor.now) == seconds(1));
    visitor.waits(milliseconds(1));
    CHECK(visitor.at<app::Attract>());
    const auto asked = visitor.asked();
    REQUIRE(asked.size() == 1);
    CHECK(std::get<desk::NoteLeft>(asked[0]).idle);
    CHECK(std::get<desk::NoteLeft>(asked[0]).who == "CB01");
}

TEST_CASE("staff are warned before the area locks itself, and any touch keeps it open") {
    Visitor visitor = inside();
    const app::Rules& rules = visitor.model.rules;
    visitor.waits(rules.staff_idle - rules.warning - milliseconds(1));
    CHECK_FALSE(visitor.model.warned_at);
    visitor.waits(milliseconds(1));
    REQUIRE(visitor.model.warned_at);
    CHECK(app::warning_left(visitor.model, visitor.now) == rules.warning);
    for (int i = 0; i < 20; ++i) {
        visitor.does(app::Stay{});
        REQUIRE_FALSE(visitor.model.warned_at);
        REQUIRE(visitor.at<app::Staff>());
        visitor.waits(rules.staff_idle - seconds(1));
        REQUIRE(visitor.model.warned_at);
    }
    SUBCASE("and locks when nobody answers") {
        visitor.waits(seconds(1));
        CHECK(visitor.at<app::Attract>());
        const desk::Requests asked = visitor.asked();
        REQUIRE_FALSE(asked.empty());
        CHECK(std::get<desk::NoteLeft>(asked.back()).idle);
    }
    SUBCASE("and at once when they say they are done") {
        visitor.does(app::EndVisit{});
        CHECK(visitor.at<app::Attract>());
        const desk::Requests asked = visitor.asked();
        REQUIRE_FALSE(asked.empty());
        CHECK_FALSE(std::get<desk::NoteLeft>(asked.back()).idle);
    }
}

TEST_CASE("staff may walk by keys too, silently, and the next citizen knows nothing of it") {
    Visitor visitor = inside();
    visitor.does(app::KeyUsed{});
    CHECK(visitor.model.display == app::Display{.keys = true});
    visitor.waits(visitor.model.rules.staff_idle);
    CHECK(visitor.at<app::Attract>());
    CHECK(visitor.model.display == app::Display{});
}

TEST_CASE("answers of the machine do not keep the area open; a touch does") {
    Visitor visitor = inside().waits(seconds(100));
    visitor.at_desk(desk::JournalGrew{}).waits(seconds(20));
    CHECK(visitor.at<app::Attract>());

    Visitor other = inside().waits(seconds(100));
    other.at_desk(desk::OpenTab{desk::Tab::health}).waits(seconds(100));
    CHECK(other.at<app::Staff>());
}

TEST_CASE("leaving goes back to the first screen at once, and the next one finds a door") {
    Visitor visitor = inside().at_desk(desk::Leave{});
    CHECK(visitor.at<app::Attract>());
    CHECK(visitor.asked().size() == 1);
    visitor.does(app::HoldMark{}).waits(app::kHoldMark);
    CHECK_FALSE(visitor.desk().inside());
}

TEST_CASE("an entry that was granted after they had gone is noted as left") {
    Visitor visitor = at_door();
    visitor.asked();
    visitor.at_desk(desk::Leave{}).at_desk(desk::Admitted{.code = "CB01", .manager = false});
    CHECK(visitor.at<app::Attract>());
    const auto asked = visitor.asked();
    REQUIRE(asked.size() == 1);
    CHECK(std::get<desk::NoteLeft>(asked[0]).who == "CB01");
}

TEST_CASE("citizens' controls do nothing at the desk") {
    Visitor visitor = inside();
    for (const app::Action& action : std::initializer_list<app::Action>{
             app::GoHome{}, app::GoBack{}, app::Start{}, app::CycleScheme{}, app::OpenSearch{},
             app::EndVisit{}})
        visitor.does(action);
    CHECK(visitor.at<app::Staff>());
    CHECK(visitor.model.display == app::Display{});
    CHECK(visitor.taken().empty());
}

TEST_CASE("a slip is printed once for each wish, and only where there is a printer") {
    Visitor visitor;
    visitor.starts().opens("1.001193").does(app::PickCase{2}).does(app::PrintSlip{});
    CHECK(visitor.slips.empty());
    visitor.world([](app::Status& status) { status.slip_printer = true; });
    visitor.does(app::PrintSlip{}).does(app::PrintSlip{});
    CHECK(visitor.slips ==
          std::vector<app::SlipRequest>{{.code = "1.001193", .case_index = 2, .language = {}}});
    CHECK(visitor.model.slip == app::Slip::printing);
    visitor.does(app::SlipEnded{true});
    CHECK(visitor.model.slip == app::Slip::printed);
    visitor.does(app::GoBack{});
    CHECK(visitor.model.slip == app::Slip::none);
    visitor.does(app::SlipEnded{false});  // Of a screen that is gone.
    CHECK(visitor.model.slip == app::Slip::none);
}
