#include "platform/window.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/log.h"
#include "base/overloaded.h"
#include "platform/backlight.h"
#include "platform/interrupt.h"
#include "platform/nowhere.h"
#include "platform/repair.h"

namespace platform {

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kMouse = -2;  // The mouse's finger; SDL's own fake finger is −1.

constexpr milliseconds kSleepMax = std::chrono::hours(1);  // Fits what poll() takes.

}  // namespace

struct Window::State {
    WindowOptions options;
    const Clock& clock;
    GroundMaker make;
    Interrupt interrupt;
    std::unique_ptr<Ground> ground;  // Never null, but while another is opened.
    Touch touch;
    Keypad keypad{};
    Backlight backlight = Backlight::find();
    Repair repair{};
    std::vector<Input> heard{};
    std::vector<pollfd> sources{};
    bool resized = false, broken = false, stirred = false;
    bool doubted = false;  // The last proof failed: the next frame is worth nothing without one.
    bool lit = true;  // The panel, as far as it obeys.
    std::uint64_t frames = 0;

    bool busy();
    bool prove();
    void sleep(Instant deadline);
    void feed(const Input& input, Instant now);
    Size upright() const { return Turn(options.rotate).upright(ground->panel()); }
    void mend(const std::string& what);
    void reopen(bool in_software);
};

Result<Window> Window::open(const WindowOptions& options, const Clock& clock) {
    return open(options, clock,
                [&clock](const WindowOptions& wanted) { return open_ground(wanted, clock); });
}

