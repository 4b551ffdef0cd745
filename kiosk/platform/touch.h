#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "base/clock.h"

namespace platform {

/// Where the panel's coordinates point, from configuration: panels are mounted turned and
/// mirrored, and after a hot plug the system forgets what it knew (handbook/kiosk.md, pain 13).
struct TouchMap {
    int rotate = 0;  ///< Degrees clockwise: 0, 90, 180 or 270.
    bool mirror_x = false, mirror_y = false;
    /// How far inside the sensor's range the lit edges lie, in thousandths of the range.
    int left = 0, right = 0, top = 0, bottom = 0;
    bool operator==(const TouchMap&) const = default;
};

struct Point {
    float x = 0, y = 0;  ///< Pixels of the window.
    bool operator==(const Point&) const = default;
};

/// What a finger does to the screen, one step a frame.
struct PointerStep {
    enum class Kind {
        press,    ///< A finger rests on a point: feedback, nothing counts yet.
        drag,     ///< It moved too far for a tap: from here on it scrolls.
        tap,      ///< It was lifted in place: the one thing that presses.
        release,  ///< It was lifted after a drag: `velocity` goes on as inertia.
        cancel,   ///< It does not count: too short, too far, too soon, lost, wake-up.
    };
    Kind kind;
    Point at;
    Point velocity{};  ///< Pixels per second, with `release`.
    bool operator==(const PointerStep&) const = default;
};

/// Turns raw finger events into steps (handbook/kiosk.md §2). One finger leads; the others do
/// nothing until it is lifted. SDL's own mouse emulation is off and window ids are ignored
/// (KMSDRM sends 0). After a press that was taken comes exactly one end: a tap, a release or a
/// cancel, whatever the panel sends. Pure: no clock, no SDL.
class Touch {
public:
    static constexpr std::chrono::milliseconds kTapMin{50};  ///< Static is shorter (vxsuite#8280).
    static constexpr std::chrono::milliseconds kGuard{400};  ///< After a screen change.
    static constexpr std::chrono::seconds kLostAfter{10};    ///< A lost finger-up (SDL#9709).
    static constexpr std::chrono::seconds kDragMax{60};      ///< Water that runs drags for ever.
    static constexpr std::size_t kStepsMax = 64;  ///< A frame drains them; a flood is cut.
    static constexpr float kSpeedMax = 10'000;    ///< Pixels a second; a panel's jump is faster.

    enum class Phase { down, motion, up };

    /// `slop`: how far a tap may wander, in pixels (5 mm).
    explicit Touch(float slop_pixels) : slop_(slop_pixels) {}

    /// A raw event. `x`, `y` in window pixels (after TouchMap).
    void feed(Phase phase, std::int64_t finger, Point at, Instant now);

    /// Time passed: releases a finger whose end was lost.
    void tick(Instant now);
    /// When tick() is next needed; Instant::max() when no finger is down.
    Instant next_deadline() const;

    /// The screen changed: nothing pressed before it counts, and nothing for kGuard after it.
    void screen_changed(Instant now);
    /// The glass was dark: the finger that woke it presses nothing until it is lifted, nor does
    /// any within kGuard of its landing. Before that finger lands or after; both work.
    void swallow_until_lifted();

    /// The next step, if any. Take one a frame, so that every press and tap is drawn and heard.
    std::optional<PointerStep> take();
    bool pending() const { return !steps_.empty(); }

    std::uint64_t raw_touches() const { return raw_; }  ///< Every finger-down ever fed.

private:
    struct Finger {
        std::int64_t id;
        Point start, last;
        Instant since;
        Point sample{};  // Where velocity was last measured, and when.
        Instant sampled_at;
        Point velocity{};
        bool dragging = false;
        bool dead = false;    // Presses nothing until it is lifted.
        bool waking = false;  // And holds the guard, too.
    };
    void begin(std::int64_t id, Point at, Instant now);
    void move(Finger& finger, Point at, Instant now);
    void lift(Finger& finger, Point at, Instant now);
    void end_lead();
    void silence();
    void push(PointerStep step);
    bool too_far(const Finger& finger, Point at) const;

    float slop_;
    std::optional<Finger> lead_;
    Instant guard_until_ = Instant::min();
    Instant landed_ = Instant::min();  // The last finger-down.
    bool swallow_next_ = false;
    std::deque<PointerStep> steps_;
    std::optional<Point> open_;  // A press or drag was taken and its end was not yet.
    std::uint64_t raw_ = 0;
};

/// Normalised panel coordinates (0..1) to window pixels: mirrored as the panel is wired, then
/// turned, then stretched between the lit edges. Always inside the window, whatever the panel
/// says.
Point to_window(float x, float y, const TouchMap& map, int width, int height);

}  // namespace platform
