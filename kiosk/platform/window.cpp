#include "platform/window.h"

#include <SDL.h>
#include <poll.h>

#include <algorithm>
#include <optional>

#include "base/log.h"
#include "platform/display_connection.h"
#include "platform/interrupt.h"
#include "platform/video.h"

namespace platform {

namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kMouse = -2;  // The mouse's finger; SDL's own fake finger is −1.

// Where there is no display server to wait for (KMSDRM), fingers are looked for this often:
// twice a frame at 60 Hz. SDL itself would ask every millisecond.
constexpr milliseconds kAskEvery{8};

// Some displays change without a word; asking costs 0.1 ms, and only while awake.
constexpr milliseconds kLookEvery = std::chrono::seconds(5);

// A window manager with a will of its own is not fought with: that would never end.
constexpr milliseconds kFillEvery = std::chrono::seconds(1);

constexpr milliseconds kSleepMax = std::chrono::hours(1);  // Fits what poll() takes.

constexpr int kOthers = KMOD_CTRL | KMOD_ALT | KMOD_GUI;  // Shift only turns Tab round.

/// Keypads for accessible kiosks are USB keyboards that send these keys; so do all others.
std::optional<Keystroke> stroke_of(const SDL_Keysym& key) {
    switch (key.sym) {
        case SDLK_UP:
        case SDLK_KP_8: return Keystroke::up;
        case SDLK_DOWN:
        case SDLK_KP_2: return Keystroke::down;
        case SDLK_LEFT:
        case SDLK_KP_4: return Keystroke::left;
        case SDLK_RIGHT:
        case SDLK_KP_6: return Keystroke::right;
        case SDLK_TAB: return (key.mod & KMOD_SHIFT) != 0 ? Keystroke::left : Keystroke::right;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
        case SDLK_KP_5:
        case SDLK_SPACE: return Keystroke::choose;
        case SDLK_ESCAPE:
        case SDLK_BACKSPACE:
        case SDLK_AC_BACK: return Keystroke::back;
        case SDLK_VOLUMEUP: return Keystroke::louder;
        case SDLK_VOLUMEDOWN: return Keystroke::quieter;
        default: return std::nullopt;
    }
}

}  // namespace

struct Window::State {
    const WindowOptions options;
    const Clock& clock;
    Video video;
    Interrupt interrupt;
    WindowHandle handle;
    std::optional<Painter> painter;
    Touch touch;
    Keypad keypad{};
    Instant looked_at{}, filled_at{};  // When the screen's size was last asked for, and set.
    int display = -1;                  // The descriptor the display server speaks on.
    int width = 0, height = 0;
    bool resized = false;
    bool lit = true;  // The panel, as far as it obeys.
    std::uint64_t frames = 0;

    Result<> choose_painter();
    Result<> start();
    void sleep(Instant deadline);
    void read(const SDL_Event& event);
    void read_window_event(const SDL_WindowEvent& event);
    void read_finger(Touch::Phase phase, const SDL_TouchFingerEvent& event);
    void read_mouse(Touch::Phase phase, Uint32 which, int x, int y);
    void measure();
    void fill_the_screen();
    void repaint();
};

