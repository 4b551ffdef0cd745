// Connecting with the province, on the glass.

#include <doctest/doctest.h>

#include "ui/staff_stage.h"

namespace {

constexpr const char* kCode = "7QF2WWWMMQGHJK0";

template <class Wanted>
const Wanted* wish(const ui::Asked& asked) {
    const auto* at_desk = asked ? std::get_if<app::AtDesk>(&*asked) : nullptr;
    return at_desk ? std::get_if<Wanted>(&at_desk->action) : nullptr;
}

}  // namespace

TEST_CASE("the screen holds in every state, with every reason") {
    StaffStage stage;
    stage.enter(desk::Enrol{});
    stage.hold("empty");
    desk::Desk& desk = stage.enter(desk::Enrol{.code = std::string(kCode).substr(0, 7)});
    stage.hold("half");
    for (const char* error :
         {"code_unknown", "code_wrong", "code_spent", "code_expired", "code_used", "code_ward",
          "mistyped", "unreachable", "no_agent", "something_else"}) {
        desk.screen = desk::Enrol{.code = kCode, .error = error};
        stage.hold(error);
    }
    desk.screen = desk::Enrol{.code = kCode, .waiting = true};
    stage.hold("waiting");
    CHECK_FALSE(stage.probe.target("sym-A"));
    desk.screen = desk::Enrol{.words = "mây sông gạo trâu", .name = "Quầy 1"};
    stage.hold("words");
    CHECK(stage.shows("trâu"));
    desk.screen = desk::Enrol{.words = "phượng chuông truyện thuyền",
                              .name = "Quầy tiếp nhận và trả kết quả số 12"};
    stage.hold("the longest words");
    CHECK_MESSAGE(stage.report.clean(), stage.report.words());
}

TEST_CASE("every symbol has its key, and a whole code has a way on") {
    StaffStage stage;
    for (const ui::Panel& panel : {StaffStage::kLandscape, StaffStage::kPortrait}) {
        stage.enter(desk::Enrol{});
        for (const char symbol : desk::kCodeAlphabet) {
            const ui::Asked asked = stage.tap(panel, std::string("sym-") + symbol);
            REQUIRE(wish<desk::CodeSymbol>(asked));
            CHECK(wish<desk::CodeSymbol>(asked)->symbol == symbol);
        }
        CHECK_FALSE(stage.tap(panel, "connect"));
        CHECK_FALSE(stage.tap(panel, "erase"));
        stage.enter(desk::Enrol{.code = kCode});
        CHECK(wish<desk::SendCode>(stage.tap(panel, "connect")));
        CHECK(wish<desk::EraseDigit>(stage.tap(panel, "erase")));
        CHECK(wish<desk::EraseDigits>(stage.tap(panel, "clear")));
        CHECK(wish<desk::Back>(stage.tap(panel, "back")));
        stage.enter(desk::Enrol{.words = "mây sông gạo trâu"});
        CHECK(wish<desk::Back>(stage.tap(panel, "finish")));
    }
}
