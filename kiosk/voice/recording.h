#pragma once

#include <atomic>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>

#include "voice/loudspeaker.h"
#include "voice/sound.h"

namespace voice {

/// A loudspeaker that writes what it plays into a WAV file, as fast as it comes: to prove what
/// was said, on a machine without sound. The file is whole whenever it is closed, and grows no
/// more after kSecondsMax. One that cannot be written is logged.
class Recording final : public Loudspeaker {
public:
    static constexpr int kRate = 22'050;      ///< The synthesiser's own.
    static constexpr int kSecondsMax = 3600;  ///< 160 MB; a forgotten recording must not grow.

    explicit Recording(std::string path);

    Result<int> open() override { return kRate; }
    void close() override;
    void play(std::vector<std::int16_t> samples) override;
    std::size_t waiting() const override { return 0; }
    void clear() override {}
    void set_volume(int percent) override { gain_.store(gain_of(percent)); }
    void when_over(std::function<void()> tell) override { over_ = std::move(tell); }

private:
    const std::string path_;
    std::atomic<float> gain_{1};
    std::function<void()> over_;
    std::mutex mutex_;
    // Guarded by mutex_:
    std::ofstream file_;
    std::size_t written_ = 0;  ///< Samples.
};

}  // namespace voice
