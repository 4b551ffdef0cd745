#include "platform/display_connection.h"

#include <SDL.h>
#include <SDL_syswm.h>

#include <algorithm>

// Apart from window.cpp because <SDL_syswm.h> brings in Xlib's macros (None, Bool, Status).
// The display libraries are those that SDL has loaded already; nothing is linked for them.

namespace platform {

namespace {

/// Calls one function of a shared library; `otherwise` where it does not exist.
template <class Function, class Answer, class... Arguments>
Answer call(const char* library, const char* name, Answer otherwise, Arguments... arguments) {
    void* object = SDL_LoadObject(library);
    if (!object) return otherwise;
    const auto function = reinterpret_cast<Function*>(SDL_LoadFunction(object, name));
    const Answer answer = function ? function(arguments...) : otherwise;
    SDL_UnloadObject(object);
    return answer;
}

std::optional<SDL_SysWMinfo> system_info(SDL_Window* window) {
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info)) return std::nullopt;
    return info;
}

}  // namespace

int display_descriptor(SDL_Window* window) {
    const std::optional<SDL_SysWMinfo> info = system_info(window);
    if (!info) return -1;
#ifdef SDL_VIDEO_DRIVER_X11
    if (info->subsystem == SDL_SYSWM_X11) return ConnectionNumber(info->info.x11.display);
#endif
#ifdef SDL_VIDEO_DRIVER_WAYLAND
    if (info->subsystem == SDL_SYSWM_WAYLAND) {
        return call<int(wl_display*)>("libwayland-client.so.0", "wl_display_get_fd", -1,
                                      info->info.wl.display);
    }
#endif
    return -1;
}

std::optional<Size> screen_size(SDL_Window* window) {
    const std::optional<SDL_SysWMinfo> info = system_info(window);
    if (SDL_GetNumVideoDisplays() == 1) {
#ifdef SDL_VIDEO_DRIVER_X11
        if (info && info->subsystem == SDL_SYSWM_X11) {
            Display* display = info->info.x11.display;
            ::Window root = 0;
            int x = 0, y = 0;
            unsigned width = 0, height = 0, border = 0, depth = 0;
            const int good = call<int(Display*, Drawable, ::Window*, int*, int*, unsigned*,
                                      unsigned*, unsigned*, unsigned*)>(
                "libX11.so.6", "XGetGeometry", 0, display, DefaultRootWindow(display), &root, &x,
                &y, &width, &height, &border, &depth);
            if (good != 0) return Size{static_cast<int>(width), static_cast<int>(height)};
        }
#endif
    }
    SDL_DisplayMode desktop{};
    const int index = std::max(SDL_GetWindowDisplayIndex(window), 0);
    if (SDL_GetDesktopDisplayMode(index, &desktop) != 0) return std::nullopt;
    return Size{desktop.w, desktop.h};
}

bool has_window_manager(SDL_Window* window) {
    const std::optional<SDL_SysWMinfo> info = system_info(window);
#ifdef SDL_VIDEO_DRIVER_X11
    if (info && info->subsystem == SDL_SYSWM_X11) {
        constexpr const char* kX = "libX11.so.6";
        constexpr Atom kNone = 0;
        Display* display = info->info.x11.display;
        const Atom sign = call<Atom(Display*, const char*, int)>(
            kX, "XInternAtom", kNone, display, "_NET_SUPPORTING_WM_CHECK", 0);
        Atom type = kNone;
        int format = 0;
        unsigned long count = 0, left = 0;
        unsigned char* window_of_it = nullptr;
        call<int(Display*, ::Window, Atom, long, long, int, Atom, Atom*, int*, unsigned long*,
                 unsigned long*, unsigned char**)>(
            kX, "XGetWindowProperty", 1, display, DefaultRootWindow(display), sign, 0L, 1L, 0,
            static_cast<Atom>(AnyPropertyType), &type, &format, &count, &left, &window_of_it);
        if (window_of_it) call<int(void*)>(kX, "XFree", 0, static_cast<void*>(window_of_it));
        return type != kNone;
    }
#endif
    return true;
}

bool set_display_power(SDL_Window* window, bool on) {
    const std::optional<SDL_SysWMinfo> info = system_info(window);
#ifdef SDL_VIDEO_DRIVER_X11
    if (info && info->subsystem == SDL_SYSWM_X11) {
        constexpr const char* kExtensions = "libXext.so.6";
        constexpr unsigned short kLit = 0, kDark = 3;
        Display* display = info->info.x11.display;
        int first = 0, last = 0;
        const bool known =
            call<int(Display*, int*, int*)>(kExtensions, "DPMSQueryExtension", 0, display, &first,
                                            &last) != 0 &&
            call<int(Display*)>(kExtensions, "DPMSCapable", 0, display) != 0;
        if (!known) return false;
        // The server forgets that it may the moment SDL suspends its screen saver.
        call<int(Display*)>(kExtensions, "DPMSEnable", 0, display);
        call<int(Display*, unsigned short)>(kExtensions, "DPMSForceLevel", 0, display,
                                            on ? kLit : kDark);
        // Its own clock must not darken the glass by day.
        if (on) call<int(Display*)>(kExtensions, "DPMSDisable", 0, display);
        call<int(Display*)>("libX11.so.6", "XFlush", 0, display);
        return true;
    }
#endif
    return false;
}

}  // namespace platform
