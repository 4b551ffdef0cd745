#include "bench/glass_walk.h"

#include <fmt/format.h>

#include <thread>

#include "bench/patch.h"

namespace {

using std::chrono::milliseconds;
using Moment = Eye::Clock::time_point;

// After a change of screen the glass takes no tap for 400 ms (handbook/kiosk.md, rule 3).
constexpr milliseconds kGuard{430};
// A finger rests at least 50 ms; the answer to its press must have been drawn whole before.
constexpr milliseconds kPress{70};
constexpr milliseconds kPressQuiet{70};
constexpr int kEnough = 512;  // Pixels: a few letters.
constexpr milliseconds kPatience{5000};
constexpr milliseconds kQuiet{150};  // Nine frames of a browser.

double ms_between(Moment from, Moment to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

}  // namespace

Result<Changes> follow_changes(Eye& eye, const Area& patch, const Picture& before, Moment since,
                               const Waiting& waiting) {
    Changes changes;
    changes.last = before;
    bool changed = false;
    Moment rest = since + waiting.patience;
    while (eye.drawn_by(rest)) {
        Picture now = eye.look(patch);
        const Moment seen = Eye::Clock::now();
        // Elsewhere a clock may tick for ever.
        if (seen > since + waiting.patience) break;
        if (now == changes.last) continue;
        changes.last = std::move(now);
        changes.last_ms = ms_between(since, seen);
        if (!changed) changes.first_ms = changes.last_ms;
        changed = true;
        rest = seen + waiting.quiet;
    }
    if (!changed) return Error{Error::Code::unavailable, "nothing changed"};
    return changes;
}

const std::vector<Touch>& walk() {
    static const std::vector<Touch> touches{
        {"attract to home", "start", "home"},
        {"home to a list", "tile-ho-tich", "list"},
        {"list to a procedure", "row-1.001193", "detail"},
        {"a paper ticked", "paper-0", "detail"},
        {"procedure to guide with QR", "by-phone", "guide"},
        {"guide back to procedure", "back", "detail"},
        {"procedure to counter", "to-counter", "help"},
        {"home by the home button", "home", "home"},
        {"home to search", "search", "search"},
        {"a key, results change", "key-k", "search"},
        {"a key, results change", "key-h", "search"},
        {"a key, results change", "key-a", "search"},
        {"a key, results change", "key-i", "search"},
        {"home by the home button", "home", "home"},
        {"language switched", "language", "home"},
        {"language switched", "language", "home"},
        {"home back to attract", "back", "attract"},
    };
    return touches;
}

Error GlassWalker::lost(const std::string& what) const {
    return Error{Error::Code::unavailable, stage_.name() + ": " + what};
}

/// Presses when the glass takes it, and rests until the answer to the press stands.
Result<> GlassWalker::press_down(const Area& at, const std::string& id) {
    Eye& eye = stage_.eye();
    eye.move(at.middle_x(), at.middle_y());
    std::this_thread::sleep_until(eye.drawn_at() + kGuard);
    (void)eye.rested(milliseconds(0), kPatience);
    const Moment pressed = Eye::Clock::now();
    eye.press(true);
    if (!eye.drawn_by(pressed + kPatience)) return lost("no answer to a press on " + id);
    if (!eye.rested(kPressQuiet, kPatience)) return lost("the press on " + id + " never settles");
    std::this_thread::sleep_until(pressed + kPress);
    return {};
}

Result<> GlassWalker::learn(const std::string& pictures) {
    Eye& eye = stage_.eye();
    TRY(stage_.until("attract"));
    int number = 0;
    for (const Touch& touch : walk()) {
        if (!pictures.empty())
            TRY(write_png(eye.look(eye.whole()),
                          fmt::format("{}/{:02}-{}.png", pictures, number++, stage_.name())));
        Learned learned;
        learned.place = TRY(stage_.place(touch.id));
        TRY(press_down(learned.place, touch.id));
        const Picture before = eye.look(eye.whole());
        eye.press(false);
        if (!eye.drawn_by(Eye::Clock::now() + kPatience)) return lost("no answer to " + touch.id);
        TRY(stage_.until(touch.screen));
        const Picture after = eye.look(eye.whole());
        // What was pressed changes already because it is let go; where more than that changes,
        // that is what was asked for.
        std::optional<Area> patch = most_changed(before, after, learned.place);
        if (!patch || changed_in(before, after, *patch) < kEnough)
            patch = most_changed(before, after);
        if (!patch) return lost(touch.id + " changed nothing");
        learned.patch = *patch;
        learned_.push_back(std::move(learned));
    }
    return {};
}

Result<Wait> GlassWalker::touch(std::size_t index) {
    Eye& eye = stage_.eye();
    const Learned& learned = learned_[index];
    TRY(press_down(learned.place, walk()[index].id));
    const Picture before = eye.look(learned.patch);
    const Moment lifted = Eye::Clock::now();
    eye.press(false);
    auto changes = follow_changes(eye, learned.patch, before, lifted, {kQuiet, kPatience});
    if (!changes) return std::move(changes).error().during(stage_.name() + ", " + walk()[index].id);
    return Wait{.first_ms = changes->first_ms, .whole_ms = changes->last_ms};
}
