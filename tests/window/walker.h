#pragma once

#include <functional>
#include <memory>
#include <string>

#include "support/process.h"
#include "support/x_observer.h"
#include "window/observed.h"
#include "window/picture.h"
#include "window/site.h"

/// A finger and two eyes in front of a running motcua-kiosk: finds things by the names that
/// --observe tells, presses them through the display server (XTEST), and looks at its pixels.
///
/// It waits for what it is told, never for a guess; every wait ends with an Error that says what
/// was awaited and what stood there instead.
class Walker {
public:
    struct Command {
        std::string program = BINARY_DIR "/motcua-kiosk";
        std::string display{};         ///< Where Xvfb listens: ":7".
        std::string window{};          ///< "640x480"; empty: the whole screen.
        bool own_clock = false;        ///< pass() works.
        bool synchronised = false;     ///< With own_clock: the wall clock is kept set, or not.
        bool await_attract = true;     ///< Return when the first screen stands.
        std::vector<std::string> more{};  ///< Further words of the command line.
    };
    /// Starts the kiosk at the site; both must outlive us. `size`: of the screen or window.
    static Result<Walker> start(const Command& command, const Site& site, int width, int height);

    // Waiting.
    Result<> until(const std::string& screen);
    Result<> until(const std::string& what, const std::function<bool(const Shown&)>& holds);
    Result<> until_written(std::int64_t rows);
    Result<> settle();  ///< Until nothing more changes.
    Result<> wait_guard();  ///< Until the glass takes taps again after a change of screen.

    // Touching. A tap by name waits for the guard, and until its effect was drawn.
    Result<> tap(const std::string& id);
    Result<> go(const std::string& id, const std::string& screen);  ///< tap, until
    Result<> type(const std::string& keys);  ///< Letters, digits, spaces and dots.
    /// Rests a finger on a place until a screen comes up, then lifts it: the way to the staff.
    Result<> hold(const std::string& id, const std::string& screen);
    void press(int x, int y);
    void lift();
    void tap_at(int x, int y);  ///< At once, whatever stands there.
    Result<> tap_name(const std::string& id);  ///< tap_at its middle.
    /// From the middle of one place by so many pixels, with the speed of a calm hand.
    void drag(int x, int y, int dx, int dy);
    void key(const char* name);
    /// Presses a key until the focus is on `id`, then Return; until `screen` comes up.
    Result<> walk_to(const std::string& id, const char* by = "Right");
    Result<> choose(const std::string& id, const std::string& screen);
    void chord(const char* held, const char* name);  ///< "Alt_L", "F4"

    // With own_clock: its time runs ahead of ours, and no guard or press is waited for.
    Result<> pass(std::chrono::milliseconds span);
    Result<> tap_in_no_time(const std::string& id);  ///< Whether or not it has an effect.

    // Looking.
    const Shown& shown() const { return observed_.shown(); }
    const Observed& observed() const { return observed_; }
    Result<Area> area(const std::string& id);
    Result<Picture> look();  ///< When nothing moves.
    Picture glance() { return {width_, height_, x_->glass(width_, height_)}; }
    std::string log() const;  ///< What the kiosk said.

    // Ending.
    Process& process() { return process_; }
    Result<int> end();  ///< SIGTERM; its exit status.
    /// What was told before it ended: the rows of its run that it said were on disk.
    Result<std::int64_t> last_written();

private:
    Walker(Process process, Observed observed, const Command& command, const Site& site, int width,
           int height)
        : process_(std::move(process)), observed_(std::move(observed)),
          x_(std::make_unique<XObserver>(command.display)), site_(&site),
          own_clock_(command.own_clock), width_(width), height_(height) {}

    Result<> until_heard();  ///< Until what every key so far does is shown.
    Result<bool> news(std::chrono::milliseconds patience);
    Result<> shift(std::chrono::milliseconds span);
    Result<> next_frame(std::uint64_t after, std::chrono::milliseconds patience);
    Error lost(const std::string& what);

    Process process_;
    Observed observed_;
    std::unique_ptr<XObserver> x_;
    const Site* site_;
    bool own_clock_;
    SystemClock clock_;
    int width_, height_;
    std::int64_t keys_ = 0, presses_ = 0;  // Of ours.
    std::chrono::steady_clock::time_point released_at_{};
};
