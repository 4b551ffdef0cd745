#include "platform/touch.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <sstream>
#include <string>

#include "platform/turn.h"

using platform::Point;
using platform::PointerStep;
using platform::to_window;
using platform::Touch;
using platform::TouchMap;
using Kind = PointerStep::Kind;
using std::chrono::milliseconds;

namespace {

constexpr float kSlop = 20;

Instant at(int ms) { return Instant(std::chrono::hours(1)) + milliseconds(ms); }

const char* word(Kind kind) {
    switch (kind) {
        case Kind::press: return "press";
        case Kind::drag: return "drag";
        case Kind::tap: return "tap";
        case Kind::release: return "release";
        case Kind::cancel: return "cancel";
    }
    return "?";
}

std::string drain(Touch& touch) {
    std::string words;
    while (const auto step = touch.take())
        words += (words.empty() ? "" : " ") + std::string(word(step->kind));
    return words;
}

/// Plays "d1:100,100@0 m1:130,100@10 u1:130,100@60": down, motion, up of a finger at a point and
/// a time in ms; screen@T, tick@T, swallow; "take" lets the screen take all steps so far.
std::string play(Touch& touch, const std::string& script) {
    std::istringstream words(script);
    std::string token, taken;
    const auto keep = [&taken](const std::string& more) {
        if (!more.empty()) taken += (taken.empty() ? "" : " ") + more;
    };
    while (words >> token) {
        const auto time = token.find('@');
        const int ms = time == std::string::npos ? 0 : std::stoi(token.substr(time + 1));
        if (token == "take") keep(drain(touch));
        if (token == "swallow") touch.swallow_until_lifted();
        if (token.starts_with("screen@")) touch.screen_changed(at(ms));
        if (token.starts_with("tick@")) touch.tick(at(ms));
        const auto colon = token.find(':'), comma = token.find(',');
        if (colon == std::string::npos) continue;
        const char letter = token[0];
        const Touch::Phase phase = letter == 'd'   ? Touch::Phase::down
                                   : letter == 'm' ? Touch::Phase::motion
                                                   : Touch::Phase::up;
        const Point point{std::stof(token.substr(colon + 1)), std::stof(token.substr(comma + 1))};
        touch.feed(phase, std::stoll(token.substr(1)), point, at(ms));
    }
    keep(drain(touch));
    return taken;
}

struct Rule {
    const char* promise;
    const char* script;
    const char* expected;
};

constexpr Rule kRules[] = {
    // The tap.
    {"a finger put down gives feedback at once", "d1:100,100@0", "press"},
    {"a finger lifted in place after 50 ms is a tap", "d1:100,100@0 u1:100,100@50", "press tap"},
    {"49 ms is static, not a finger", "d1:100,100@0 u1:100,100@49", "press cancel"},
    {"down and up in one instant is static", "d1:100,100@0 u1:100,100@0", "press cancel"},
    {"a tap may wander less than the slop", "d1:100,100@0 m1:119,100@20 u1:119,100@80",
     "press tap"},
    {"a wander across counts as a whole", "d1:100,100@0 m1:115,115@20 u1:115,115@80",
     "press drag release"},
    {"a tap may be long", "d1:100,100@0 u1:100,100@9000", "press tap"},
    {"a lift far away without a way there is no tap", "d1:100,100@0 u1:150,100@80", "press cancel"},
    {"two taps in one frame are two taps", "d1:9,9@0 u1:9,9@60 d1:9,9@90 u1:9,9@150",
     "press tap press tap"},
    // The drag.
    {"20 px of travel is a drag", "d1:100,100@0 m1:120,100@10", "press drag"},
    {"a drag that comes back is still no tap",
     "d1:100,100@0 m1:140,100@30 take m1:100,100@60 u1:100,100@90", "press drag drag release"},
    {"motions between two frames are one drag", "d1:1,1@0 m1:1,40@9 m1:1,60@18 m1:1,90@27",
     "press drag"},
    {"a drag ends with a release however short", "d1:1,1@0 m1:1,40@9 u1:1,40@12",
     "press drag release"},
    // The guard after a change of screen.
    {"a finger that lands within 400 ms of a change presses nothing",
     "screen@0 d1:100,100@399 m1:100,200@900 u1:100,200@950", ""},
    {"a finger that lands 400 ms after the change presses",
     "screen@0 d1:100,100@400 u1:100,100@460", "press tap"},
    {"a guarded finger stays silent after the guard, until it is lifted",
     "screen@0 d1:1,1@100 u1:1,1@2000 d1:1,1@2001 u1:1,1@2100", "press tap"},
    {"a press from the old screen is cancelled on the new one",
     "d1:1,1@0 take screen@100 u1:1,1@200", "press cancel"},
    {"a drag from the old screen is cancelled on the new one",
     "d1:1,1@0 m1:1,90@50 take screen@100 m1:1,190@150 u1:1,190@200", "press drag cancel"},
    {"a tap that waited while the screen changed is dropped", "d1:1,1@0 u1:1,1@60 screen@61", ""},
    {"a tap whose press was taken is cancelled by the change", "d1:1,1@0 take u1:1,1@60 screen@61",
     "press cancel"},
    {"the quick second tap of a double tap does not press the new screen",
     "d1:1,1@0 u1:1,1@60 take screen@70 d1:1,1@150 u1:1,1@220", "press tap"},
    {"every change begins the guard anew", "screen@0 screen@300 d1:1,1@650 u1:1,1@750", ""},
    // The wake-up.
    {"the finger that wakes the glass presses nothing", "swallow d1:1,1@0 u1:1,1@80", ""},
    {"the glass may be woken while the finger is down", "d1:1,1@0 take swallow u1:1,1@80",
     "press cancel"},
    {"and before anything was shown of it", "d1:1,1@0 swallow u1:1,1@80", ""},
    {"a second tap within 400 ms of the waking one presses nothing",
     "swallow d1:1,1@0 u1:1,1@80 d1:1,1@399 u1:1,1@460", ""},
    {"after that the glass works", "swallow d1:1,1@0 u1:1,1@80 d1:1,1@400 u1:1,1@460", "press tap"},
    {"a long waking finger leaves no guard behind",
     "swallow d1:1,1@0 u1:1,1@3000 d1:1,1@3001 u1:1,1@3060", "press tap"},
    {"a waking tap that came and went swallows itself, not the next finger",
     "d1:1,1@0 u1:1,1@80 swallow d1:1,1@500 u1:1,1@560", "press tap"},
    {"nor does its double tap count", "d1:1,1@0 u1:1,1@80 swallow d1:1,1@300 u1:1,1@360", ""},
    // Several fingers.
    {"a second finger does nothing while the first is down",
     "d1:1,1@0 d2:500,500@20 m2:700,700@40 u2:700,700@90 u1:1,1@120", "press tap"},
    {"the second finger does not take over when the first is lifted",
     "d1:1,1@0 d2:500,500@20 u1:1,1@90 m2:600,600@100 u2:600,600@200", "press tap"},
    {"but its next touch leads", "d1:1,1@0 d2:5,5@20 u1:1,1@90 u2:5,5@100 d2:5,5@120 u2:5,5@190",
     "press tap press tap"},
    {"a finger never put down does nothing", "m7:1,1@0 m7:90,90@10 u7:90,90@99", ""},
    {"negative ids are fingers like others (the mouse)", "d-2:1,1@0 u-2:1,1@60", "press tap"},
    // Lost ends.
    {"the same finger down again cancels what it began", "d1:1,1@0 d1:200,200@500 u1:200,200@600",
     "press cancel press tap"},
    {"a finger whose end was lost is cancelled after 10 s", "d1:1,1@0 tick@9999 take tick@10000",
     "press cancel"},
    {"and is silent until it lands again",
     "d1:1,1@0 tick@10000 m1:90,90@10100 u1:90,90@10200 d1:1,1@11000 u1:1,1@11100",
     "press cancel press tap"},
    {"a stuck finger that trembles is stuck all the same",
     "d1:1,1@0 m1:2,1@5000 m1:1,1@9900 tick@10000", "press cancel"},
    {"others work once a stuck finger is given up", "d1:1,1@0 tick@10000 d2:9,9@10001 u2:9,9@10099",
     "press cancel press tap"},
    {"a dead finger gets stuck too, and is given up",
     "screen@0 d1:1,1@10 tick@10010 d2:9,9@10011 u2:9,9@10090", "press tap"},
    {"a drag that goes on is not lost", "d1:1,1@0 m1:1,90@9000 tick@18999 take tick@19000",
     "press drag cancel"},
    {"but water does not drag for more than a minute",
     "d1:1,1@0 m1:1,90@9000 m1:1,99@17000 m1:1,90@25000 m1:1,99@33000 m1:1,90@41000 "
     "m1:1,99@49000 m1:1,90@57000 tick@59999 take tick@60000",
     "press drag cancel"},
    {"time that goes backwards harms nothing", "d1:1,1@100 m1:1,90@50 u1:1,90@40",
     "press drag release"},
};

PointerStep last_of(Touch& touch) {
    PointerStep last{};
    while (const auto step = touch.take()) last = *step;
    return last;
}

}  // namespace

