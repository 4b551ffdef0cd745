#include "voice/recording.h"

#include <algorithm>

#include "base/files.h"
#include "base/log.h"

namespace voice {

void Recording::play(std::vector<std::int16_t> samples) {
    const float gain = gain_.load();
    for (std::int16_t& sample : samples)
        sample = static_cast<std::int16_t>(static_cast<float>(sample) * gain);
    {
        const std::lock_guard lock(mutex_);
        constexpr auto kSamplesMax = static_cast<std::size_t>(kRate) * kSecondsMax;
        const std::size_t room = kSamplesMax - std::min(kSamplesMax, sound_.samples.size());
        const auto end =
            samples.begin() + static_cast<std::ptrdiff_t>(std::min(room, samples.size()));
        sound_.samples.insert(sound_.samples.end(), samples.begin(), end);
    }
    if (over_) over_();
}

void Recording::close() {
    const std::lock_guard lock(mutex_);
    const auto written = files::write_atomically(path_, write_wav(sound_));
    if (!written) logging::error("recording of the voice: {}", written.error().message);
}

}  // namespace voice
