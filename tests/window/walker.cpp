#include "window/walker.h"

#include <fmt/format.h>
#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/files.h"

namespace {

using std::chrono::milliseconds;

// A busy machine of two cores under a sanitizer is slow; a happy walk never waits for these.
constexpr milliseconds kPatience = std::chrono::seconds(30);
constexpr milliseconds kEndPatience = std::chrono::seconds(20);

// A finger rests on the glass at least 50 ms for a tap (handbook/kiosk.md, rule 3).
constexpr milliseconds kPress{65};
// After a change of screen the glass takes no tap for 400 ms. Time itself, so it is waited for.
constexpr milliseconds kGuard{410};
// Nothing was drawn for this long: nothing moves. A gliding list draws every 16 ms.
constexpr milliseconds kQuiet{80};
constexpr milliseconds kHold{3000};  // app::kHoldMark
constexpr int kHoldTurns = 20;       // A minute of its time, half of what it waits for anybody.
// SDL takes a press within 2 ms of the same key's release for one that is held down and repeats.
constexpr milliseconds kKeyGap{5};
constexpr milliseconds kBlink{60};  // As much, where nobody minds a tap that is lost.

constexpr int kDragSteps = 12;
constexpr milliseconds kDragStep{12};

constexpr const char* kForeignLeaks =
    "print_suppressions=0:suppressions=" SOURCE_DIR "/tests/window/foreign_leaks.txt";

constexpr std::size_t kLogMax = 1 << 20;

}  // namespace

Result<Walker> Walker::start(const Command& command, const Site& site, int width, int height) {
    Process::Command kiosk{.words = {command.program, "--config", site.config(), "--assets",
                                     SOURCE_DIR "/assets", "--state", site.state(), "--painter",
                                     "software", "--observe", site.observed()},
                           .environment = {{"DISPLAY", command.display},
                                           {"SDL_VIDEODRIVER", "x11"},
                                           {"WAYLAND_DISPLAY", ""},
                                           {"LSAN_OPTIONS", kForeignLeaks}},
                           .output = site.log()};
    if (!command.window.empty())
        kiosk.words.insert(kiosk.words.end(), {"--window", command.window});
    if (command.own_clock) {
        // A boot's clock never goes back, also not when the kiosk starts again.
        if (!std::filesystem::exists(site.clock())) {
            TRY(files::write_atomically(site.clock(), std::string(sizeof(std::int64_t), '\0')));
        }
        kiosk.environment.emplace_back("MOTCUA_TEST_CLOCK", site.clock());
        kiosk.environment.emplace_back("LD_PRELOAD", SHIFTED_CLOCK);
        kiosk.environment.emplace_back("MOTCUA_TEST_SYNCHRONISED",
                                       command.synchronised ? "1" : "0");
        // AddressSanitizer insists on being the first library; ours only wraps one function.
        const char* options = std::getenv("ASAN_OPTIONS");
        const std::string more = options ? std::string(options) + ":" : "";
        kiosk.environment.emplace_back("ASAN_OPTIONS", more + "verify_asan_link_order=0");
    }
    kiosk.words.insert(kiosk.words.end(), command.more.begin(), command.more.end());
    Observed observed = TRY(Observed::follow(site.observed()));
    Process process = TRY(Process::start(kiosk));
    Walker walker(std::move(process), std::move(observed), command, site, width, height);
    if (!command.await_attract) return walker;
    TRY(walker.until("attract"));
    TRY(walker.until_written(0));  // The first frame comes before the journal is open.
    TRY(walker.settle());
    return walker;
}

std::string Walker::log() const {
    const auto text = files::read(site_->log(), kLogMax);
    return text ? *text : std::string();
}

Error Walker::lost(const std::string& what) {
    std::string targets;
    for (const auto& [id, area] : shown().targets) targets += " " + id;
    return Error{Error::Code::unavailable,
                 fmt::format("{}: the screen is \"{}\" with{}{}\n{}", what, shown().screen, targets,
                             process_.runs() ? "" : "; the kiosk has ended", log())};
}