Result<Window> Window::open(const WindowOptions& options, const Clock& clock) {
    Video video = TRY(Video::start());
    Interrupt interrupt = TRY(Interrupt::open());
    WindowHandle handle = TRY(open_window(options));
    auto state = std::make_unique<State>(State{.options = options,
                                               .clock = clock,
                                               .video = std::move(video),
                                               .interrupt = std::move(interrupt),
                                               .handle = std::move(handle),
                                               .painter = {},
                                               .touch = Touch(options.tap_slop_pixels)});
    TRY(state->start());
    return Window(std::move(state));
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::Window(Window&&) noexcept = default;
Window::~Window() = default;

Result<> Window::State::start() {
    TRY(choose_painter());
    SDL_ShowCursor(options.show_cursor ? SDL_ENABLE : SDL_DISABLE);
    display = display_descriptor(handle.get());
    measure();
    resized = false;  // The first frame is drawn anyway.
    logging::info("window: {} {}x{}, painter {}", SDL_GetCurrentVideoDriver(), width, height,
                  painter->name());
    return {};
}

Result<> Window::State::choose_painter() {
    const bool forced = options.painter == PainterChoice::gpu;
    const bool worth_a_try = options.painter == PainterChoice::automatic && has_graphics_card();
    if (forced || worth_a_try) {
        Result<GpuPainter> gpu = GpuPainter::open(handle.get());
        if (forced && !gpu) return std::move(gpu).error();
        measure();
        const bool good =
            gpu &&
            (forced || (!gpu->is_emulated() && is_cheaper_than_software(*gpu, width, height)));
        if (good) {
            painter.emplace(std::move(*gpu));
            return {};
        }
        // A window that had a renderer cannot have a surface any more.
        if (gpu) handle = TRY(open_window(options));
    }
    painter.emplace(SoftwarePainter(handle.get()));
    return {};
}

bool Window::wait(Instant deadline) {
    SDL_PumpEvents();
    const bool busy = SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE ||
                      state_->touch.pending() || state_->keypad.pending() || state_->resized ||
                      state_->interrupt.asked_to_end();
    if (!busy) state_->sleep(std::min(deadline, state_->touch.next_deadline()));
    state_->interrupt.clear();
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) state_->read(event);
    const Instant now = state_->clock.now();
    if (now - state_->looked_at >= kLookEvery) state_->fill_the_screen();
    state_->touch.tick(now);
    return !state_->interrupt.asked_to_end();
}

/// Not SDL_WaitEventTimeout: a signal that arrives just before it blocks would be slept over.
/// SDL_PumpEvents has just emptied Xlib's own queue, so what comes next comes over the wire.
void Window::State::sleep(Instant deadline) {
    while (true) {
        const milliseconds left = std::min<milliseconds>(deadline - clock.now(), kSleepMax);
        if (left <= milliseconds::zero()) return;
        const bool asks = display < 0;
        const auto nap = static_cast<int>((asks ? std::min(left, kAskEvery) : left).count());
        pollfd sources[2] = {{.fd = interrupt.descriptor(), .events = POLLIN, .revents = 0},
                             {.fd = display, .events = POLLIN, .revents = 0}};
        const int ready = ::poll(sources, asks ? 1 : 2, nap);
        if (ready != 0) return;
        if (!asks) continue;
        SDL_PumpEvents();
        if (SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT)) return;
    }
}

void Window::wake() { Interrupt::wake(); }

void Window::State::read(const SDL_Event& event) {
    switch (event.type) {
        case SDL_FINGERDOWN: return read_finger(Touch::Phase::down, event.tfinger);
        case SDL_FINGERMOTION: return read_finger(Touch::Phase::motion, event.tfinger);
        case SDL_FINGERUP: return read_finger(Touch::Phase::up, event.tfinger);
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP: {
            if (event.button.button != SDL_BUTTON_LEFT) return;
            const bool down = event.type == SDL_MOUSEBUTTONDOWN;
            const Touch::Phase phase = down ? Touch::Phase::down : Touch::Phase::up;
            return read_mouse(phase, event.button.which, event.button.x, event.button.y);
        }
        case SDL_MOUSEMOTION:
            return read_mouse(Touch::Phase::motion, event.motion.which, event.motion.x,
                              event.motion.y);
        case SDL_KEYDOWN:
            return keypad.feed({.stroke = stroke_of(event.key.keysym),
                                .repeated = event.key.repeat != 0,
                                .modified = (event.key.keysym.mod & kOthers) != 0},
                               clock.now());
        case SDL_WINDOWEVENT: return read_window_event(event.window);
        case SDL_DISPLAYEVENT: return fill_the_screen();
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET: return repaint();
        default: return;  // SDL_QUIT and everything else: a kiosk does not listen.
    }
}

