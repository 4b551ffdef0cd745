// Walking every screen by keys: in reading order everything is met, and seen to be met.

#include "ui/focus.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "ui/gate_stage.h"

namespace {

using ui::focus_after;
using ui::Focusable;
using ui::Key;

/// Two rows of three, and a wide one below.
const std::vector<Focusable> kGrid{{"a", {0, 0, 90, 40}},      {"b", {100, 0, 90, 40}},
                                   {"c", {200, 0, 90, 40}},    {"d", {0, 50, 90, 40}},
                                   {"e", {100, 50, 90, 40}},   {"f", {200, 50, 90, 40}},
                                   {"wide", {0, 100, 290, 40}}};

/// What citizens can choose on the glass, as the gate sees it.
std::vector<std::string> choices(const ui::Probe& probe) {
    std::vector<std::string> all;
    for (const ui::Probe::Target& target : probe.targets)
        if (target.enabled && !target.hidden && !target.whole_screen) all.push_back(target.id);
    return all;
}

gate::Setting walked(const ui::Panel& panel, bool low) {
    return {panel, {.low = low, .hand = low ? app::Hand::left : app::Hand::right, .keys = true}};
}

/// The pixels around a target, where the rings of the focus lie.
std::vector<std::uint32_t> around(const gate::Canvas& canvas, const ui::Box& box) {
    std::vector<std::uint32_t> pixels;
    const int left = std::max(0, static_cast<int>(box.x) - 7);
    const int right = std::min(canvas.width() - 1, static_cast<int>(box.right()) + 6);
    for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); y += 4) {
        pixels.push_back(canvas.at(left, y));
        pixels.push_back(canvas.at(right, y));
    }
    return pixels;
}

}  // namespace

TEST_CASE("right leads from each to every other and round, left the same way back") {
    for (const Focusable& start : kGrid) {
        std::string at = start.id;
        std::map<std::string, int> met;
        for (std::size_t i = 0; i < kGrid.size(); ++i) {
            ++met[at];
            const std::string next = focus_after(kGrid, at, Key::right);
            CHECK(focus_after(kGrid, next, Key::left) == at);
            at = next;
        }
        CHECK(at == start.id);
        CHECK(met.size() == kGrid.size());
    }
}

TEST_CASE("down and up lead to the nearest there, and round where nothing is") {
    CHECK(focus_after(kGrid, "b", Key::down) == "e");
    CHECK(focus_after(kGrid, "e", Key::up) == "b");
    CHECK(focus_after(kGrid, "f", Key::down) == "wide");
    CHECK(focus_after(kGrid, "wide", Key::up) == "e");
    CHECK(focus_after(kGrid, "wide", Key::down) == "a");
    CHECK(focus_after(kGrid, "c", Key::up) == "wide");
}

TEST_CASE(
    "from nowhere the focus comes to an end of the screen; where nothing is it stays nowhere") {
    CHECK(focus_after(kGrid, "", Key::right) == "a");
    CHECK(focus_after(kGrid, "gone", Key::down) == "a");
    CHECK(focus_after(kGrid, "", Key::left) == "wide");
    CHECK(focus_after(kGrid, "gone", Key::up) == "wide");
    CHECK(focus_after({}, "", Key::right).empty());
    CHECK(focus_after({}, "a", Key::choose).empty());
    CHECK(focus_after(kGrid, "e", Key::choose) == "e");
    CHECK(focus_after(kGrid, "e", Key::back) == "e");
}

TEST_CASE("on every screen right meets everything that can be chosen once, and comes round") {
    GateStage stage;
    for (const ui::Panel& panel : {gate::kLandscape, gate::kPortrait})
        for (const bool low : {false, true})
            for (const gate::Shown& shown : gate::every_screen()) {
                const gate::Setting setting = walked(panel, low);
                CAPTURE(setting.words());
                CAPTURE(shown.what);
                stage.draw(setting, shown);
                std::vector<std::string> all = choices(stage.probe());
                std::vector<std::string> met;
                const std::string first = stage.probe().focus;
                for (std::size_t i = 0; i < all.size(); ++i) {
                    met.push_back(stage.probe().focus);
                    stage.draw(setting, shown, ui::Key::right);
                }
                CHECK(stage.probe().focus == first);
                std::sort(all.begin(), all.end());
                std::sort(met.begin(), met.end());
                CHECK(met == all);
            }
}

TEST_CASE("on every screen a ring shows what is in focus, in all colours") {
    GateStage stage;
    for (const app::Scheme scheme : gate::kEveryScheme)
        for (const gate::Shown& shown : gate::every_screen()) {
            gate::Setting setting = walked(gate::kLandscape, false);
            setting.display.scheme = scheme;
            CAPTURE(setting.words());
            CAPTURE(shown.what);
            stage.draw(setting, shown);
            // The first and the last are enough: the ring is drawn in one place for all.
            for (const Key key : {Key::right, Key::left}) {
                stage.draw(setting, shown, key);
                const ui::Probe::Target* target = stage.probe().target(stage.probe().focus);
                if (!target) continue;
                stage.paint(setting);
                const auto with = around(stage.canvas(), target->box);
                gate::Setting unseen = setting;
                unseen.display.keys = false;
                stage.draw(unseen, shown);
                stage.paint(unseen);
                CHECK(around(stage.canvas(), target->box) != with);
            }
        }
}
