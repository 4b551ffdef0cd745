#include "platform/video.h"

#include <SDL.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/log.h"
#include "platform/display_connection.h"

namespace platform {

namespace {

void set_hints() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
}

/// X11 takes pixels as they are. Without being told so, SDL shows them there through an OpenGL
/// texture: llvmpipe's 100 MiB. Under Wayland and KMSDRM it has no other way.
void choose_ways() {
    const std::string_view driver = SDL_GetCurrentVideoDriver();
    if (driver == "x11") SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    // KMSDRM's contexts are of OpenGL ES; SDL's first choice takes them for OpenGL, without render
    // targets and with garbage for what is read back.
    if (driver == "KMSDRM") SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
}

void hear_log(void* troubles, int category, SDL_LogPriority priority, const char* words) {
    const bool ours = category == SDL_LOG_CATEGORY_VIDEO || category == SDL_LOG_CATEGORY_RENDER;
    if (ours && priority >= SDL_LOG_PRIORITY_ERROR) ++*static_cast<int*>(troubles);
    logging::warning("SDL: {}", words);
}

Error no_display() {
    return Error{Error::Code::unavailable,
                 std::string("open a window: ") + SDL_GetError() +
                     "; start it under X or Wayland (DISPLAY or WAYLAND_DISPLAY set), on a "
                     "console with a graphics card, or on a virtual display (--virtual)"};
}

/// Where SDL finds no display it quietly draws into nothing: wanted only when asked for by name.
bool is_make_believe(const std::string& driver) {
    const char* asked = SDL_getenv("SDL_VIDEODRIVER");
    return (driver == "offscreen" || driver == "dummy") && (!asked || driver != asked);
}

}  // namespace

Result<Video> Video::start() {
    set_hints();
    // Xlib reads the half megabyte of its compose sequences for a keyboard that we never type on.
    SDL_setenv("XCOMPOSEFILE", "/dev/null", 0);
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return no_display();
    if (is_make_believe(SDL_GetCurrentVideoDriver())) {
        SDL_Quit();
        SDL_SetError("no display server and no graphics card found");
        return no_display();
    }
    choose_ways();
    SDL_StopTextInput();  // No input method may wake up or pop up: typing is on the glass.
    return Video();
}

Video::Video() : troubles_(std::make_unique<int>(0)) {
    SDL_LogSetPriority(SDL_LOG_CATEGORY_VIDEO, SDL_LOG_PRIORITY_ERROR);
    SDL_LogSetPriority(SDL_LOG_CATEGORY_RENDER, SDL_LOG_PRIORITY_ERROR);
    SDL_LogSetOutputFunction(hear_log, troubles_.get());
}

Video::Video(Video&& other) noexcept
    : running_(std::exchange(other.running_, false)), troubles_(std::move(other.troubles_)) {}

Video::~Video() {
    if (!running_) return;
    SDL_LogSetOutputFunction(nullptr, nullptr);
    SDL_Quit();
}

void DestroyWindow::operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }

bool is_whole_screen(const WindowOptions& options) {
    return options.width == 0 && options.height == 0;
}

/// Where there is no window manager, SDL waits a tenth of a second for the one that it has asked to
/// make the window fill the screen, and nobody has moved it: there it is only given the whole size.
static WindowHandle open_whole(const char* title, const SDL_DisplayMode& desktop) {
    const Uint32 flags = SDL_WINDOW_BORDERLESS | SDL_WINDOW_HIDDEN;
    WindowHandle handle(SDL_CreateWindow(title, 0, 0, desktop.w, desktop.h, flags));
    if (!handle) return handle;
    if (has_window_manager(handle.get()))
        SDL_SetWindowFullscreen(handle.get(), SDL_WINDOW_FULLSCREEN_DESKTOP);
    SDL_ShowWindow(handle.get());
    return handle;
}

/// Full screen is asked for at the desktop's own size: without a window manager nobody enlarges
/// a smaller window, and the rest of the glass would be dead (pain 7).
Result<WindowHandle> open_window(const WindowOptions& options) {
    const bool whole = is_whole_screen(options);
    SDL_DisplayMode desktop{};
    if (whole && SDL_GetDesktopDisplayMode(0, &desktop) != 0) return no_display();
    if (whole && std::string_view(SDL_GetCurrentVideoDriver()) == "x11") {
        WindowHandle handle = open_whole(options.title.c_str(), desktop);
        if (!handle) return no_display();
        return handle;
    }
    const int width = whole ? desktop.w : options.width;
    const int height = whole ? desktop.h : options.height;
    const Uint32 flags = whole ? SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS : 0u;
    const int at = whole ? 0 : static_cast<int>(SDL_WINDOWPOS_CENTERED);
    WindowHandle handle(SDL_CreateWindow(options.title.c_str(), at, at, width, height, flags));
    if (!handle) return no_display();
    return handle;
}

}  // namespace platform