TEST_CASE("every rule of touch holds") {
    for (const Rule& rule : kRules) {
        CAPTURE(rule.promise);
        Touch touch(kSlop);
        CHECK(play(touch, rule.script) == rule.expected);
    }
}

TEST_CASE("steps say where: a press where it landed, a tap where it was lifted") {
    Touch touch(kSlop);
    touch.feed(Touch::Phase::down, 1, {100, 200}, at(0));
    touch.feed(Touch::Phase::up, 1, {110, 205}, at(70));
    CHECK(touch.take() == PointerStep{.kind = Kind::press, .at = {100, 200}});
    CHECK(touch.pending());
    CHECK(touch.take() == PointerStep{.kind = Kind::tap, .at = {110, 205}});
    CHECK_FALSE(touch.pending());
    CHECK_FALSE(touch.take());
}

TEST_CASE("a finger that moves evenly is released with its speed") {
    for (const int every : {4, 8, 16, 33}) {
        CAPTURE(every);
        Touch touch(kSlop);
        int ms = 0;
        touch.feed(Touch::Phase::down, 1, {500, 500}, at(0));
        for (; ms < 400; ms += every) {
            const float y = 500 - static_cast<float>(ms) * 0.8f;  // 800 px a second, upwards.
            touch.feed(Touch::Phase::motion, 1, {500, y}, at(ms));
        }
        touch.feed(Touch::Phase::up, 1, {500, 180}, at(ms));
        const PointerStep end = last_of(touch);
        CHECK(end.kind == Kind::release);
        CHECK(end.velocity.x == 0);
        CHECK(end.velocity.y == doctest::Approx(-800).epsilon(0.05));
    }
}

