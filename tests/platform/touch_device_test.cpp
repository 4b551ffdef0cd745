#include "platform/touch_device.h"

#include <doctest/doctest.h>
#include <linux/input.h>

#include <map>
#include <random>

#include "platform/key_device.h"

using platform::FingerInput;
using platform::Input;
using platform::KeyDevice;
using platform::KeyInput;
using platform::Keystroke;
using platform::Touch;
using platform::TouchDevice;

namespace {

constexpr TouchDevice::Shape kPanel{.x = {0, 1000}, .y = {100, 1100}, .slots = 10};
constexpr TouchDevice::Shape kSingle{.x = {0, 1000}, .y = {100, 1100}, .slots = 0};

struct Raw {
    std::uint16_t type, code;
    std::int32_t value;
};
constexpr Raw kReport{EV_SYN, SYN_REPORT, 0};

Raw slot(int value) { return {EV_ABS, ABS_MT_SLOT, value}; }
Raw tracking(int value) { return {EV_ABS, ABS_MT_TRACKING_ID, value}; }
Raw x(int value) { return {EV_ABS, ABS_MT_POSITION_X, value}; }
Raw y(int value) { return {EV_ABS, ABS_MT_POSITION_Y, value}; }

/// What a device tells of some events: "down 0.5 0.25", with a finger's first number as #1, #2…
class Listener {
public:
    explicit Listener(const TouchDevice::Shape& shape) : device(7, shape) {}

    std::string hears(const std::vector<Raw>& events) {
        std::vector<Input> heard;
        for (const Raw& raw : events) device.feed(raw.type, raw.code, raw.value, Instant{}, heard);
        return told(heard);
    }
    std::string told(const std::vector<Input>& heard) {
        std::string words;
        for (const Input& input : heard) {
            const auto& finger = std::get<FingerInput>(input);
            static constexpr const char* kPhases[] = {"down", "motion", "up"};
            const auto number = fingers.emplace(finger.id, fingers.size() + 1).first->second;
            char text[64];
            std::snprintf(text, sizeof text, "%s#%zu %g %g",
                          kPhases[static_cast<int>(finger.phase)], number,
                          static_cast<double>(finger.x), static_cast<double>(finger.y));
            words += (words.empty() ? "" : ", ") + std::string(text);
        }
        return words;
    }
    TouchDevice device;
    std::map<std::int64_t, std::size_t> fingers;
};

}  // namespace

TEST_CASE("a finger in a slot comes down, moves and is lifted, each when its report is whole") {
    Listener panel(kPanel);
    CHECK(panel.hears({slot(0), tracking(41), x(500), y(350)}).empty());
    CHECK(panel.hears({kReport}) == "down#1 0.5 0.25");
    CHECK(panel.hears({x(600), kReport}) == "motion#1 0.6 0.25");
    CHECK(panel.hears({kReport}).empty());  // Nothing new.
    CHECK(panel.hears({{EV_ABS, ABS_MT_PRESSURE, 9}, {EV_KEY, BTN_TOUCH, 0}, kReport}).empty());
    CHECK(panel.hears({tracking(-1), kReport}) == "up#1 0.6 0.25");
    CHECK(panel.hears({tracking(42), kReport}) == "down#2 0.6 0.25");
    // Lifted where it is by then.
    CHECK(panel.hears({x(700), tracking(-1), kReport}) == "up#2 0.7 0.25");
}

TEST_CASE("fingers in several slots keep apart, and a slot taken over is another finger") {
    Listener panel(kPanel);
    CHECK(panel.hears({slot(0), tracking(1), x(0), y(100), slot(3), tracking(2), x(1000), y(1100),
                       kReport}) == "down#1 0 0, down#2 1 1");
    CHECK(panel.hears({x(900), kReport}) == "motion#2 0.9 1");
    CHECK(panel.hears({slot(0), tracking(9), x(500), kReport}) == "up#1 0 0, down#3 0.5 0");
    CHECK(panel.hears({tracking(-1), slot(3), tracking(-1), kReport}) ==
          "up#3 0.5 0, up#2 0.9 1");
}

TEST_CASE("what begins and ends within one report, or lies in no slot, is no finger") {
    Listener panel(kPanel);
    CHECK(panel.hears({slot(0), tracking(1), x(5), tracking(-1), kReport}).empty());
    CHECK(panel.hears({slot(10), tracking(1), x(5), kReport}).empty());
    CHECK(panel.hears({slot(-4), tracking(5), x(500), y(600), kReport}) == "down#1 0.5 0.5");
}

