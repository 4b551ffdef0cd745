#include "platform/input_devices.h"

#include <fcntl.h>
#include <linux/input.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cerrno>
#include <ctime>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

#include "base/descriptor.h"
#include "base/log.h"
#include "platform/folder_watch.h"
#include "platform/key_device.h"
#include "platform/touch_device.h"

namespace platform {

namespace {

using Bits = std::bitset<KEY_CNT>;

constexpr std::size_t kDevicesMax = 64;  // A machine has ten; each holds a descriptor.

/// The codes of one type that a device can send, or its properties.
Bits bits_of(int descriptor, unsigned long request) {
    std::array<unsigned char, KEY_CNT / 8> bytes{};
    Bits bits;
    if (::ioctl(descriptor, request, bytes.data()) < 0) return bits;
    for (std::size_t i = 0; i < bits.size(); ++i) bits[i] = (bytes[i / 8] >> i % 8 & 1) != 0;
    return bits;
}

std::optional<TouchDevice::Range> range_of(int descriptor, unsigned axis) {
    input_absinfo info{};
    if (::ioctl(descriptor, EVIOCGABS(axis), &info) < 0) return std::nullopt;
    if (info.maximum <= info.minimum) return std::nullopt;
    return TouchDevice::Range{.low = info.minimum, .high = info.maximum};
}

/// Panels, and pointers that say where they are (a virtual machine's, a remote console's). A
/// touchpad, which moves a pointer, is neither.
std::optional<TouchDevice::Shape> shape_of(int descriptor) {
    const Bits axes = bits_of(descriptor, EVIOCGBIT(EV_ABS, KEY_CNT / 8));
    const Bits keys = bits_of(descriptor, EVIOCGBIT(EV_KEY, KEY_CNT / 8));
    const Bits properties = bits_of(descriptor, EVIOCGPROP(KEY_CNT / 8));
    if (properties[INPUT_PROP_POINTER]) return std::nullopt;
    const bool many = axes[ABS_MT_POSITION_X] && axes[ABS_MT_POSITION_Y];
    const bool slots = many && axes[ABS_MT_SLOT] && axes[ABS_MT_TRACKING_ID];
    const bool one = axes[ABS_X] && axes[ABS_Y];
    const bool presses = keys[BTN_TOUCH] || keys[BTN_LEFT];
    if (!slots && !(presses && (one || many))) return std::nullopt;
    const bool by_slot = slots || !one;
    const auto x = range_of(descriptor, by_slot ? ABS_MT_POSITION_X : ABS_X);
    const auto y = range_of(descriptor, by_slot ? ABS_MT_POSITION_Y : ABS_Y);
    if (!x || !y) return std::nullopt;
    input_absinfo slot{};
    if (slots && ::ioctl(descriptor, EVIOCGABS(ABS_MT_SLOT), &slot) < 0) return std::nullopt;
    return TouchDevice::Shape{
        .x = *x, .y = *y, .slots = slots ? static_cast<std::size_t>(slot.maximum + 1) : 0};
}

bool has_our_keys(int descriptor) {
    const Bits keys = bits_of(descriptor, EVIOCGBIT(EV_KEY, KEY_CNT / 8));
    for (std::uint16_t code = 0; code <= KeyDevice::kCodeMax; ++code)
        if (keys[code] && KeyDevice::is_ours(code)) return true;
    return false;
}

std::string name_of(int descriptor) {
    std::array<char, 128> name{};
    if (::ioctl(descriptor, EVIOCGNAME(name.size() - 1), name.data()) < 0) return "nameless";
    return name.data();
}

/// Of each slot, and which of them comes next.
bool ask_slots(int descriptor, TouchDevice& touch) {
    struct {
        std::uint32_t code;
        std::array<std::int32_t, TouchDevice::kSlotsMax> values;
    } tracking{.code = ABS_MT_TRACKING_ID, .values = {}}, x = tracking, y = tracking;
    x.code = ABS_MT_POSITION_X;
    y.code = ABS_MT_POSITION_Y;
    for (auto* axis : {&tracking, &x, &y})
        if (::ioctl(descriptor, EVIOCGMTSLOTS(sizeof *axis), axis) < 0) return false;
    input_absinfo slot{};
    if (::ioctl(descriptor, EVIOCGABS(ABS_MT_SLOT), &slot) < 0) return false;
    for (std::size_t i = 0; i < touch.slots(); ++i)
        touch.set_contact(i, tracking.values[i],
                          TouchDevice::Place{.x = x.values[i], .y = y.values[i]});
    touch.set_slot(slot.value);
    return true;
}

/// Of a device with one contact. The kernel keeps no place for one that tells of it by the axes of
/// many without slots; that one tells its place in every report.
bool ask_contact(int descriptor, TouchDevice& touch) {
    const Bits axes = bits_of(descriptor, EVIOCGBIT(EV_ABS, KEY_CNT / 8));
    const Bits held = bits_of(descriptor, EVIOCGKEY(KEY_CNT / 8));
    std::optional<TouchDevice::Place> place;
    input_absinfo x{}, y{};
    if (axes[ABS_X] && axes[ABS_Y]) {
        if (::ioctl(descriptor, EVIOCGABS(ABS_X), &x) < 0) return false;
        if (::ioctl(descriptor, EVIOCGABS(ABS_Y), &y) < 0) return false;
        place = TouchDevice::Place{.x = x.value, .y = y.value};
    }
    touch.set_contact(0, held[BTN_TOUCH] || held[BTN_LEFT] ? 1 : -1, place);
    return true;
}

/// What the kernel believes. It tells only what changes: whoever has not heard everything from the
/// beginning must know the rest. False when it does not answer.
bool ask_state(int descriptor, TouchDevice& touch) {
    return touch.slots() > 0 ? ask_slots(descriptor, touch) : ask_contact(descriptor, touch);
}

struct Device {
    Descriptor descriptor;
    std::string name;
    std::optional<TouchDevice> touch;
    std::optional<KeyDevice> keys;
    bool boot_time = false;  // Its events carry our clock's time.
};

}  // namespace

struct InputDevices::State {
    const std::string folder;
    FolderWatch watch;
    std::map<std::string, Device> devices;
    std::int64_t number = 0;

