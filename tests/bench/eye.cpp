#include "bench/eye.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <cstring>
#include <vector>

#include "base/panic.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr long kTitleWords = 4096;  // Of four bytes: more than Chromium keeps of a title.
constexpr int kDepth = 24;

// A window may go while its name is asked for; that is no reason to stop.
int ignore_error(_XDisplay*, XErrorEvent*) { return 0; }

std::optional<std::string> text_of(_XDisplay* x, Window window, Atom name, Atom type) {
    Atom found = None;
    int format = 0;
    unsigned long count = 0, left = 0;
    unsigned char* bytes = nullptr;
    const int status = XGetWindowProperty(x, window, name, 0, kTitleWords, False, type, &found,
                                          &format, &count, &left, &bytes);
    std::optional<std::string> text;
    if (status == Success && found == type && format == 8)
        text = std::string(reinterpret_cast<const char*>(bytes), count);
    if (bytes) XFree(bytes);
    return text;
}

/// The newest name in a tree of windows, the topmost first.
std::optional<std::string> name_in(_XDisplay* x, Window window, Atom name, Atom type, int depth) {
    if (auto own = text_of(x, window, name, type)) return own;
    if (depth == 0) return std::nullopt;
    Window root = 0, parent = 0;
    Window* children = nullptr;
    unsigned count = 0;
    if (XQueryTree(x, window, &root, &parent, &children, &count) == 0) return std::nullopt;
    std::optional<std::string> found;
    for (unsigned i = count; i > 0 && !found; --i)
        found = name_in(x, children[i - 1], name, type, depth - 1);
    if (children) XFree(children);
    return found;
}

}  // namespace

/// Pixels that the server writes and we read, without copying them through a socket.
struct Eye::Memory {
    XShmSegmentInfo segment{};
};

Eye::Eye(const std::string& display, int width, int height)
    : x_(XOpenDisplay(display.c_str())),
      width_(width),
      height_(height),
      memory_(std::make_unique<Memory>()) {
    ASSERT(x_ != nullptr);
    XSetErrorHandler(&ignore_error);
    ASSERT(XShmQueryExtension(x_));
    const auto bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
    XShmSegmentInfo& segment = memory_->segment;
    segment.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    ASSERT(segment.shmid >= 0);
    segment.shmaddr = static_cast<char*>(shmat(segment.shmid, nullptr, 0));
    ASSERT(segment.shmaddr != reinterpret_cast<char*>(-1));
    ASSERT(XShmAttach(x_, &segment) != 0);
    XSync(x_, False);
    shmctl(segment.shmid, IPC_RMID, nullptr);  // Gone with the last who has it.
    int errors = 0;
    ASSERT(XDamageQueryExtension(x_, &damage_event_, &errors) != 0);
    damage_ = XDamageCreate(x_, DefaultRootWindow(x_), XDamageReportNonEmpty);
    XSync(x_, False);
    drawn_at_ = Clock::now();
}

Eye::~Eye() {
    XShmDetach(x_, &memory_->segment);
    XSync(x_, False);
    shmdt(memory_->segment.shmaddr);
    XCloseDisplay(x_);
}

Picture Eye::look(const Area& at) {
    XImage* image = XShmCreateImage(
        x_, DefaultVisual(x_, DefaultScreen(x_)), kDepth, ZPixmap, memory_->segment.shmaddr,
        &memory_->segment, static_cast<unsigned>(at.width), static_cast<unsigned>(at.height));
    ASSERT(image != nullptr && image->bits_per_pixel == 32);
    ASSERT(XShmGetImage(x_, DefaultRootWindow(x_), image, at.x, at.y, AllPlanes) != 0);
    Picture picture{at.width, at.height, {}};
    picture.pixels.resize(static_cast<std::size_t>(at.width) * static_cast<std::size_t>(at.height));
    std::memcpy(picture.pixels.data(), image->data, picture.pixels.size() * 4);
    for (std::uint32_t& pixel : picture.pixels) pixel &= 0xffffff;
    image->data = nullptr;  // It is the segment's.
    XDestroyImage(image);
    return picture;
}

void Eye::move(int x, int y) {
    XTestFakeMotionEvent(x_, 0, x, y, 0);
    XFlush(x_);
}

void Eye::press(bool down) {
    XTestFakeButtonEvent(x_, 1, down, 0);
    XFlush(x_);
}

/// Whether there was news of something drawn. From then on further drawing is news again.
bool Eye::take_events() {
    bool drawn = false;
    while (XPending(x_) > 0) {
        XEvent event;
        XNextEvent(x_, &event);
        drawn = drawn || event.type == damage_event_ + XDamageNotify;
    }
    if (!drawn) return false;
    drawn_at_ = Clock::now();
    XDamageSubtract(x_, damage_, None, None);
    XFlush(x_);
    return true;
}

bool Eye::drawn_by(Clock::time_point deadline) {
    while (true) {
        if (take_events()) return true;
        const auto left = std::chrono::duration_cast<nanoseconds>(deadline - Clock::now());
        if (left <= nanoseconds::zero()) return false;
        const timespec span{static_cast<time_t>(left.count() / 1'000'000'000),
                            static_cast<long>(left.count() % 1'000'000'000)};
        pollfd source{.fd = ConnectionNumber(x_), .events = POLLIN, .revents = 0};
        ppoll(&source, 1, &span, nullptr);
    }
}

bool Eye::rested(milliseconds quiet, milliseconds patience) {
    const Clock::time_point end = Clock::now() + patience;
    take_events();
    while (Clock::now() < end) {
        const Clock::time_point rest = drawn_at_ + quiet;
        if (Clock::now() >= rest) return true;
        (void)drawn_by(rest);
    }
    return false;
}

std::optional<std::string> Eye::title() {
    return name_in(x_, DefaultRootWindow(x_), XInternAtom(x_, "_NET_WM_NAME", False),
                   XInternAtom(x_, "UTF8_STRING", False), 3);
}