TEST_CASE("a panel of one contact, and a pointer that says where it is, press by their button") {
    Listener panel(kSingle);
    CHECK(panel.hears({{EV_ABS, ABS_X, 500}, {EV_ABS, ABS_Y, 600}, kReport}).empty());
    CHECK(panel.hears({{EV_KEY, BTN_LEFT, 1}, kReport}) == "down#1 0.5 0.5");
    CHECK(panel.hears({{EV_ABS, ABS_X, 250}, kReport}) == "motion#1 0.25 0.5");
    CHECK(panel.hears({{EV_KEY, BTN_LEFT, 0}, kReport}) == "up#1 0.25 0.5");
    CHECK(panel.hears({{EV_KEY, BTN_RIGHT, 1}, kReport}).empty());
    CHECK(panel.hears({{EV_KEY, BTN_TOUCH, 1}, {EV_ABS, ABS_X, 750}, kReport}) ==
          "down#2 0.75 0.5");
}

TEST_CASE("after dropped events nothing is believed until the kernel was asked") {
    Listener panel(kPanel);
    panel.hears({slot(0), tracking(1), x(500), y(600), kReport});
    CHECK(panel.hears({x(3), {EV_SYN, SYN_DROPPED, 0}, tracking(-1), x(4)}).empty());
    CHECK_FALSE(panel.device.lost_track());
    CHECK(panel.hears({kReport, slot(1), tracking(7), kReport}).empty());
    REQUIRE(panel.device.lost_track());
    panel.device.set_contact(0, -1, TouchDevice::Place{500, 600});
    panel.device.set_contact(2, 8, TouchDevice::Place{250, 350});
    panel.device.set_contact(99, 8, TouchDevice::Place{250, 350});
    panel.device.set_slot(2);
    std::vector<Input> heard;
    panel.device.sync(Instant{}, heard);
    CHECK(panel.told(heard) == "up#1 0.5 0.5, down#2 0.25 0.25");
    CHECK_FALSE(panel.device.lost_track());
    // The kernel names a slot only when it is another than the last.
    CHECK(panel.hears({x(500), kReport}) == "motion#2 0.5 0.25");
    CHECK(panel.hears({tracking(-1), kReport}) == "up#2 0.5 0.25");
}

TEST_CASE("a panel that was in use before us tells only what is new to the kernel") {
    Listener panel(kPanel);
    panel.device.set_contact(0, -1, TouchDevice::Place{500, 600});
    panel.device.set_contact(3, -1, TouchDevice::Place{250, 350});
    panel.device.set_slot(3);
    panel.device.ignore_resting();
    // The same column as the last finger before us, in the slot that was its.
    CHECK(panel.hears({tracking(77), y(600), kReport}) == "down#1 0.25 0.5");
    CHECK(panel.hears({slot(0), tracking(78), x(1000), kReport}) == "down#2 1 0.5");
    Listener broken(kPanel);
    broken.device.set_slot(-1);
    CHECK(broken.hears({tracking(1), x(500), y(600), kReport}) == "down#1 0.5 0.5");
}

TEST_CASE("a finger that rested on the glass before us is no press, and the next one is") {
    Listener panel(kPanel);
    panel.device.set_contact(0, 41, TouchDevice::Place{500, 600});
    panel.device.set_contact(1, 42, TouchDevice::Place{0, 100});
    panel.device.ignore_resting();
    CHECK(panel.hears({kReport}).empty());
    CHECK(panel.hears({slot(0), x(600), kReport}).empty());
    CHECK(panel.hears({tracking(-1), kReport}).empty());
    CHECK(panel.hears({tracking(43), kReport}) == "down#1 0.6 0.5");
    // Another number in its slot: it was lifted, and somebody came.
    CHECK(panel.hears({slot(1), tracking(44), x(1000), kReport}) == "down#2 1 0");
    std::vector<Input> heard;
    panel.device.let_go(Instant{}, heard);
    CHECK(panel.told(heard) == "up#1 0.6 0.5, up#2 1 0");

    // Dropped events do not make it one, either.
    Listener dropping(kPanel);
    dropping.device.set_contact(0, 41, TouchDevice::Place{500, 600});
    dropping.device.ignore_resting();
    dropping.hears({{EV_SYN, SYN_DROPPED, 0}, kReport});
    dropping.device.set_contact(0, 41, TouchDevice::Place{700, 600});
    heard.clear();
    dropping.device.sync(Instant{}, heard);
    CHECK(heard.empty());
    dropping.device.let_go(Instant{}, heard);
    CHECK(heard.empty());
}

