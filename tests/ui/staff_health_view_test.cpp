// The machine's page, with and without somebody to connect through.

#include <doctest/doctest.h>

#include "ui/staff_stage.h"

namespace {

using desk::Condition;

desk::Health health(bool agent) {
    desk::Health health;
    health.agent = agent;
    health.lines = {{"sync", "Gia Lai, lần cuối 22/11/2026 09:05", Condition::warn},
                    {"unsent", "1.234 số liệu, từ 20/11/2026; 2 không được nhận", Condition::warn}};
    if (agent) health.lines.push_back({"words", "phượng chuông truyện thuyền", Condition::good});
    for (const char* id : {"network", "clock", "disk", "journal", "touch", "filtered", "catalogue",
                           "frames", "temperature", "version"})
        health.lines.push_back({id, "Có mạng", Condition::good});
    health.taps.assign(desk::kTouchCells, 12);
    return health;
}

}  // namespace

TEST_CASE("the page holds with every line there can be, for officers and managers") {
    StaffStage stage;
    for (const bool manager : {false, true})
        for (const bool agent : {false, true}) {
            desk::Desk& desk = stage.enter(desk::HealthView{});
            desk.manager = manager;
            stage.hold("asking");
            desk.facts.health = health(agent);
            stage.hold("health");
            desk.facts.health->stuck = 5;
            stage.hold("stuck");
            for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
                const bool connects = stage.tap(panel, "enrol").has_value();
                CHECK(connects == (manager && agent));
            }
        }
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}
