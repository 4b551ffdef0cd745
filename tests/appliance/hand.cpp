// motcua-hand: the finger of the test bench inside the guest. A touch panel and a keyboard made by
// uinput, moved by lines that come over a virtio-serial port; every line is answered by "ok" or by
// what went wrong. Destroying a device is the unplugging, making it again the plugging.
//
//   plug panel|keys     unplug panel|keys
//   down SLOT X Y       X and Y from 0 to 32767 over the width and height of the panel
//   move SLOT X Y       up SLOT
//   key CODE            pressed and released; a number of linux/input-event-codes.h

#include <fcntl.h>
#include <linux/uinput.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <string>

namespace {

constexpr int kReach = 32767;    // Of both axes, whatever the glass measures.
constexpr int kSlots = 10;       // Fingers.
constexpr int kKeysMax = 248;    // All of a common keyboard.
constexpr std::size_t kLineMax = 256;

/// One virtual device; closed when the kernel shall forget it.
class Device {
public:
    ~Device() { unplug(); }
    bool plugged() const { return descriptor_ >= 0; }
    bool open() {
        descriptor_ = ::open("/dev/uinput", O_WRONLY | O_CLOEXEC);
        return plugged();
    }
    bool set(unsigned long request, int value) const {
        return ioctl(descriptor_, request, value) == 0;
    }
    bool axis(int code, int maximum) const {
        uinput_abs_setup axis{};
        axis.code = static_cast<__u16>(code);
        axis.absinfo.maximum = maximum;
        return ioctl(descriptor_, UI_ABS_SETUP, &axis) == 0;
    }
    bool make(const char* name, int product) const {
        uinput_setup setup{};
        setup.id = {.bustype = BUS_USB, .vendor = 0x1209, .product = static_cast<__u16>(product),
                    .version = 1};
        std::snprintf(setup.name, sizeof setup.name, "%s", name);
        return ioctl(descriptor_, UI_DEV_SETUP, &setup) == 0 &&
               ioctl(descriptor_, UI_DEV_CREATE) == 0;
    }
    void unplug() {
        if (!plugged()) return;
        ioctl(descriptor_, UI_DEV_DESTROY);
        close(descriptor_);
        descriptor_ = -1;
    }
    /// One event; a zero of type EV_SYN ends a report.
    bool tell(int type, int code, int value) const {
        input_event event{};
        event.type = static_cast<__u16>(type);
        event.code = static_cast<__u16>(code);
        event.value = value;
        return write(descriptor_, &event, sizeof event) == sizeof event;
    }

private:
    int descriptor_ = -1;
};

/// A panel that speaks the multi-touch protocol B, as every USB one does.
class Panel {
public:
    bool plug() {
        if (device_.plugged()) return true;
        bool made = device_.open();
        for (const int type : {EV_KEY, EV_ABS}) made = made && device_.set(UI_SET_EVBIT, type);
        made = made && device_.set(UI_SET_KEYBIT, BTN_TOUCH) &&
               device_.set(UI_SET_PROPBIT, INPUT_PROP_DIRECT) &&
               device_.axis(ABS_X, kReach) && device_.axis(ABS_Y, kReach) &&
               device_.axis(ABS_MT_SLOT, kSlots - 1) &&
               device_.axis(ABS_MT_TRACKING_ID, 0xffff) &&
               device_.axis(ABS_MT_POSITION_X, kReach) &&
               device_.axis(ABS_MT_POSITION_Y, kReach) && device_.make("Bench touch panel", 1);
        if (!made) device_.unplug();
        fingers_ = 0;
        return made;
    }
    void unplug() { device_.unplug(); }
    bool down(int slot, int x, int y) {
        const bool first = fingers_ == 0;
        fingers_ |= 1u << slot;
        next_ = (next_ + 1) & 0xffff;
        return device_.tell(EV_ABS, ABS_MT_SLOT, slot) &&
               device_.tell(EV_ABS, ABS_MT_TRACKING_ID, next_) && place(x, y) &&
               (!first || device_.tell(EV_KEY, BTN_TOUCH, 1)) && report();
    }
    bool move(int slot, int x, int y) {
        return device_.tell(EV_ABS, ABS_MT_SLOT, slot) && place(x, y) && report();
    }
    bool up(int slot) {
        fingers_ &= ~(1u << slot);
        return device_.tell(EV_ABS, ABS_MT_SLOT, slot) &&
               device_.tell(EV_ABS, ABS_MT_TRACKING_ID, -1) &&
               (fingers_ != 0 || device_.tell(EV_KEY, BTN_TOUCH, 0)) && report();
    }

private:
    bool place(int x, int y) {
        return device_.tell(EV_ABS, ABS_MT_POSITION_X, x) &&
               device_.tell(EV_ABS, ABS_MT_POSITION_Y, y) && device_.tell(EV_ABS, ABS_X, x) &&
               device_.tell(EV_ABS, ABS_Y, y);
    }
    bool report() { return device_.tell(EV_SYN, SYN_REPORT, 0); }

