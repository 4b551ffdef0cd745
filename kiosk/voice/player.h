#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "voice/loudspeaker.h"
#include "voice/sound.h"

namespace voice {

/// The computer's own sound, by SDL: PulseAudio, PipeWire or ALSA, whichever it finds.
///
/// The sound system is begun by open() and ended by close(), both on the speaker's thread, so
/// that nothing of it runs while nobody listens. Nothing may be played from other objects of SDL
/// audio beside it.
class Player final : public Loudspeaker {
public:
    Player();
    ~Player() override;
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    Result<int> open() override;
    void close() override;
    void play(std::vector<std::int16_t> samples) override;
    std::size_t waiting() const override;
    void clear() override;
    void set_volume(int percent) override { gain_.store(gain_of(percent)); }
    void when_over(std::function<void()> tell) override { over_ = std::move(tell); }

    /// Called by SDL's thread only: fills its next buffer.
    void fill(std::int16_t* samples, std::size_t count);

private:
    std::uint32_t device_ = 0;  ///< Of the thread that opens and closes.
    int rate_ = 0;
    std::atomic<float> gain_{1};
    std::function<void()> over_;  ///< Set before the first open().

    mutable std::mutex mutex_;  ///< Held for a few instructions, by SDL's thread too.
    // Guarded by mutex_:
    std::deque<std::vector<std::int16_t>> waiting_;
    std::size_t played_ = 0;  ///< Samples of the first one.
};

/// The same sound at another rate.
Result<std::vector<std::int16_t>> resampled(const Sound& sound, int rate);

}  // namespace voice
