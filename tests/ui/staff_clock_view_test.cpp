// Setting the clock, and what is shown while nobody vouches for it.

#include <doctest/doctest.h>

#include "ui/staff_stage.h"

namespace {

using Fault = desk::ClockView::Fault;

const auto kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(7) +
                  std::chrono::minutes(5);

desk::Desk& at_clock(StaffStage& stage, const desk::ClockView& screen) {
    desk::Desk& desk = stage.enter(screen);
    desk.facts.clock = {.first = kNow - std::chrono::days(3),
                        .last = kNow + std::chrono::days(400)};
    stage.model.status.clock_trusted = false;
    return desk;
}

}  // namespace

TEST_CASE("every state of setting the clock holds") {
    StaffStage stage;
    at_clock(stage, {});
    stage.hold("empty");
    at_clock(stage, {.digits = "23112026"});
    stage.hold("typing");
    for (const Fault fault : {Fault::no_such_time, Fault::too_early, Fault::too_late}) {
        at_clock(stage, {.digits = "231120261405", .fault = fault});
        stage.hold("fault " + std::to_string(static_cast<int>(fault)));
    }
    at_clock(stage, {.digits = "231120261405", .asked = kNow});
    stage.hold("asked");
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}

TEST_CASE("digits are typed on the pad, and the time is asked for in words before it is set") {
    StaffStage stage;
    at_clock(stage, {});
    for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
        const auto typed = stage.tap(panel, "pin-7");
        REQUIRE(typed);
        const auto* at_desk = std::get_if<app::AtDesk>(&*typed);
        REQUIRE(at_desk);
        CHECK(std::get<desk::Digit>(at_desk->action).digit == '7');
        CHECK_FALSE(stage.tap(panel, "next"));  // Nothing is typed.
    }
    at_clock(stage, {.digits = "231120261405"});
    CHECK(stage.tap(StaffStage::kLandscape, "next"));
    at_clock(stage, {.digits = "231120261405", .asked = kNow});
    stage.draw(StaffStage::kPortrait);
    CHECK(stage.shows("Thứ Hai, 23/11/2026"));
    CHECK(stage.shows("14:05"));
    CHECK(stage.tap(StaffStage::kPortrait, "set"));
    CHECK(stage.tap(StaffStage::kPortrait, "retype"));
}

TEST_CASE("while the clock is not trusted no time or day is shown, and staff are told what to do") {
    StaffStage stage;
    for (const bool manager : {true, false}) {
        desk::Desk& desk = stage.enter(desk::Tallies{.anchor = stage.today});
        desk.manager = manager;
        desk.facts.figures = stage.figures({stage.today, stage.today});
        stage.model.status.clock_trusted = true;
        stage.draw(StaffStage::kLandscape);
        CHECK(stage.shows("16:42"));
        CHECK_FALSE(stage.shows("--:--"));
        stage.model.status.clock_trusted = false;
        for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
            stage.draw(panel);
            CHECK_FALSE(stage.shows("16:42"));
            CHECK(stage.shows("--:--"));
            CHECK(stage.shows(manager ? "bấm Chỉnh đồng hồ" : "báo quản lý"));
        }
        stage.hold(manager ? "manager" : "officer");
    }
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}

TEST_CASE(
    "the health page leads managers to the clock where nobody keeps it, beside the province") {
    StaffStage stage;
    for (const bool agent : {false, true})
        for (const bool free : {false, true})
            for (const bool manager : {false, true}) {
                desk::Desk& desk = stage.enter(desk::HealthView{});
                desk.manager = manager;
                desk::Health health;
                health.lines = {
                    {"clock", "Do cán bộ chỉnh, giữ đến khi tắt máy", desk::Condition::good}};
                health.agent = agent;
                health.clock_free = free;
                desk.facts.health = health;
                stage.hold("health");
                stage.draw(StaffStage::kPortrait);
                CHECK((stage.probe.target("clock") != nullptr) == (free && manager));
                CHECK((stage.probe.target("enrol") != nullptr) == (agent && manager));
            }
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}
