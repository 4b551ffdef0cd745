// The hidden way to the staff: a finger that rests on the mark, on every screen.

#include <doctest/doctest.h>

#include "ui/staff_stage.h"

namespace {

using Kind = ui::FingerStep::Kind;

template <class Wanted>
bool asks(const ui::Asked& asked) {
    return asked && std::holds_alternative<Wanted>(*asked);
}

/// A finger comes to rest on the mark of the current screen.
ui::Asked press_mark(StaffStage& stage, const ui::Panel& panel) {
    stage.draw(panel);
    const ui::Probe::Target* mark = stage.probe.target("mark");
    REQUIRE(mark);
    CHECK(mark->hidden);
    return stage.draw(panel, ui::FingerStep{Kind::press, mark->box.x + mark->box.w / 2,
                                            mark->box.y + mark->box.h / 2});
}

}  // namespace

TEST_CASE("a finger that rests on the mark is told once, and told again when it leaves") {
    StaffStage stage;
    for (const app::Screen& screen :
         {app::Screen(app::Attract{}), app::Screen(app::Home{}), app::Screen(app::Offline{}),
          app::Screen(app::Help{}), app::Screen(app::Search{})})
        for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
            stage.model.screen = screen;
            CHECK(asks<app::HoldMark>(press_mark(stage, panel)));
            stage.model.mark_held_at = stage.now;
            CHECK_FALSE(stage.draw(panel));
            CHECK(asks<app::ReleaseMark>(stage.draw(panel, ui::FingerStep{Kind::cancel})));
            stage.model.mark_held_at.reset();
            CHECK_FALSE(stage.draw(panel));
        }
}

TEST_CASE("the mark can still be held while the warning comes and goes") {
    StaffStage stage;
    stage.model.screen = app::Home{};
    stage.model.warned_at = stage.now;
    CHECK(asks<app::HoldMark>(press_mark(stage, StaffStage::kLandscape)));
    stage.model.mark_held_at = stage.now;
    stage.model.warned_at.reset();  // Being touched ends it: another screen under the finger.
    CHECK_FALSE(stage.draw(StaffStage::kLandscape));
}

TEST_CASE("a short tap on the attract screen's mark starts a visit") {
    StaffStage stage;
    stage.model.screen = app::Attract{};
    CHECK(asks<app::Start>(stage.tap(StaffStage::kLandscape, "mark")));
}

TEST_CASE("for staff the mark means nothing") {
    StaffStage stage;
    stage.enter(desk::CampaignView{});
    CHECK_FALSE(press_mark(stage, StaffStage::kLandscape));
    stage.model.mark_held_at = stage.now;
    CHECK(asks<app::ReleaseMark>(stage.draw(StaffStage::kLandscape)));
}
