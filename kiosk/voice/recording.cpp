#include "voice/recording.h"

#include <algorithm>

#include "base/log.h"

namespace voice {

Recording::Recording(std::string path) : path_(std::move(path)), file_(path_, std::ios::binary) {
    file_ << wav_header(kRate, 0);
}

void Recording::play(std::vector<std::int16_t> samples) {
    const float gain = gain_.load();
    for (std::int16_t& sample : samples)
        sample = static_cast<std::int16_t>(static_cast<float>(sample) * gain);
    {
        const std::lock_guard lock(mutex_);
        constexpr auto kSamplesMax = static_cast<std::size_t>(kRate) * kSecondsMax;
        samples.resize(std::min(samples.size(), kSamplesMax - written_));
        file_ << wav_bytes(samples);
        written_ += samples.size();
    }
    if (over_) over_();
}

void Recording::close() {
    const std::lock_guard lock(mutex_);
    file_.seekp(0);
    file_ << wav_header(kRate, written_);
    file_.seekp(0, std::ios::end);
    file_.flush();
    if (!file_) logging::error("recording of the voice {}: cannot be written", path_);
}

}  // namespace voice