    Device device_;
    unsigned fingers_ = 0;  // One bit a slot that lies on the glass.
    int next_ = 0;
};

class Keys {
public:
    bool plug() {
        if (device_.plugged()) return true;
        bool made = device_.open() && device_.set(UI_SET_EVBIT, EV_KEY);
        for (int code = 1; code < kKeysMax; ++code)
            made = made && device_.set(UI_SET_KEYBIT, code);
        made = made && device_.make("Bench keyboard", 2);
        if (!made) device_.unplug();
        return made;
    }
    void unplug() { device_.unplug(); }
    bool press(int code) {
        for (const int value : {1, 0})
            if (!device_.tell(EV_KEY, code, value) || !device_.tell(EV_SYN, SYN_REPORT, 0))
                return false;
        return true;
    }

private:
    Device device_;
};

/// What the line asked for was done, or errno says why not.
bool obey(const std::string& line, Panel& panel, Keys& keys) {
    char word[16] = "", what[16] = "";
    int slot = 0, x = 0, y = 0;
    errno = EINVAL;  // An unknown line; what fails below says its own.
    if (std::sscanf(line.c_str(), "%15s %15s", word, what) < 2) return false;
    const std::string verb = word, object = what;
    if (verb == "plug") return object == "keys" ? keys.plug() : panel.plug();
    if (verb == "unplug") {
        object == "keys" ? keys.unplug() : panel.unplug();
        return true;
    }
    const int numbers = std::sscanf(line.c_str(), "%*s %d %d %d", &slot, &x, &y);
    if (verb == "key") return numbers == 1 && keys.press(slot);
    if (slot < 0 || slot >= kSlots) return false;
    if (verb == "down") return numbers == 3 && panel.down(slot, x, y);
    if (verb == "move") return numbers == 3 && panel.move(slot, x, y);
    return verb == "up" && numbers == 1 && panel.up(slot);
}

}  // namespace

int main(int argc, char** argv) {
    // One opening for both ways: a port can be opened only once.
    const int port = argc == 2 ? open(argv[1], O_RDWR | O_CLOEXEC) : -1;
    FILE* lines = port >= 0 ? fdopen(port, "r") : nullptr;
    if (lines == nullptr) {
        std::fprintf(stderr, "motcua-hand: give it the port: motcua-hand /dev/virtio-ports/…\n");
        return 2;
    }
    Panel panel;
    Keys keys;
    if (!panel.plug()) {
        std::fprintf(stderr, "motcua-hand: make a touch panel: %s\n", std::strerror(errno));
        return 1;
    }
    char line[kLineMax];
    while (std::fgets(line, sizeof line, lines) != nullptr)
        dprintf(port, "%s\n", obey(line, panel, keys) ? "ok" : std::strerror(errno));
    return 0;
}
