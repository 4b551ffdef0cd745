#pragma once

#include <atomic>
#include <cstdint>

#include "base/clock.h"

namespace agent {

/// What the two threads say to each other without waiting: one asks to stop, the other shows that
/// it lives. Whatever takes long in the worker asks may_go_on() again and again, so a worker that
/// is stuck falls silent, the watchdog is not fed, and systemd starts us anew.
class Pulse {
public:
    /// The clock must outlive it.
    explicit Pulse(const Clock& clock) : clock_(clock) { beat(); }

    bool may_go_on() {
        beat();
        return !stopping_;
    }
    void stop() { stopping_ = true; }

    /// The worker has nothing to do until it is woken: no beat is expected.
    void rest() { beat_ = kResting; }
    void beat() { beat_ = clock_.now().time_since_epoch().count(); }

    bool alive() const {
        const std::int64_t beat = beat_;
        return beat == kResting || clock_.now() - Instant(BootClock::duration(beat)) < kSilenceMax;
    }

    /// A slow disk may take long over one transaction; never so long.
    static constexpr std::chrono::milliseconds kSilenceMax = std::chrono::minutes(5);

private:
    static constexpr std::int64_t kResting = -1;

    const Clock& clock_;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::int64_t> beat_ = 0;
};

}  // namespace agent