TEST_CASE("a panel of one contact was somewhere, too, before us") {
    Listener panel(kSingle);
    panel.device.set_contact(0, 1, TouchDevice::Place{500, 600});
    panel.device.ignore_resting();
    CHECK(panel.hears({{EV_ABS, ABS_X, 250}, kReport}).empty());
    CHECK(panel.hears({{EV_KEY, BTN_TOUCH, 0}, kReport}).empty());
    CHECK(panel.hears({{EV_KEY, BTN_TOUCH, 1}, {EV_ABS, ABS_X, 750}, kReport}) ==
          "down#1 0.75 0.5");
    // Where the kernel keeps no place, the last one stays.
    panel.hears({{EV_SYN, SYN_DROPPED, 0}, kReport});
    panel.device.set_contact(0, 1, std::nullopt);
    std::vector<Input> heard;
    panel.device.sync(Instant{}, heard);
    CHECK(heard.empty());
}

TEST_CASE("a panel that is unplugged leaves no finger behind") {
    Listener panel(kPanel);
    panel.hears({slot(0), tracking(1), x(500), y(600), kReport});
    panel.hears({slot(1), tracking(2), x(0), y(100), kReport});
    std::vector<Input> heard;
    panel.device.let_go(Instant{}, heard);
    CHECK(panel.told(heard) == "up#1 0.5 0.5, up#2 0 0");
    heard.clear();
    panel.device.let_go(Instant{}, heard);
    CHECK(heard.empty());
}

TEST_CASE("fingers on two panels are two, and each is told with the time it was there") {
    constexpr Instant kThen{std::chrono::milliseconds(1234)};
    std::vector<Input> heard;
    for (const std::int64_t number : {1, 2}) {
        TouchDevice device(number, kSingle);
        device.feed(EV_KEY, BTN_TOUCH, 1, Instant{}, heard);
        device.feed(EV_SYN, SYN_REPORT, 0, kThen, heard);
    }
    REQUIRE(heard.size() == 2);
    const auto &one = std::get<FingerInput>(heard[0]), &other = std::get<FingerInput>(heard[1]);
    CHECK(one.id != other.id);
    CHECK(one.at == kThen);
}

TEST_CASE("a panel of one contact may say its place as one of many does") {
    Listener panel(kSingle);
    CHECK(panel.hears({x(500), y(600), {EV_KEY, BTN_TOUCH, 1}, kReport}) == "down#1 0.5 0.5");
}

TEST_CASE("a panel that claims more fingers than anybody has gets as many as a panel may have") {
    TouchDevice::Shape shape = kPanel;
    shape.slots = 1'000'000;
    Listener panel(shape);
    CHECK(panel.device.slots() == TouchDevice::kSlotsMax);
    CHECK(panel.hears({slot(63), tracking(1), x(500), y(600), kReport}) == "down#1 0.5 0.5");
    CHECK(panel.hears({slot(64), tracking(2), x(0), kReport}).empty());
}

TEST_CASE("whatever a panel sends, each finger comes down once and is lifted once") {
    for (unsigned seed = 0; seed < 500; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        TouchDevice device(1, kPanel);
        std::vector<Input> heard;
        for (int i = 0; i < 300; ++i) {
            static constexpr std::uint16_t kCodes[] = {ABS_MT_SLOT, ABS_MT_TRACKING_ID,
                                                       ABS_MT_POSITION_X, ABS_MT_POSITION_Y};
            const auto value = static_cast<std::int32_t>(random() % 14) - 2;
            if (random() % 4 == 0)
                device.feed(EV_SYN, random() % 9 == 0 ? SYN_DROPPED : SYN_REPORT, 0, {}, heard);
            else
                device.feed(EV_ABS, kCodes[random() % 4], value, {}, heard);
            if (device.lost_track()) device.sync({}, heard);
        }
        device.let_go({}, heard);
        std::map<std::int64_t, int> down;
        for (const Input& input : heard) {
            const auto& finger = std::get<FingerInput>(input);
            if (finger.phase == Touch::Phase::down) REQUIRE(down.emplace(finger.id, 1).second);
            REQUIRE(down[finger.id] == 1);
            if (finger.phase == Touch::Phase::up) down[finger.id] = 2;
        }
        for (const auto& [id, state] : down) REQUIRE(state == 2);
    }
}

