#include "platform/console.h"

#include <linux/kd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include "base/log.h"
#include "platform/canvas.h"
#include "platform/display_watch.h"
#include "platform/drm_display.h"
#include "platform/input_devices.h"
#include "platform/panel_power.h"

namespace platform {

namespace {

using std::chrono::milliseconds;

// How soon to look again for a display: at first a driver or the program before us may need a
// moment; later somebody must come and plug something in, and that is told.
constexpr milliseconds kLookSoon{250};
constexpr milliseconds kLookMax = DisplayWatch::kLookEvery;

constexpr Size kUnknown{1920, 1080};  // What is laid out before any display was seen.

/// The terminal that we were started on, if any, draws nothing from now on. It is not given back
/// at the end: between two of our lives nobody shall see it; whoever takes it over sets it anew.
void silence_terminal() {
    if (::isatty(STDIN_FILENO) != 0) ::ioctl(STDIN_FILENO, KDSETMODE, KD_GRAPHICS);
}

}  // namespace

struct Console::State {
    const Clock& clock;
    const Turn turn;
    InputDevices inputs = InputDevices::open();
    DisplayWatch watch = DisplayWatch::open();
    std::vector<DrmCard> cards{};
    std::optional<DrmDisplay> display{};  // Goes before its card.
    Canvas canvas{turn};
    std::vector<paint::Rect> behind{};  // What the back buffer has not got of the last picture.
    Size panel = kUnknown;
    std::string absent = "no graphics card";  // Why there is no display.
    Instant look_at{};                        // When to look for one next.
    milliseconds look_after = kLookSoon;
    bool news = true, lost = false;
    PanelPower power{};

