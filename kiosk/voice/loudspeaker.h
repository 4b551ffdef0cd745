#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"

namespace voice {

/// Where sound goes. Opened for as long as something is said and closed after it: an open sound
/// card costs a kiosk at rest its sleep, and a headset plugged in meanwhile is found the next time.
class Loudspeaker {
public:
    virtual ~Loudspeaker() = default;

    /// The samples a second it wants. May take its time. Opened again, it stays as it is.
    /// `unavailable` where there is nothing that sounds.
    virtual Result<int> open() = 0;
    virtual void close() = 0;  ///< When nothing is waiting any more. May take its time.

    // These return at once; any thread.

    /// Plays after what is waiting. One channel, at the rate that open() said.
    virtual void play(std::vector<std::int16_t> samples) = 0;
    virtual std::size_t waiting() const = 0;  ///< How many play() are not over.
    virtual void clear() = 0;                 ///< Silence, and nothing is waiting.
    virtual void set_volume(int percent) = 0;
    /// Called whenever one play() is over: from any thread, so it must take no lock.
    virtual void when_over(std::function<void()> tell) = 0;
};

/// What a volume of 0 … 100 multiplies samples with. Ears hear ratios, so half of the slider is a
/// quarter of the height.
inline float gain_of(int percent) {
    const float part = static_cast<float>(percent) / 100.0f;
    return part * part;
}

}  // namespace voice