/// Waits until the kiosk tells something. An Error once it has ended.
Result<bool> Walker::news(milliseconds patience) {
    const Instant end = clock_.now() + patience;
    while (true) {
        if (TRY(observed_.read(clock_.now()))) return true;
        const milliseconds left = end - clock_.now();
        if (left <= milliseconds::zero()) return false;
        pollfd sources[] = {{.fd = observed_.descriptor(), .events = POLLIN, .revents = 0},
                            {.fd = process_.descriptor(), .events = POLLIN, .revents = 0}};
        poll(sources, 2, static_cast<int>(left.count()));
        if (sources[1].revents == 0) continue;
        if (TRY(observed_.read(clock_.now()))) return true;
        return lost("waiting for the kiosk");
    }
}

Result<> Walker::until(const std::string& what, const std::function<bool(const Shown&)>& holds) {
    const Instant end = clock_.now() + kPatience;
    TRY(observed_.read(clock_.now()));
    while (!holds(shown())) {
        const milliseconds left = end - clock_.now();
        if (left <= milliseconds::zero()) return lost("waiting for " + what);
        TRY(news(left));
    }
    return {};
}

Result<> Walker::until(const std::string& screen) {
    return until("screen \"" + screen + "\"",
                 [&](const Shown& shown) { return shown.screen == screen; });
}

Result<> Walker::until_written(std::int64_t rows) {
    return until(fmt::format("{} rows on disk", rows),
                 [&](const Shown&) { return observed_.written() >= rows; });
}

Result<> Walker::next_frame(std::uint64_t after, milliseconds patience) {
    const Instant end = clock_.now() + patience;
    while (observed_.frames() <= after) {
        const milliseconds left = end - clock_.now();
        if (left <= milliseconds::zero()) return lost("waiting for a frame");
        TRY(news(left));
    }
    return {};
}

Result<> Walker::settle() {
    while (TRY(news(kQuiet))) continue;
    return {};
}

Result<> Walker::wait_guard() {
    const milliseconds left = observed_.changed_at() + kGuard - clock_.now();
    if (left <= milliseconds::zero()) return {};
    if (own_clock_) return shift(left);
    std::this_thread::sleep_for(left);
    return {};
}

void Walker::press(int x, int y) {
    ++presses_;
    x_->move(x, y);
    x_->button(1, true);
}

void Walker::lift() { x_->button(1, false); }

void Walker::tap_at(int x, int y) {
    press(x, y);
    std::this_thread::sleep_for(kPress);
    lift();
}

Result<Area> Walker::area(const std::string& id) {
    TRY(observed_.read(clock_.now()));
    const auto found = shown().targets.find(id);
    if (found == shown().targets.end()) return lost("looking for \"" + id + "\"");
    return found->second;
}

Result<> Walker::tap_name(const std::string& id) {
    const Area at = TRY(area(id));
    tap_at(at.middle_x(), at.middle_y());
    return {};
}

/// The kiosk measures a press from when it reads it, which may be late on a busy machine: it must
/// have been heard and drawn before the finger has rested long enough, and its end afterwards.
Result<> Walker::tap(const std::string& id) {
    const Area at = TRY(area(id));
    TRY(wait_guard());
    press(at.middle_x(), at.middle_y());
    const auto pressed = until("pressing \"" + id + "\"", [&](const Shown& now) {
        return now.touches >= presses_;
    });
    std::this_thread::sleep_for(kPress);
    const std::uint64_t held = observed_.frames();
    lift();
    TRY(pressed);
    return next_frame(held, kPatience);
}

Result<> Walker::go(const std::string& id, const std::string& screen) {
    TRY(tap(id));
    return until(screen);
}

Result<> Walker::type(const std::string& keys) {
    for (const char letter : keys) {
        const std::string id = letter == ' ' ? "key-space" : std::string("key-") + letter;
        if (!shown().has(id)) TRY(tap("key-digits"));
        TRY(until("key " + id, [&](const Shown& now) { return now.has(id); }));
        TRY(tap(id));
    }
    return {};
}