TEST_CASE("a finger that rests before it is lifted throws nothing") {
    Touch touch(kSlop);
    play(touch, "d1:100,100@0 m1:100,150@20 m1:100,200@40");
    touch.feed(Touch::Phase::up, 1, {100, 200}, at(141));
    CHECK(last_of(touch).velocity == Point{});
}

TEST_CASE("motions of the same millisecond and leaping panels give a finite, bounded speed") {
    Touch touch(kSlop);
    touch.feed(Touch::Phase::down, 1, {0, 0}, at(0));
    touch.feed(Touch::Phase::motion, 1, {0, 300}, at(0));
    touch.feed(Touch::Phase::motion, 1, {0, 600}, at(0));
    touch.feed(Touch::Phase::up, 1, {0, 600}, at(0));
    CHECK(last_of(touch).velocity == Point{});

    touch.feed(Touch::Phase::down, 1, {0, 0}, at(500));
    for (int i = 0; i < 100; ++i) {
        touch.feed(Touch::Phase::motion, 1, {0, i % 2 ? 1e6f : 0}, at(501 + i));
    }
    touch.feed(Touch::Phase::up, 1, {0, 1e6f}, at(601));
    const Point velocity = last_of(touch).velocity;
    CHECK(std::isfinite(velocity.y));
    CHECK(std::abs(velocity.y) <= Touch::kSpeedMax * 1.001f);
}

