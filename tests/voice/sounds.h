#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "voice/sound.h"

/// How loud samples are: the root of their mean square. Speech is in the thousands.
inline double loudness(const std::vector<std::int16_t>& samples) {
    double sum = 0;
    for (const std::int16_t sample : samples) sum += double(sample) * double(sample);
    return samples.empty() ? 0 : std::sqrt(sum / double(samples.size()));
}

/// A tone of 440 Hz.
inline voice::Sound tone(double seconds, int rate = 22'050) {
    voice::Sound sound{.rate = rate, .samples = {}};
    const auto count = static_cast<std::size_t>(seconds * rate);
    for (std::size_t i = 0; i < count; ++i)
        sound.samples.push_back(static_cast<std::int16_t>(
            8000 * std::sin(2 * std::numbers::pi * 440 * double(i) / rate)));
    return sound;
}