void Walker::drag(int x, int y, int dx, int dy) {
    press(x, y);
    for (int step = 1; step <= kDragSteps; ++step) {
        std::this_thread::sleep_for(kDragStep);
        x_->move(x + dx * step / kDragSteps, y + dy * step / kDragSteps);
    }
    lift();
}

void Walker::key(const char* name) {
    ++keys_;
    std::this_thread::sleep_until(released_at_ + kKeyGap);
    x_->key(name, true);
    x_->key(name, false);
    released_at_ = std::chrono::steady_clock::now();
}

/// A focus seen before the newest key moved it on would be taken for where we are.
Result<> Walker::until_heard() {
    return until(fmt::format("{} keys", keys_),
                 [&](const Shown& now) { return now.keys >= keys_; });
}

Result<> Walker::walk_to(const std::string& id, const char* by) {
    TRY(until_heard());
    // Every target once, and once more round.
    for (std::size_t most = 2 * shown().targets.size() + 2; shown().focus != id; --most) {
        if (most == 0) return lost("walking to " + id + " by " + by);
        key(by);
        TRY(until_heard());
    }
    return {};
}

Result<> Walker::choose(const std::string& id, const std::string& screen) {
    TRY(walk_to(id));
    TRY(wait_guard());
    key("Return");
    return until(screen);
}

void Walker::chord(const char* held, const char* name) {
    ++keys_;
    x_->key(held, true);
    key(name);
    x_->key(held, false);
}

Result<> Walker::shift(milliseconds span) {
    if (!own_clock_) return Error{Error::Code::invalid, "this kiosk has no clock of its own"};
    std::fstream file(site_->clock(), std::ios::in | std::ios::out | std::ios::binary);
    std::int64_t ahead = 0;
    file.read(reinterpret_cast<char*>(&ahead), sizeof ahead);
    ahead += span.count();
    file.seekp(0);
    file.write(reinterpret_cast<const char*>(&ahead), sizeof ahead);
    file.flush();
    if (!file) return Error{Error::Code::io, "write " + site_->clock()};
    return {};
}

Result<> Walker::pass(milliseconds span) {
    TRY(shift(span));
    // A mouse that moves presses nothing, but it ends the kiosk's sleep.
    x_->move(1, 1);
    x_->move(2, 2);
    return {};
}

Result<> Walker::hold(const std::string& id, const std::string& screen) {
    TRY(wait_guard());
    const Area at = TRY(area(id));
    press(at.middle_x(), at.middle_y());
    // A resting finger shows nothing: with a clock of its own, time passes until it was felt.
    for (int turn = 0; own_clock_ && turn < kHoldTurns && shown().screen != screen; ++turn) {
        TRY(shift(kHold));
        x_->move(at.middle_x() + turn % 2, at.middle_y());
        TRY(news(kQuiet));
    }
    TRY(until(screen));
    lift();
    return settle();
}

Result<> Walker::tap_in_no_time(const std::string& id) {
    const Area at = TRY(area(id));
    TRY(shift(kGuard));
    const std::uint64_t before = observed_.frames();
    press(at.middle_x(), at.middle_y());
    const auto pressed = next_frame(before, kBlink);
    TRY(shift(kPress));
    const std::uint64_t held = observed_.frames();
    lift();
    if (pressed) (void)next_frame(held, kBlink);
    return {};
}

Result<Picture> Walker::look() {
    TRY(settle());
    return glance();
}

Result<int> Walker::end() {
    process_.signal(SIGTERM);
    auto status = process_.wait(kEndPatience);
    TRY(observed_.read(clock_.now()));
    return status;
}

Result<std::int64_t> Walker::last_written() {
    TRY(observed_.read(clock_.now()));
    return std::max<std::int64_t>(observed_.written(), 0);
}
