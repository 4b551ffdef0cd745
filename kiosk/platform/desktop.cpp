#include "platform/desktop.h"

#include <SDL.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/log.h"
#include "platform/display_connection.h"
#include "platform/display_watch.h"
#include "platform/input_devices.h"
#include "platform/video.h"

namespace platform {

namespace {

using std::chrono::milliseconds;

// Where there is no display server to wait for and none of our own devices either, fingers are
// looked for this often: twice a frame at 60 Hz. SDL itself would ask every millisecond.
constexpr milliseconds kAskEvery{8};

// Some displays change without a word; asking costs 0.1 ms, and only while awake.
constexpr milliseconds kLookEvery = std::chrono::seconds(5);

// A window manager with a will of its own is not fought with: that would never end.
constexpr milliseconds kFillEvery = std::chrono::seconds(1);

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

struct Desktop::State {
    const WindowOptions options;
    const Clock& clock;
    Video video;
    WindowHandle handle;
    std::optional<Painter> painter;
    Instant looked_at{}, filled_at{};  // When the screen's size was last asked for, and set.
    int display = -1;                  // The descriptor the display server speaks on.
    Size panel{};
    bool lost = false;
    // SDL's KMSDRM knows no plugging of displays: where the driver marks it in /sys, the console
    // takes over (virtio's does not, and goes on when the same display is back). It shows nobody
    // the descriptors that it hears fingers and keys by: there we hear for ourselves.
    std::optional<DisplayWatch> watch{};
    std::optional<InputDevices> inputs{};
    bool replugged = false;
    std::vector<Input>* heard = nullptr;  // While events are read.

    Result<> choose_painter();
    Result<> start();
    void read(const SDL_Event& event);
    void read_window_event(const SDL_WindowEvent& event);
    void read_finger(Touch::Phase phase, const SDL_TouchFingerEvent& event);
    void read_mouse(Touch::Phase phase, Uint32 which, int x, int y);
    void measure();
    void fill_the_screen();
    void repaint();
};

Desktop::Desktop(std::unique_ptr<State> state) : state_(std::move(state)) {}
Desktop::~Desktop() = default;

Result<std::unique_ptr<Ground>> Desktop::open(const WindowOptions& options, const Clock& clock) {
    Video video = TRY(Video::start());
    WindowHandle handle = TRY(open_window(options));
    auto state = std::make_unique<State>(State{.options = options,
                                               .clock = clock,
                                               .video = std::move(video),
                                               .handle = std::move(handle),
                                               .painter = {}});
    TRY(state->start());
    return std::unique_ptr<Ground>(std::make_unique<Desktop>(std::move(state)));
}

Result<> Desktop::State::start() {
    TRY(choose_painter());
    SDL_ShowCursor(options.show_cursor ? SDL_ENABLE : SDL_DISABLE);
    display = display_descriptor(handle.get());
    set_display_power(handle.get(), true);  // Who was before us may have left it off.
    measure();
    lost = false;  // The first frame is drawn anyway.
    if (std::string_view(SDL_GetCurrentVideoDriver()) == "KMSDRM") {
        inputs.emplace(InputDevices::open());
        watch.emplace(DisplayWatch::open());
        watch->changed(clock.now());
    }
    return {};
}

Result<> Desktop::State::choose_painter() {
    const Turn turn(options.rotate);
    const bool forced = options.painter == PainterChoice::gpu;
    const bool worth_a_try = options.painter == PainterChoice::automatic && has_graphics_card();
    if (forced || worth_a_try) {
        Result<GpuPainter> gpu = GpuPainter::open(handle.get(), turn);
        if (forced && !gpu) return std::move(gpu).error();
        measure();
        const bool good = gpu && (forced || (!gpu->is_emulated() &&
                                             is_cheaper_than_software(*gpu, panel)));
        if (good) {
            painter.emplace(std::move(*gpu));
            return {};
        }
        // A window that had a renderer cannot have a surface any more.
        if (gpu) handle = TRY(open_window(options));
    }
    painter.emplace(SoftwarePainter(handle.get(), turn));
    return {};
}

bool Desktop::has_input() {
    State& state = *state_;
    if (state.watch && state.watch->changed(state.clock.now()) && state.watch->states_differ())
        state.replugged = state.lost = true;
    SDL_PumpEvents();
    return state.lost || SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE;
}

void Desktop::add_sources(std::vector<pollfd>& sources) const {
    if (state_->display >= 0)
        sources.push_back({.fd = state_->display, .events = POLLIN, .revents = 0});
    if (state_->watch) state_->watch->add_sources(sources);
    if (state_->inputs) state_->inputs->add_sources(sources);
}

milliseconds Desktop::nap_max() const {
    if (state_->watch) return DisplayWatch::kLookEvery;
    return state_->display >= 0 ? milliseconds::max() : kAskEvery;
}

void Desktop::read(std::vector<Input>& heard) {
    state_->heard = &heard;
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) state_->read(event);
    state_->heard = nullptr;
    if (state_->inputs) {
        heard.clear();  // SDL told of the same.
        state_->inputs->read(heard, state_->clock.now());
    }
    if (state_->clock.now() - state_->looked_at >= kLookEvery) state_->fill_the_screen();
}

void Desktop::State::read(const SDL_Event& event) {
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
            return heard->push_back(
                KeyInput{.key = {.stroke = stroke_of(event.key.keysym),
                                 .repeated = event.key.repeat != 0,
                                 .modified = (event.key.keysym.mod & kOthers) != 0}});
        case SDL_WINDOWEVENT: return read_window_event(event.window);
        case SDL_DISPLAYEVENT: return fill_the_screen();
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET: return repaint();
        default: return;  // SDL_QUIT and everything else: a kiosk does not listen.
    }
}

