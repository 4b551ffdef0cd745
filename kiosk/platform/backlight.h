#pragma once

#include <string>
#include <vector>

namespace platform {

/// The lamps behind panels that are built into the machine (/sys/class/backlight), as far as we
/// may write to them; udev's rule of the package gives the group video that right. What it turned
/// off is on again when it ends.
class Backlight {
public:
    /// A lamp that is off, or all but off, is turned on: it was left so.
    static Backlight find(const std::string& folder = "/sys/class/backlight");
    Backlight(Backlight&&) noexcept = default;
    Backlight& operator=(Backlight&&) = delete;
    ~Backlight();

    /// Off, or on again as bright as it was; a lamp that did not wake is tried again by the next
    /// call. False where nothing obeyed.
    bool set(bool on);

private:
    Backlight() = default;
    struct Lamp {
        std::string path;        ///< Of its "brightness".
        std::string brightness;  ///< What it was before it went off; empty while it is on.
    };
    std::vector<Lamp> lamps_;
};

}  // namespace platform
