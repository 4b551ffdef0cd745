#include "support/x_observer.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xrandr.h>

#include "base/panic.h"

XObserver::XObserver(const std::string& display) : x_(XOpenDisplay(display.c_str())) {
    ASSERT(x_ != nullptr);
}

XObserver::~XObserver() { XCloseDisplay(x_); }

void XObserver::move(int x, int y) {
    XTestFakeMotionEvent(x_, 0, x, y, 0);
    XSync(x_, False);
}

void XObserver::button(unsigned number, bool down) {
    XTestFakeButtonEvent(x_, number, down, 0);
    XSync(x_, False);
}

void XObserver::key(const char* name, bool down) {
    XTestFakeKeyEvent(x_, XKeysymToKeycode(x_, XStringToKeysym(name)), down, 0);
    XSync(x_, False);
}

std::vector<std::uint32_t> XObserver::glass(int width, int height) {
    XSync(x_, False);
    XImage* image = XGetImage(x_, DefaultRootWindow(x_), 0, 0, static_cast<unsigned>(width),
                              static_cast<unsigned>(height), AllPlanes, ZPixmap);
    ASSERT(image != nullptr);
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            pixels.push_back(static_cast<std::uint32_t>(XGetPixel(image, x, y)) & 0xffffff);
        }
    }
    XDestroyImage(image);
    return pixels;
}

void XObserver::resize_screen(int width, int height) {
    const Window root = DefaultRootWindow(x_);
    XRRScreenResources* resources = XRRGetScreenResources(x_, root);
    ASSERT(resources != nullptr && resources->ncrtc > 0 && resources->noutput > 0);
    RRMode mode = 0;
    for (int i = 0; i < resources->nmode; ++i) {
        const XRRModeInfo& known = resources->modes[i];
        const bool fits = known.width == static_cast<unsigned>(width) &&
                          known.height == static_cast<unsigned>(height);
        if (fits) mode = known.id;
    }
    const std::string name = std::to_string(width) + "x" + std::to_string(height) + "-test";
    if (mode == 0) {
        XRRModeInfo info{};
        info.width = static_cast<unsigned>(width);
        info.height = static_cast<unsigned>(height);
        info.name = const_cast<char*>(name.c_str());
        info.nameLength = static_cast<unsigned>(name.size());
        mode = XRRCreateMode(x_, root, &info);
        XRRAddOutputMode(x_, resources->outputs[0], mode);
    }
    RROutput output = resources->outputs[0];
    // As xrandr does: the monitor goes dark, the desktop changes, the monitor comes back.
    const RRCrtc crtc = resources->crtcs[0];
    XRRSetCrtcConfig(x_, resources, crtc, CurrentTime, 0, 0, 0, RR_Rotate_0, nullptr, 0);
    XRRSetScreenSize(x_, root, width, height, width / 4, height / 4);
    XRRSetCrtcConfig(x_, resources, crtc, CurrentTime, 0, 0, mode, RR_Rotate_0, &output, 1);
    XRRFreeScreenResources(resources);
    XSync(x_, False);
}

void XObserver::cover(int width, int height) {
    ASSERT(cover_ == 0);
    cover_ = XCreateSimpleWindow(x_, DefaultRootWindow(x_), 0, 0, static_cast<unsigned>(width),
                                 static_cast<unsigned>(height), 0, 0, 0xff0000);
    XMapRaised(x_, cover_);
    XSync(x_, False);
}

void XObserver::uncover() {
    XDestroyWindow(x_, cover_);
    XSync(x_, False);
    cover_ = 0;
}
