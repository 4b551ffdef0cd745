#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "base/clock.h"

namespace platform {

/// What the keypad beside the glass says: six keys to walk by and two for loudness. A keyboard's
/// arrows, Enter, Tab and Escape say the same; no other key is heard.
enum class Keystroke { up, down, left, right, choose, back, louder, quieter };

/// Turns raw keys into strokes. A key counts when it goes down. Held, only a direction repeats;
/// what chooses or leads back would press through several screens. Held modifiers make it somebody
/// else's key. Pure: no clock, no SDL.
class Keypad {
public:
    static constexpr std::chrono::milliseconds kGuard{400};  ///< After a screen change, as Touch.
    static constexpr std::size_t kStrokesMax = 16;           ///< A frame drains them; a cat is cut.

    struct Raw {
        std::optional<Keystroke> stroke;  ///< Nothing: a key that is not ours.
        bool repeated = false;
        bool modified = false;  ///< Alt, Ctrl or the like is held.
    };
    void feed(const Raw& raw, Instant now);

    /// A second press that was meant for the screen before does not choose on this one.
    void screen_changed(Instant now) { guard_until_ = now + kGuard; }

    /// The next stroke, if any. Take one a frame, so that every step is drawn and heard.
    std::optional<Keystroke> take();
    bool pending() const { return !strokes_.empty(); }

    std::uint64_t raw_keys() const { return raw_; }  ///< Every key-down ever fed.

private:
    std::uint64_t raw_ = 0;
    Instant guard_until_ = Instant::min();
    std::deque<Keystroke> strokes_;
};

}  // namespace platform