    void scan();
    std::optional<Device> open_device(const std::string& path);
    bool read_device(Device& device, std::vector<Input>& heard, Instant now);
    static void regain(Device& device, std::vector<Input>& heard, Instant now);
};

InputDevices::InputDevices(std::unique_ptr<State> state) : state_(std::move(state)) {}
InputDevices::InputDevices(InputDevices&&) noexcept = default;
InputDevices::~InputDevices() = default;

InputDevices InputDevices::open(std::string folder) {
    auto state = std::make_unique<State>(
        State{.folder = folder, .watch = FolderWatch::open(std::move(folder)), .devices = {}});
    state->scan();
    return InputDevices(std::move(state));
}

void InputDevices::State::scan() {
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const std::string path = entry.path();
        const bool is_event = entry.path().filename().string().starts_with("event");
        if (!is_event || devices.contains(path) || devices.size() >= kDevicesMax) continue;
        std::optional<Device> device = open_device(path);
        if (!device) continue;
        logging::info("input: {} \"{}\"", device->touch ? "touch panel" : "keys", device->name);
        devices.emplace(path, std::move(*device));
    }
}

std::optional<Device> InputDevices::State::open_device(const std::string& path) {
    Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (descriptor.get() < 0) return std::nullopt;  // Not ours, or not yet: see IN_ATTRIB.
    Device device{.descriptor = std::move(descriptor), .name = {}, .touch = {}, .keys = {}};
    const int fd = device.descriptor.get();
    if (const auto shape = shape_of(fd))
        device.touch.emplace(++number, *shape);
    else if (has_our_keys(fd))
        device.keys.emplace();
    else
        return std::nullopt;
    device.name = name_of(fd);
    int clock = CLOCK_BOOTTIME;
    device.boot_time = ::ioctl(fd, EVIOCSCLOCKID, &clock) == 0;
    if (device.keys && ::ioctl(fd, EVIOCGRAB, 1) < 0)
        logging::warning("input: \"{}\" is somebody else's as well: {}", device.name,
                         std::generic_category().message(errno));
    if (device.touch && ask_state(fd, *device.touch)) device.touch->ignore_resting();
    return device;
}

void InputDevices::add_sources(std::vector<pollfd>& sources) const {
    state_->watch.add_sources(sources);
    for (const auto& [path, device] : state_->devices)
        sources.push_back({.fd = device.descriptor.get(), .events = POLLIN, .revents = 0});
}

bool InputDevices::is_due(Instant now) const { return state_->watch.is_due(now); }

void InputDevices::read(std::vector<Input>& heard, Instant now) {
    for (auto at = state_->devices.begin(); at != state_->devices.end();) {
        Device& device = at->second;
        if (state_->read_device(device, heard, now)) {
            ++at;
            continue;
        }
        logging::info("input: \"{}\" is gone", device.name);
        if (device.touch) device.touch->let_go(now, heard);
        at = state_->devices.erase(at);
    }
    if (state_->watch.changed(now)) state_->scan();
}

/// False when the device is gone.
bool InputDevices::State::read_device(Device& device, std::vector<Input>& heard, Instant now) {
    std::array<input_event, 64> events;
    const int fd = device.descriptor.get();
    while (true) {
        const ssize_t bytes = ::read(fd, events.data(), sizeof events);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes < 0 && errno == EAGAIN) {
            // Only now: what still waited was in the kernel's state already.
            if (device.touch && device.touch->lost_track()) regain(device, heard, now);
            return true;
        }
        if (bytes <= 0) return false;
        const auto count = static_cast<std::size_t>(bytes) / sizeof(input_event);
        for (std::size_t i = 0; i < count; ++i) {
            const input_event& event = events[i];
            const std::chrono::milliseconds since =
                std::chrono::seconds(event.input_event_sec) +
                std::chrono::milliseconds(event.input_event_usec / 1000);
            const Instant at = device.boot_time ? std::min(Instant(since), now) : now;
            if (device.keys) device.keys->feed(event.type, event.code, event.value, at, heard);
            if (device.touch) device.touch->feed(event.type, event.code, event.value, at, heard);
        }
    }
}

void InputDevices::State::regain(Device& device, std::vector<Input>& heard, Instant now) {
    if (ask_state(device.descriptor.get(), *device.touch))
        device.touch->sync(now, heard);
    else
        device.touch->let_go(now, heard);
}

std::size_t InputDevices::touch_devices() const {
    return static_cast<std::size_t>(
        std::count_if(state_->devices.begin(), state_->devices.end(),
                      [](const auto& entry) { return entry.second.touch.has_value(); }));
}

}  // namespace platform
