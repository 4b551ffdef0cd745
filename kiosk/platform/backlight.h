#pragma once

#include <string>
#include <vector>

namespace platform {

/// The lamps behind panels that are built into the machine (/sys/class/backlight), as far as we
/// may write to them; udev's rule of the package gives the group video that right.
class Backlight {
public:
    /// A lamp that is off is turned on: it was left so.
    static Backlight find(const std::string& folder = "/sys/class/backlight");

    /// Off, or on again as bright as it was. False where nothing obeyed.
    bool set(bool on);

private:
    struct Lamp {
        std::string path;        ///< Of its "brightness".
        std::string brightness;  ///< What it was before it went off; empty while it is on.
    };
    std::vector<Lamp> lamps_;
};

}  // namespace platform