void Window::State::read_window_event(const SDL_WindowEvent& event) {
    switch (event.event) {
        case SDL_WINDOWEVENT_EXPOSED: fill_the_screen(); return repaint();
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        case SDL_WINDOWEVENT_MINIMIZED:
        case SDL_WINDOWEVENT_RESTORED: fill_the_screen(); return measure();
        default: return;
    }
}

void Window::State::read_finger(Touch::Phase phase, const SDL_TouchFingerEvent& event) {
    const Point at = to_window(event.x, event.y, options.touch_map, width, height);
    touch.feed(phase, event.fingerId, at, clock.now());
}

void Window::State::read_mouse(Touch::Phase phase, Uint32 which, int x, int y) {
    if (which == SDL_TOUCH_MOUSEID) return;
    const Point at{static_cast<float>(x), static_cast<float>(y)};
    touch.feed(phase, kMouse, at, clock.now());
}

/// Reads the size again; another size is another picture.
void Window::State::measure() {
    int now_width = 0, now_height = 0;
    SDL_GetWindowSizeInPixels(handle.get(), &now_width, &now_height);
    if (now_width <= 0 || now_height <= 0) return;
    if (now_width == width && now_height == height) return;
    width = now_width;
    height = now_height;
    if (painter) repaint();
}

/// The display came back smaller, larger or with another mode (pain 6): fill it again. A window
/// manager has done so already; without one, and as SDL still believes in the old desktop, full
/// screen is left for a window without border of the right size.
void Window::State::fill_the_screen() {
    if (!is_whole_screen(options)) return;
    looked_at = clock.now();
    const std::optional<ScreenSize> screen = screen_size(handle.get());
    ScreenSize now;
    SDL_GetWindowSize(handle.get(), &now.width, &now.height);
    if (!screen || *screen == now || looked_at - filled_at < kFillEvery) return;
    SDL_DisplayMode known{};
    const int index = std::max(SDL_GetWindowDisplayIndex(handle.get()), 0);
    SDL_GetDesktopDisplayMode(index, &known);
    SDL_SetWindowFullscreen(handle.get(), 0);
    SDL_SetWindowPosition(handle.get(), 0, 0);
    SDL_SetWindowSize(handle.get(), screen->width, screen->height);
    if (ScreenSize{known.w, known.h} == *screen) {
        SDL_SetWindowFullscreen(handle.get(), SDL_WINDOW_FULLSCREEN_DESKTOP);
    }
    filled_at = looked_at;
    logging::info("window: the screen is now {}x{}", screen->width, screen->height);
}

void Window::State::repaint() {
    painter->forget();
    resized = true;
}

Touch& Window::touch() { return state_->touch; }
Keypad& Window::keypad() { return state_->keypad; }
int Window::width() const { return state_->width; }
int Window::height() const { return state_->height; }
bool Window::resized() { return std::exchange(state_->resized, false); }
bool Window::touch_device_present() const { return SDL_GetNumTouchDevices() > 0; }

bool Window::panel_on() const { return state_->lit; }

void Window::set_panel_power(bool on) {
    if (on == state_->lit) return;
    state_->lit = on;
    const bool obeyed = set_display_power(state_->handle.get(), on);
    logging::info("window: the panel is {}{}", on ? "on" : "off",
                  obeyed ? "" : ", by a black picture alone");
    state_->repaint();
}

bool Window::present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) {
    const paint::Quad dark{.rect = {0, 0, width(), height()}, .mask = {}, .colour = paint::rgb(0)};
    const std::span<const paint::Quad> seen = panel_on() ? quads : std::span(&dark, 1);
    const bool changed = state_->painter->present(seen, atlas);
    if (changed) ++state_->frames;
    return changed;
}

const char* Window::painter_name() const { return state_->painter->name(); }
std::uint64_t Window::frames_presented() const { return state_->frames; }

}  // namespace platform
