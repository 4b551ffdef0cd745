#pragma once

#include <vector>

#include "platform/input.h"

namespace platform {

/// One keyboard or keypad as the kernel's evdev protocol tells of it, turned into strokes. Pure.
class KeyDevice {
public:
    /// Whether a key, by the kernel's number, says anything to us.
    static bool is_ours(std::uint16_t code);
    /// The highest number of a key that does.
    static constexpr std::uint16_t kCodeMax = 0xff;

    /// One struct input_event.
    void feed(std::uint16_t type, std::uint16_t code, std::int32_t value, Instant at,
              std::vector<Input>& heard);

private:
    int shifts_ = 0, others_ = 0;  // Bits of the held keys that change the others' meaning.
};

}  // namespace platform
