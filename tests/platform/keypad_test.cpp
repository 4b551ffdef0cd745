#include "platform/keypad.h"

#include <doctest/doctest.h>

namespace {

using platform::Keypad;
using platform::Keystroke;
using std::chrono::milliseconds;

constexpr Instant kStart{std::chrono::hours(1)};

}  // namespace

TEST_CASE("strokes come out one by one, in order") {
    Keypad keypad;
    for (const Keystroke stroke : {Keystroke::down, Keystroke::choose, Keystroke::louder})
        keypad.feed({.stroke = stroke}, kStart);
    CHECK(keypad.take() == Keystroke::down);
    CHECK(keypad.take() == Keystroke::choose);
    CHECK(keypad.take() == Keystroke::louder);
    CHECK_FALSE(keypad.pending());
    CHECK(keypad.take() == std::nullopt);
}

TEST_CASE("held, a direction repeats; what chooses or leads back does not") {
    Keypad keypad;
    for (const Keystroke stroke : {Keystroke::right, Keystroke::choose, Keystroke::back})
        keypad.feed({.stroke = stroke, .repeated = true}, kStart);
    CHECK(keypad.take() == Keystroke::right);
    CHECK_FALSE(keypad.pending());
}

TEST_CASE("other keys, and ours with Alt or Ctrl, are not heard") {
    Keypad keypad;
    keypad.feed({.stroke = std::nullopt}, kStart);
    keypad.feed({.stroke = Keystroke::choose, .modified = true}, kStart);
    CHECK_FALSE(keypad.pending());
}

TEST_CASE("a second press meant for the screen before chooses nothing on this one") {
    Keypad keypad;
    keypad.screen_changed(kStart);
    keypad.feed({.stroke = Keystroke::choose}, kStart + Keypad::kGuard - milliseconds(1));
    keypad.feed({.stroke = Keystroke::back}, kStart + Keypad::kGuard - milliseconds(1));
    CHECK_FALSE(keypad.pending());
    keypad.feed({.stroke = Keystroke::down}, kStart + milliseconds(1));
    CHECK(keypad.take() == Keystroke::down);  // Looking round does no harm.
    keypad.feed({.stroke = Keystroke::choose}, kStart + Keypad::kGuard);
    CHECK(keypad.take() == Keystroke::choose);
}

TEST_CASE("a flood of keys is cut") {
    Keypad keypad;
    for (int i = 0; i < 1000; ++i) keypad.feed({.stroke = Keystroke::down}, kStart);
    std::size_t count = 0;
    while (keypad.take()) ++count;
    CHECK(count == Keypad::kStrokesMax);
}