TEST_CASE("keys say the same on a bare console as in a window") {
    KeyDevice keyboard;
    const auto press = [&](std::uint16_t code, std::int32_t value = 1) {
        std::vector<Input> heard;
        keyboard.feed(EV_KEY, code, value, Instant{}, heard);
        if (heard.empty()) return platform::Keypad::Raw{};
        return std::get<KeyInput>(heard.at(0)).key;
    };
    CHECK(press(KEY_UP).stroke == Keystroke::up);
    CHECK(press(KEY_KP5).stroke == Keystroke::choose);
    CHECK(press(KEY_TAB).stroke == Keystroke::right);
    press(KEY_RIGHTSHIFT);
    CHECK(press(KEY_TAB).stroke == Keystroke::left);
    CHECK_FALSE(press(KEY_TAB).modified);
    press(KEY_RIGHTSHIFT, 0);
    CHECK(press(KEY_TAB).stroke == Keystroke::right);
    CHECK_FALSE(press(KEY_A).stroke);
    CHECK(press(KEY_DOWN, 2).repeated);
    press(KEY_LEFTALT);
    press(KEY_LEFTCTRL);
    CHECK(press(KEY_ENTER).modified);
    press(KEY_LEFTALT, 0);
    CHECK(press(KEY_ENTER).modified);
    press(KEY_LEFTCTRL, 0);
    CHECK_FALSE(press(KEY_ENTER).modified);
    CHECK_FALSE(press(KEY_ENTER, 0).stroke);  // Going up says nothing.
    CHECK_FALSE(KeyDevice::is_ours(KEY_POWER));
}

TEST_CASE("every key of ours says what is written on it, and no other key says anything") {
    const std::map<std::uint16_t, Keystroke> ours{
        {KEY_UP, Keystroke::up},           {KEY_KP8, Keystroke::up},
        {KEY_DOWN, Keystroke::down},       {KEY_KP2, Keystroke::down},
        {KEY_LEFT, Keystroke::left},       {KEY_KP4, Keystroke::left},
        {KEY_RIGHT, Keystroke::right},     {KEY_KP6, Keystroke::right},
        {KEY_TAB, Keystroke::right},       {KEY_SPACE, Keystroke::choose},
        {KEY_ENTER, Keystroke::choose},    {KEY_KPENTER, Keystroke::choose},
        {KEY_KP5, Keystroke::choose},      {KEY_ESC, Keystroke::back},
        {KEY_BACKSPACE, Keystroke::back},  {KEY_BACK, Keystroke::back},
        {KEY_VOLUMEUP, Keystroke::louder}, {KEY_VOLUMEDOWN, Keystroke::quieter}};
    constexpr Instant kThen{std::chrono::milliseconds(1234)};
    for (std::uint16_t code = 0; code <= KEY_MAX; ++code) {
        CAPTURE(code);
        const auto found = ours.find(code);
        REQUIRE(KeyDevice::is_ours(code) == (found != ours.end()));
        KeyDevice keyboard;
        std::vector<Input> heard;
        keyboard.feed(EV_KEY, code, 1, kThen, heard);
        REQUIRE(heard.size() == 1);
        const auto& input = std::get<KeyInput>(heard[0]);
        REQUIRE(input.at == kThen);
        REQUIRE_FALSE(input.key.repeated);
        if (found == ours.end()) {
            REQUIRE_FALSE(input.key.stroke);
            continue;
        }
        REQUIRE(input.key.stroke == found->second);
        REQUIRE(code <= KeyDevice::kCodeMax);  // As far as a keyboard's claims are read.
    }
}

TEST_CASE("a key that changes the others' meaning does so until it is let go, or was lost") {
    KeyDevice keyboard;
    const auto press = [&](std::uint16_t code, std::int32_t value = 1,
                           std::uint16_t type = EV_KEY) {
        std::vector<Input> heard;
        keyboard.feed(type, code, value, Instant{}, heard);
        return heard.empty() ? platform::Keypad::Raw{} : std::get<KeyInput>(heard[0]).key;
    };
    press(KEY_LEFTSHIFT);
    press(KEY_RIGHTSHIFT);
    press(KEY_LEFTSHIFT, 0);
    CHECK(press(KEY_TAB).stroke == Keystroke::left);
    press(KEY_LEFTMETA);
    CHECK(press(KEY_UP).modified);
    press(SYN_DROPPED, 0, EV_SYN);  // Whether they were let go nobody knows: then they were.
    CHECK(press(KEY_TAB).stroke == Keystroke::right);
    constexpr std::uint16_t kOthers[] = {KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT,
                                         KEY_RIGHTALT, KEY_LEFTMETA,  KEY_RIGHTMETA};
    for (const std::uint16_t code : kOthers) {
        CAPTURE(code);
        CHECK_FALSE(press(KEY_UP).modified);
        press(code);
        CHECK(press(KEY_UP).modified);
        press(code, 0);
    }
}