void Desktop::State::read_window_event(const SDL_WindowEvent& event) {
    switch (event.event) {
        case SDL_WINDOWEVENT_EXPOSED: fill_the_screen(); return repaint();
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        case SDL_WINDOWEVENT_MINIMIZED:
        case SDL_WINDOWEVENT_RESTORED: fill_the_screen(); return measure();
        default: return;
    }
}

void Desktop::State::read_finger(Touch::Phase phase, const SDL_TouchFingerEvent& event) {
    heard->push_back(
        FingerInput{.phase = phase, .id = event.fingerId, .x = event.x, .y = event.y});
}

void Desktop::State::read_mouse(Touch::Phase phase, Uint32 which, int x, int y) {
    if (which == SDL_TOUCH_MOUSEID) return;
    const Point at{static_cast<float>(x), static_cast<float>(y)};
    heard->push_back(MouseInput{.phase = phase, .at = at});
}

/// Reads the size again; another size is another picture.
void Desktop::State::measure() {
    Size now;
    SDL_GetWindowSizeInPixels(handle.get(), &now.width, &now.height);
    if (now.width <= 0 || now.height <= 0 || now == panel) return;
    panel = now;
    if (painter) repaint();
}

/// The display came back smaller, larger or with another mode (pain 6): fill it again. A window
/// manager has done so already; without one, and as SDL still believes in the old desktop, full
/// screen is left for a window without border of the right size.
void Desktop::State::fill_the_screen() {
    if (!is_whole_screen(options)) return;
    looked_at = clock.now();
    const std::optional<Size> screen = screen_size(handle.get());
    Size now;
    SDL_GetWindowSize(handle.get(), &now.width, &now.height);
    if (!screen || *screen == now || looked_at - filled_at < kFillEvery) return;
    SDL_DisplayMode known{};
    const int index = std::max(SDL_GetWindowDisplayIndex(handle.get()), 0);
    SDL_GetDesktopDisplayMode(index, &known);
    SDL_SetWindowFullscreen(handle.get(), 0);
    SDL_SetWindowPosition(handle.get(), 0, 0);
    SDL_SetWindowSize(handle.get(), screen->width, screen->height);
    if (Size{known.w, known.h} == *screen) {
        SDL_SetWindowFullscreen(handle.get(), SDL_WINDOW_FULLSCREEN_DESKTOP);
    }
    filled_at = looked_at;
    logging::info("window: the screen is now {}x{}", screen->width, screen->height);
}

void Desktop::State::repaint() {
    painter->forget();
    lost = true;
}

std::string Desktop::name() const { return SDL_GetCurrentVideoDriver(); }
std::string Desktop::display() const { return name(); }
const char* Desktop::painter_name() const { return state_->painter->name(); }
Size Desktop::panel() const { return state_->panel; }
bool Desktop::touch_device_present() const {
    return state_->inputs ? state_->inputs->touch_devices() > 0 : SDL_GetNumTouchDevices() > 0;
}
bool Desktop::lost_picture() { return std::exchange(state_->lost, false); }
void Desktop::forget() { state_->painter->forget(); }

/// SDL tells of some failures (a flip that KMS refused) to its log alone.
Shown Desktop::present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) {
    if (state_->replugged) return Shown::failed;
    const int troubles = state_->video.troubles();
    const Shown shown = state_->painter->present(quads, atlas);
    return state_->video.troubles() == troubles ? shown : Shown::failed;
}

Result<> Desktop::prove() {
    if (state_->replugged) return Error{Error::Code::io, "the display was unplugged or changed"};
    const int troubles = state_->video.troubles();
    TRY(state_->painter->prove());
    if (state_->video.troubles() == troubles) return {};
    return Error{Error::Code::io, "show the frame: SDL could not"};
}

/// SDL's KMSDRM waits for ever for a flip that a card forgot: seen in a guest, after it had lost
/// the card and was opened again.
bool Desktop::reopens() const { return !state_->watch; }

bool Desktop::set_power(bool on) {
    const bool obeyed = set_display_power(state_->handle.get(), on);
    state_->repaint();
    return obeyed;
}

}  // namespace platform
