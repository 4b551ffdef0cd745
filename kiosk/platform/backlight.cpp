#include "platform/backlight.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/descriptor.h"
#include "base/files.h"

namespace platform {

namespace {

constexpr std::size_t kValueMax = 32;       // A whole number and the end of its line.
constexpr long kNumberMax = 1'000'000'000;  // The kernel's is an int.

// systemd-backlight saves what it finds at the end of the machine, and gives a panel that was off
// 5 % at its next start (ID_BACKLIGHT_CLAMP). Nobody reads a kiosk at a tenth.
constexpr long kLeftOffPercent = 10;

std::optional<long> number_in(const std::string& path) {
    const auto text = files::read(path, kValueMax);
    long number = 0;
    if (!text) return std::nullopt;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (failure != std::errc() || number < 0 || number > kNumberMax) return std::nullopt;
    return number;
}

bool was_left_off(const std::string& lamp) {
    const auto now = number_in(lamp + "/brightness");
    const auto most = number_in(lamp + "/max_brightness");
    return now && most && *now * 100 <= *most * kLeftOffPercent;
}

/// Not files::write_atomically: /sys takes a value as it is, and no other file beside it.
bool write_value(const std::string& path, std::string_view value) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    return file.get() >= 0 &&
           ::write(file.get(), value.data(), value.size()) == static_cast<ssize_t>(value.size());
}

}  // namespace

Backlight Backlight::find(const std::string& folder) {
    Backlight backlight;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const std::string lamp = entry.path();
        const std::string path = lamp + "/brightness";
        if (::access(path.c_str(), R_OK | W_OK) != 0) continue;
        backlight.lamps_.push_back({.path = path, .brightness = {}});
        if (!was_left_off(lamp)) continue;
        if (const auto most = files::read(lamp + "/max_brightness", kValueMax))
            write_value(path, *most);
    }
    return backlight;
}

Backlight::~Backlight() { set(true); }

bool Backlight::set(bool on) {
    bool obeyed = false;
    for (Lamp& lamp : lamps_) {
        if (on) {
            if (lamp.brightness.empty() || !write_value(lamp.path, lamp.brightness)) continue;
            lamp.brightness.clear();
            obeyed = true;
            continue;
        }
        const auto now = files::read(lamp.path, kValueMax);
        if (!now || !write_value(lamp.path, "0")) continue;
        // Where it did not wake, what it was before is still to be given back.
        if (lamp.brightness.empty()) lamp.brightness = *now;
        obeyed = true;
    }
    return obeyed;
}

}  // namespace platform