    bool is_time(Instant now) const;
    void look();
    PanelPower::Says ask_display() const;
    void open_cards();
    void find_display();
    void lose_display(const std::string& why);
    bool darken();
    Result<> send(std::span<const paint::Rect> changes);
};

Console::Console(const WindowOptions& options, const Clock& clock)
    : state_(std::make_unique<State>(State{.clock = clock, .turn = Turn(options.rotate)})) {
    silence_terminal();
    state_->look();
    if (!state_->display) logging::warning("display: {}; waits for one", state_->absent);
}

/// Whoever comes after us finds no display that sleeps and has dropped its plug.
Console::~Console() {
    if (state_->display && !state_->power.draws())
        static_cast<void>(state_->display->set_power(true));
}

std::string Console::display() const {
    return state_->display ? state_->display->name() : state_->absent;
}
Size Console::panel() const { return state_->panel; }
bool Console::has_display() const { return state_->display.has_value(); }
bool Console::touch_device_present() const { return state_->inputs.touch_devices() > 0; }
bool Console::lost_picture() { return std::exchange(state_->lost, false); }

bool Console::has_input() {
    const Instant now = state_->clock.now();
    state_->news |= state_->watch.changed(now);
    if (state_->news || state_->is_time(now) || state_->inputs.is_due(now)) return true;
    std::vector<pollfd> sources;
    state_->inputs.add_sources(sources);
    return ::poll(sources.data(), sources.size(), 0) > 0;
}

void Console::add_sources(std::vector<pollfd>& sources) const {
    state_->inputs.add_sources(sources);
    state_->watch.add_sources(sources);
}

milliseconds Console::nap_max() const {
    const Instant next = state_->display ? state_->power.next_deadline() : state_->look_at;
    return std::clamp<milliseconds>(next - state_->clock.now(), milliseconds(1), kLookMax);
}

void Console::read(std::vector<Input>& heard) {
    const Instant now = state_->clock.now();
    state_->inputs.read(heard, now);
    state_->news |= state_->watch.changed(now);
    if (state_->news || state_->is_time(now)) state_->look();
}

bool Console::State::is_time(Instant now) const {
    return now >= (display ? power.next_deadline() : look_at);
}

void Console::State::look() {
    // A driver comes with a burst of news, the last of them before udev has let us at its card:
    // what was in vain then says nothing about how soon to look again.
    if (std::exchange(news, false)) look_after = kLookSoon;
    if (display) {
        switch (power.step(ask_display(), clock.now())) {
            case PanelPower::Step::leave: return;
            case PanelPower::Step::tell_again:
                // Perhaps another cable or the same monitor again: it is told everything once
                // more. Where nothing is new to the kernel, nothing flickers.
                display->forget_mode();
                canvas.forget();
                lost = true;
                return;
            case PanelPower::Step::lose: lose_display("was unplugged or wants another mode");
        }
    }
    open_cards();
    find_display();
    if (display) {
        look_after = kLookSoon;
        return;
    }
    look_at = clock.now() + look_after;
    look_after = std::min(look_after * 2, kLookMax);
}

PanelPower::Says Console::State::ask_display() const {
    using Says = PanelPower::Says;
    // One that sleeps is left alone: asking might wake it, and its answer is worth nothing.
    if (!power.draws()) return display->exists() ? Says::as_before : Says::gone;
    // Nobody looks at what only may be there where a display surely is.
    const auto is_plugged = [](const DrmCard& card) { return card.is_plugged(); };
    if (display->plugged() == Plugged::perhaps &&
        std::any_of(cards.begin(), cards.end(), is_plugged))
        return Says::otherwise;
    return display->says();
}

void Console::State::open_cards() {
    // A driver that took over from the firmware's has another card of the same name.
    std::erase_if(cards, [](const DrmCard& card) { return !card.answers(); });
    for (const std::string& path : DrmCard::paths()) {
        const auto is_open = [&](const DrmCard& card) { return card.path() == path; };
        if (std::any_of(cards.begin(), cards.end(), is_open)) continue;
        auto card = DrmCard::open(path);
        if (card)
            cards.push_back(std::move(card).value());
        else if (card.error().code != Error::Code::not_found)
            absent = card.error().message;
    }
}

void Console::State::find_display() {
    for (const Plugged plugged : {Plugged::surely, Plugged::perhaps}) {
        for (const DrmCard& card : cards) {
            auto found = DrmDisplay::open(card, plugged);
            if (!found) {
                const bool none = found.error().code == Error::Code::not_found;
                if (plugged == Plugged::surely || !none) absent = found.error().message;
                continue;
            }
            display.emplace(std::move(found).value());
            panel = display->size();
            canvas.forget();
            behind.clear();
            lost = true;
            if (!power.lit()) darken();
            logging::info("display: {} on {}{}", display->name(), card.path(),
                          plugged == Plugged::perhaps ? ", if any is there" : "");
            return;
        }
    }
}

void Console::State::lose_display(const std::string& why) {
    logging::warning("display: {} {}", display->name(), why);
    absent = display->name() + " " + why;
    display.reset();
    look_after = kLookSoon;
    look_at = clock.now();
}

/// False where it refuses: then it shows a black picture.
bool Console::State::darken() {
    const auto done = display->set_power(false);
    if (!done) logging::warning("{}", done.error().message);
    power.obeyed(done.has_value());
    return done.has_value();
}

Shown Console::present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) {
    if (!state_->display) return Shown::waiting;
    if (!state_->power.draws()) return Shown::same;
    const std::vector<paint::Rect>& changes = state_->canvas.draw(quads, atlas, state_->panel);
    if (changes.empty()) return Shown::same;
    if (const auto sent = state_->send(changes); !sent) {
        logging::error("{}", sent.error().message);
        state_->canvas.forget();
        return state_->power.waking() ? Shown::waiting : Shown::failed;
    }
    return Shown::shown;
}

/// The back buffer holds the picture before last: it lacks what changed then, and what does now.
Result<> Console::State::send(std::span<const paint::Rect> changes) {
    TRY(display->settle());
    const paint::Surface back = display->back();
    canvas.copy(behind, back);
    canvas.copy(changes, back);
    TRY(display->show());
    behind.assign(changes.begin(), changes.end());
    return {};
}

Result<> Console::prove() {
    if (!state_->display) return Error{Error::Code::unavailable, state_->absent};
    if (!state_->power.draws()) return {};
    Result<> proven = state_->send({});
    if (proven) proven = state_->display->settle();
    if (!proven && state_->power.waking()) return {};  // Not opened anew: that would lose it.
    return proven;
}

void Console::forget() {
    state_->canvas.forget();
    if (state_->display) state_->display->forget_mode();
}

bool Console::set_power(bool on) {
    State& state = *state_;
    state.power.want(on, state.clock.now());
    if (!state.display) return true;
    if (!on) return state.darken();
    const auto done = state.display->set_power(true);
    if (!done) logging::warning("{}", done.error().message);
    forget();
    state.lost = true;
    return done.has_value();
}

bool is_bare_console() {
    const auto said = [](const char* name) {
        const char* text = std::getenv(name);
        return std::string_view(text ? text : "");
    };
    const std::string_view driver = said("SDL_VIDEODRIVER");
    if (!driver.empty()) return driver == "kmsdrm" || driver == "KMSDRM";
    return said("DISPLAY").empty() && said("WAYLAND_DISPLAY").empty() && has_graphics_card();
}

}  // namespace platform
