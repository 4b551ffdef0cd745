#include "platform/backlight.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/descriptor.h"
#include "base/files.h"

namespace platform {

namespace {

constexpr std::size_t kValueMax = 32;  // A whole number and the end of its line.

bool is_zero(std::string_view value) { return value == "0" || value == "0\n"; }

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
        const std::string path = entry.path() / "brightness";
        if (::access(path.c_str(), R_OK | W_OK) != 0) continue;
        backlight.lamps_.push_back({.path = path, .brightness = {}});
        // Who was before us went while it was off.
        const auto now = files::read(path, kValueMax);
        const auto most = files::read(entry.path() / "max_brightness", kValueMax);
        if (now && most && is_zero(*now)) write_value(path, *most);
    }
    return backlight;
}

bool Backlight::set(bool on) {
    bool obeyed = false;
    for (Lamp& lamp : lamps_) {
        if (on) {
            obeyed |= !lamp.brightness.empty() && write_value(lamp.path, lamp.brightness);
            lamp.brightness.clear();
            continue;
        }
        const auto now = files::read(lamp.path, kValueMax);
        if (!now || !write_value(lamp.path, "0")) continue;
        lamp.brightness = *now;
        obeyed = true;
    }
    return obeyed;
}

}  // namespace platform
