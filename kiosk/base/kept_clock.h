#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"

/// The computer's clock, or, where nobody keeps that set, the time a member of staff has told. What
/// was told is a distance from the boot clock, of this boot alone: it needs no privilege, outlives
/// a restart of the program in a small file that other programs read too, and ends with the boot.
/// As soon as somebody is seen to keep the computer's clock set, that holds again, and what was
/// told is dropped for good: when the network goes later, the clock runs on from there. Any thread.
///
/// Why not the kernel's clock: whoever draws would need CAP_SYS_TIME, or systemd-timedated, which
/// refuses while NTP is switched on and would have to switch it off for good.
class KeptClock final : public Clock {
public:
    /// `path`: where the told time is kept. `machine` must outlive us; `boot` is boot_id().
    KeptClock(const Clock& machine, std::string path, std::string boot);

    Instant now() const override { return machine_.now(); }
    WallTime wall() const override;
    bool wall_is_synchronised() const override;

    /// Somebody else keeps the computer's clock set: nothing can be told.
    bool machine_is_kept() const { return machine_.wall_is_synchronised(); }

    /// It is `wall` now. `invalid` while the machine's clock is kept; otherwise as the disk says,
    /// and then nothing is set.
    Result<> set(WallTime wall);

    /// Reads the file again: another program may have been told, or have dropped it.
    void look_again();

private:
    std::optional<std::chrono::milliseconds> told() const;
    void drop(std::int64_t ahead) const;

    const Clock& machine_;
    const std::string path_, boot_;
    // Wall time at instant 0; kUntold: nobody said. Whoever asks for the time may be who sees that
    // it is kept, hence mutable.
    mutable std::atomic<std::int64_t> ahead_ms_;
    mutable std::atomic<std::int64_t> dropped_ms_;  ///< Not taken from the file again.
};

/// Where the kiosk and the agent keep it, below the state folder.
inline constexpr const char* kKeptClockFile = "/clock";