TEST_CASE("a deadline is due exactly when a finger would be given up") {
    Touch touch(kSlop);
    CHECK(touch.next_deadline() == Instant::max());
    touch.feed(Touch::Phase::down, 1, {0, 0}, at(0));
    CHECK(touch.next_deadline() == at(10'000));
    touch.feed(Touch::Phase::motion, 1, {0, 50}, at(7000));
    CHECK(touch.next_deadline() == at(17'000));
    touch.tick(touch.next_deadline());
    CHECK(touch.next_deadline() == Instant::max());
}

TEST_CASE("a flood that nobody takes is cut, and every press in it has its end") {
    Touch touch(kSlop);
    for (int i = 0; i < 10'000; ++i) {
        touch.feed(Touch::Phase::down, i, {1, 1}, at(i * 100));
        for (int m = 0; m < 5; ++m) touch.feed(Touch::Phase::motion, i, {1, 60}, at(i * 100 + m));
        touch.feed(Touch::Phase::up, i, {1, 1}, at(i * 100 + 60));
    }
    CHECK(touch.raw_touches() == 10'000);
    std::size_t steps = 0, open = 0;
    while (const auto step = touch.take()) {
        ++steps;
        if (step->kind == Kind::press) ++open;
        if (step->kind == Kind::release) --open;
    }
    CHECK(steps <= Touch::kStepsMax);
    CHECK(steps > Touch::kStepsMax / 2);
    CHECK(open == 0);
    touch.feed(Touch::Phase::down, 1, {1, 1}, at(2'000'000));
    CHECK(drain(touch) == "press");
}

TEST_CASE("whatever a panel sends, each press taken has exactly one end") {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        Touch touch(kSlop);
        int now = 0;
        bool pressed = false;
        for (int i = 0; i < 200; ++i) {
            now += static_cast<int>(random() % (i % 40 == 0 ? 12'000 : 80));
            const Point point{static_cast<float>(random() % 60), static_cast<float>(random() % 60)};
            const auto finger = static_cast<std::int64_t>(random() % 3);
            switch (random() % 12) {
                case 0: touch.screen_changed(at(now)); break;
                case 1: touch.swallow_until_lifted(); break;
                case 2: touch.tick(at(now)); break;
                case 3:
                case 4:
                case 5: touch.feed(Touch::Phase::down, finger, point, at(now)); break;
                case 6:
                case 7:
                case 8: touch.feed(Touch::Phase::up, finger, point, at(now)); break;
                default: touch.feed(Touch::Phase::motion, finger, point, at(now));
            }
            if (random() % 3 != 0) continue;
            const auto step = touch.take();
            if (!step) continue;
            const bool begins = step->kind == Kind::press;
            REQUIRE(pressed != begins);
            pressed = begins || step->kind == Kind::drag;
        }
    }
}

TEST_CASE("a panel mounted turned or mirrored points where the finger is") {
    constexpr int kWide = 1921, kHigh = 1081;
    const auto mapped = [](float x, float y, TouchMap map) {
        const Point p = to_window(x, y, map, kWide, kHigh);
        return std::pair(std::lround(p.x), std::lround(p.y));
    };
    using Pair = std::pair<long, long>;
    CHECK(mapped(0.25f, 0, {}) == Pair{480, 0});
    CHECK(mapped(0, 0, {.rotate = 90}) == Pair{1920, 0});
    CHECK(mapped(1, 0, {.rotate = 90}) == Pair{1920, 1080});
    CHECK(mapped(0, 0, {.rotate = 180}) == Pair{1920, 1080});
    CHECK(mapped(0, 0, {.rotate = 270}) == Pair{0, 1080});
    CHECK(mapped(0, 1, {.rotate = 270}) == Pair{1920, 1080});
    CHECK(mapped(0, 0, {.mirror_x = true}) == Pair{1920, 0});
    CHECK(mapped(0, 0, {.mirror_y = true}) == Pair{0, 1080});
    CHECK(mapped(0, 0, {.rotate = 90, .mirror_y = true}) == Pair{0, 0});
}

TEST_CASE("a sensor larger or smaller than the lit glass is stretched between its edges") {
    const auto mapped = [](float x, float y, TouchMap map) {
        const Point p = to_window(x, y, map, 1001, 501);
        return std::pair(std::lround(p.x), std::lround(p.y));
    };
    using Pair = std::pair<long, long>;
    const TouchMap map{.left = 100, .right = 50, .top = 20, .bottom = -20};
    CHECK(mapped(0.1f, 0.02f, map) == Pair{0, 0});
    CHECK(mapped(0.3125f, 0.27f, map) == Pair{250, 125});
    CHECK(mapped(0.95f, 0.999f, map).first == 1000);
    CHECK(mapped(0, 0, map) == Pair{0, 0});  // Beyond the lit edge.
    CHECK(mapped(1, 1, map).first == 1000);
    // The edges are the panel's, after mirror and turn, whatever the sensor calls them.
    CHECK(mapped(0.9f, 0.02f, {.mirror_x = true, .left = 100, .top = 20}) == Pair{0, 0});
    CHECK(mapped(0.02f, 0.9f, {.rotate = 90, .left = 100, .top = 20}) == Pair{0, 0});
    CHECK(mapped(0.9f, 0.98f, {.rotate = 180, .left = 100, .top = 20}) == Pair{0, 0});
    CHECK(mapped(0.98f, 0.1f, {.rotate = 270, .left = 100, .top = 20}) == Pair{0, 0});
}

TEST_CASE("a finger lands where it is seen, however sensor and picture are turned") {
    // A dot is drawn in the upright picture; a sensor wired in any way feels the finger on it.
    constexpr platform::Size kUpright{1001, 501};
    const platform::Point dot{250, 125};
    for (const int picture : {0, 90, 180, 270}) {
        const platform::Turn turn(picture);
        const platform::Size panel = turn.panel(kUpright);
        const paint::Rect seen = turn.to_panel(
            paint::Rect{static_cast<int>(dot.x), static_cast<int>(dot.y),
                        static_cast<int>(dot.x) + 1, static_cast<int>(dot.y) + 1},
            kUpright);
        const float along = (static_cast<float>(seen.x0) + 0.5f) / static_cast<float>(panel.width);
        const float down = (static_cast<float>(seen.y0) + 0.5f) / static_cast<float>(panel.height);
        for (const int sensor : {0, 90, 180, 270}) {
            for (const bool mirror_x : {false, true}) {
                for (const bool mirror_y : {false, true}) {
                    CAPTURE(picture);
                    CAPTURE(sensor);
                    CAPTURE(mirror_x);
                    CAPTURE(mirror_y);
                    // What the sensor says of that place: its turn undone, then its mirrors.
                    float x = along, y = down;
                    if (sensor == 90) x = down, y = 1 - along;
                    if (sensor == 180) x = 1 - along, y = 1 - down;
                    if (sensor == 270) x = 1 - down, y = along;
                    if (mirror_x) x = 1 - x;
                    if (mirror_y) y = 1 - y;
                    const Point at = to_window(
                        x, y, {.rotate = sensor, .mirror_x = mirror_x, .mirror_y = mirror_y},
                        panel.width, panel.height);
                    const Point felt = turn.to_upright(at, panel);
                    CHECK(std::abs(felt.x - dot.x) <= 1);
                    CHECK(std::abs(felt.y - dot.y) <= 1);
                }
            }
        }
    }
}

TEST_CASE("a broken panel's coordinates stay inside the window") {
    constexpr float kInfinite = std::numeric_limits<float>::infinity();
    constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
    for (const float x : {-kInfinite, -5.0f, 0.0f, 1.0f, 7.0f, kInfinite, kNothing}) {
        for (const int rotate : {0, 90, 180, 270}) {
            const Point p = to_window(x, x, {.rotate = rotate}, 1920, 1080);
            CHECK((p.x >= 0 && p.x <= 1919));
            CHECK((p.y >= 0 && p.y <= 1079));
        }
    }
}
