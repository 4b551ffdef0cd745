// The picture stands a little elsewhere: nothing of it is lost, and fingers find everything.

#include "ui/gate_stage.h"

namespace {

constexpr ui::Shift kFar{.x = 8, .y = -8}, kBack{.x = -8, .y = 8};

}  // namespace

TEST_CASE("the whole picture moves, and the ground reaches the edges") {
    GateStage stage;
    for (const gate::Setting& setting :
         {gate::Setting{gate::kLandscape, {}}, gate::Setting{gate::kPortrait, {}}})
        for (const app::Screen& screen : {app::Screen(app::Attract{}), app::Screen(app::Home{}),
                                          app::Screen(app::Guide{.code = "1.001193"})}) {
            const gate::Shown shown{.what = "shifted", .screen = screen};
            stage.glass().shift({});
            stage.draw(setting, shown);
            stage.paint(setting);
            const std::vector<std::uint32_t> still = stage.canvas().pixels();
            const ui::Probe told = stage.probe();
            const int width = setting.panel.width, height = setting.panel.height;
            const auto was = [&](int x, int y) {
                return still[static_cast<std::size_t>(y * width + x)];
            };
            for (const ui::Shift by : {kFar, kBack}) {
                stage.glass().shift(by);
                stage.draw(setting, shown);
                stage.paint(setting);
                int differs = 0, black = 0;
                for (int y = 8; y < height - 8; ++y)
                    for (int x = 8; x < width - 8; ++x)
                        differs += stage.canvas().at(x, y) != was(x - by.x, y - by.y);
                for (int y = 0; y < height; ++y)
                    for (const int x : {0, 3, width - 4, width - 1})
                        black += stage.canvas().at(x, y) == 0 && was(x, y) != 0;
                CHECK(differs == 0);
                CHECK(black == 0);
                REQUIRE(stage.probe().targets.size() == told.targets.size());
                for (std::size_t i = 0; i < told.targets.size(); ++i) {
                    const ui::Box &now = stage.probe().targets[i].box, &then = told.targets[i].box;
                    CHECK(now == then.moved(static_cast<float>(by.x), static_cast<float>(by.y)));
                }
            }
            stage.glass().shift({});
        }
}

TEST_CASE("a finger presses what it sees, at the edges too") {
    GateStage stage;
    const gate::Setting setting{gate::kLandscape, {}};
    for (const ui::Shift by : {ui::Shift{}, kFar, kBack}) {
        stage.glass().shift(by);
        const gate::Shown home{.what = "home", .screen = app::Home{}};
        stage.draw(setting, home);
        const ui::Probe::Target* back = stage.probe().target("back");
        REQUIRE(back);
        const ui::Box box = back->box;
        // A pixel inside and a pixel outside its left edge.
        for (const float x : {box.x + 1, box.x - 2}) {
            using Kind = ui::FingerStep::Kind;
            const float y = box.y + box.h / 2;
            stage.draw(setting, home, ui::FingerStep{Kind::press, x, y});
            const ui::Asked asked = stage.draw(setting, home, ui::FingerStep{Kind::tap, x, y});
            CHECK(asked.has_value() == (x > box.x));
        }
        for (const auto& [x, y] : {std::pair{0.0f, 0.0f}, {1919.0f, 1079.0f}}) {
            const gate::Shown attract{.what = "attract", .screen = app::Attract{}};
            using Kind = ui::FingerStep::Kind;
            stage.draw(setting, attract, ui::FingerStep{Kind::press, x, y});
            CHECK(stage.draw(setting, attract, ui::FingerStep{Kind::tap, x, y}).has_value());
        }
    }
}
