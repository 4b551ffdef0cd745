#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "base/clock.h"
#include "platform/keypad.h"
#include "platform/touch.h"

namespace platform {

/// What a hand did, as the ground below the window heard it: before TouchMap, Touch and Keypad.
struct FingerInput {
    Touch::Phase phase;
    std::int64_t id;             ///< The same from down to up.
    float x = 0, y = 0;          ///< Shares of the sensor, 0 to 1.
    std::optional<Instant> at{};  ///< When the kernel heard it; nothing: now.
    bool operator==(const FingerInput&) const = default;
};
struct MouseInput {
    Touch::Phase phase;
    Point at;  ///< Pixels of the panel.
    bool operator==(const MouseInput&) const = default;
};
struct KeyInput {
    Keypad::Raw key;
    std::optional<Instant> at{};
};
using Input = std::variant<FingerInput, MouseInput, KeyInput>;

}  // namespace platform