Result<Window> Window::open(const WindowOptions& options, const Clock& clock, GroundMaker make) {
    Interrupt interrupt = TRY(Interrupt::open());
    std::unique_ptr<Ground> ground = TRY(make(options));
    logging::info("window: {}, {}, {}x{}, painter {}", ground->name(), ground->display(),
                  ground->panel().width, ground->panel().height, ground->painter_name());
    if (!ground->touch_device_present()) logging::warning("window: no touch panel found");
    ground->lost_picture();  // The first frame is drawn anyway.
    return Window(std::make_unique<State>(State{.options = options,
                                                .clock = clock,
                                                .make = std::move(make),
                                                .interrupt = std::move(interrupt),
                                                .ground = std::move(ground),
                                                .touch = Touch(options.tap_slop_pixels)}));
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::Window(Window&&) noexcept = default;
Window::~Window() = default;

bool Window::wait(Instant deadline) {
    State& state = *state_;
    const Instant until =
        std::min({deadline, state.touch.next_deadline(), state.repair.next_deadline()});
    if (!state.busy()) state.sleep(until);
    const bool woken = state.interrupt.clear();
    state.heard.clear();
    state.ground->read(state.heard);
    const Instant now = state.clock.now();
    for (const Input& input : state.heard) state.feed(input, now);
    if (state.ground->lost_picture()) state.resized = true;
    state.touch.tick(now);
    state.stirred = woken || !state.heard.empty() || state.resized || state.touch.pending() ||
                    state.keypad.pending() || now >= state.repair.next_deadline();
    return !state.interrupt.asked_to_end() && !state.broken;
}

bool Window::State::busy() {
    return ground->has_input() || touch.pending() || keypad.pending() || resized || broken ||
           interrupt.asked_to_end();
}

/// Not SDL_WaitEventTimeout: a signal that arrives just before it blocks would be slept over. Where
/// not all can be waited for (nap_max), the ground is asked now and then.
void Window::State::sleep(Instant deadline) {
    sources.assign(1, {.fd = interrupt.descriptor(), .events = POLLIN, .revents = 0});
    ground->add_sources(sources);
    while (true) {
        const milliseconds left = std::min<milliseconds>(deadline - clock.now(), kSleepMax);
        if (left <= milliseconds::zero()) return;
        const auto nap = static_cast<int>(std::min(left, ground->nap_max()).count());
        if (::poll(sources.data(), sources.size(), nap) != 0) return;
        if (ground->has_input()) return;
    }
}

bool Window::stirred() const { return state_->stirred; }

void Window::wake() { Interrupt::wake(); }

void Window::State::feed(const Input& input, Instant now) {
    const Size panel = ground->panel();
    const Turn turn(options.rotate);
    std::visit(
        Overloaded{[&](const FingerInput& finger) {
                       const Point at = to_window(finger.x, finger.y, options.touch_map,
                                                  panel.width, panel.height);
                       touch.feed(finger.phase, finger.id, turn.to_upright(at, panel),
                                  finger.at.value_or(now));
                   },
                   [&](const MouseInput& mouse) {
                       touch.feed(mouse.phase, kMouse, turn.to_upright(mouse.at, panel), now);
                   },
                   [&](const KeyInput& key) { keypad.feed(key.key, key.at.value_or(now)); }},
        input);
}

/// A frame was not taken.
void Window::State::mend(const std::string& what) {
    const Repair::Step step = repair.failed(clock.now());
    if (step == Repair::Step::repaint) return ground->forget();
    logging::error("window: {} by {} on {}; {}", what, ground->painter_name(), ground->display(),
                   step == Repair::Step::give_up ? "nothing helps" : "opens it anew");
    if (step == Repair::Step::give_up)
        broken = true;
    else
        reopen(step == Repair::Step::reopen_in_software || !ground->reopens());
}

/// The old ground goes first: it holds what the new one needs.
void Window::State::reopen(bool in_software) {
    if (in_software) options.painter = PainterChoice::software;
    ground.reset();
    auto opened = make(options);
    if (!opened) {
        logging::error("window: {}", opened.error().message);
        ground = std::make_unique<Nowhere>(opened.error().message);
        broken = true;
        return;
    }
    ground = std::move(opened).value();
    if (!lit) ground->set_power(false);
    resized = true;
}

Touch& Window::touch() { return state_->touch; }
Keypad& Window::keypad() { return state_->keypad; }
int Window::width() const { return state_->upright().width; }
int Window::height() const { return state_->upright().height; }
bool Window::resized() { return std::exchange(state_->resized, false); }
bool Window::touch_device_present() const { return state_->ground->touch_device_present(); }
bool Window::has_display() const { return state_->ground->has_display(); }
std::string Window::display() const { return state_->ground->display(); }
bool Window::broken() const { return state_->broken; }

bool Window::panel_on() const { return state_->lit; }

void Window::set_panel_power(bool on) {
    if (on == state_->lit) {
        if (on) state_->backlight.set(true);  // A lamp that did not wake gets another chance.
        return;
    }
    state_->lit = on;
    const bool obeyed = state_->ground->set_power(on);
    const bool dimmed = state_->backlight.set(on);
    logging::info("window: the panel is {}", on                 ? "on"
                                             : obeyed || dimmed ? "off"
                                                                : "off: a black picture");
    state_->resized = true;
}

bool Window::present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) {
    const paint::Quad dark{.rect = {0, 0, width(), height()}, .mask = {}, .colour = paint::rgb(0)};
    const std::span<const paint::Quad> seen = panel_on() ? quads : std::span(&dark, 1);
    switch (state_->ground->present(seen, atlas)) {
        case Shown::same:
        case Shown::waiting: state_->repair.shown(); return false;
        case Shown::failed: state_->mend("a frame was not taken"); return false;
        case Shown::shown: break;
    }
    ++state_->frames;
    if (!state_->doubted || state_->prove()) state_->repair.shown();
    return true;
}

bool Window::State::prove() {
    const auto proven = ground->prove();
    doubted = !proven;
    if (!proven) mend(proven.error().message);
    return proven.has_value();
}

bool Window::prove() {
    if (!has_display() || state_->prove()) return true;
    state_->resized = true;
    return false;
}

const char* Window::painter_name() const { return state_->ground->painter_name(); }
std::uint64_t Window::frames_presented() const { return state_->frames; }

}  // namespace platform
