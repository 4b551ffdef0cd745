#include "platform/key_device.h"

#include <linux/input.h>

namespace platform {

namespace {

/// The keys of window.cpp's SDL side, by the kernel's numbers.
std::optional<Keystroke> stroke_of(std::uint16_t code, bool shift) {
    switch (code) {
        case KEY_UP:
        case KEY_KP8: return Keystroke::up;
        case KEY_DOWN:
        case KEY_KP2: return Keystroke::down;
        case KEY_LEFT:
        case KEY_KP4: return Keystroke::left;
        case KEY_RIGHT:
        case KEY_KP6: return Keystroke::right;
        case KEY_TAB: return shift ? Keystroke::left : Keystroke::right;
        case KEY_ENTER:
        case KEY_KPENTER:
        case KEY_KP5:
        case KEY_SPACE: return Keystroke::choose;
        case KEY_ESC:
        case KEY_BACKSPACE:
        case KEY_BACK: return Keystroke::back;
        case KEY_VOLUMEUP: return Keystroke::louder;
        case KEY_VOLUMEDOWN: return Keystroke::quieter;
        default: return std::nullopt;
    }
}

int shift_bit(std::uint16_t code) {
    if (code == KEY_LEFTSHIFT) return 1;
    return code == KEY_RIGHTSHIFT ? 2 : 0;
}

int other_bit(std::uint16_t code) {
    switch (code) {
        case KEY_LEFTCTRL: return 1;
        case KEY_RIGHTCTRL: return 2;
        case KEY_LEFTALT: return 4;
        case KEY_RIGHTALT: return 8;
        case KEY_LEFTMETA: return 16;
        case KEY_RIGHTMETA: return 32;
        default: return 0;
    }
}

void hold(int& held, int bit, bool down) { held = down ? held | bit : held & ~bit; }

}  // namespace

bool KeyDevice::is_ours(std::uint16_t code) { return stroke_of(code, false).has_value(); }

void KeyDevice::feed(std::uint16_t type, std::uint16_t code, std::int32_t value, Instant at,
                     std::vector<Input>& heard) {
    if (type == EV_SYN && code == SYN_DROPPED) shifts_ = others_ = 0;
    if (type != EV_KEY) return;
    hold(shifts_, shift_bit(code), value != 0);
    hold(others_, other_bit(code), value != 0);
    if (value == 0) return;
    heard.push_back(KeyInput{.key = {.stroke = stroke_of(code, shifts_ != 0),
                                     .repeated = value == 2,
                                     .modified = others_ != 0},
                             .at = at});
}

}  // namespace platform
