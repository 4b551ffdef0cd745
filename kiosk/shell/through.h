#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "clerk/agent_status.h"

namespace shell {

/// Whether QR codes may lead through the province: only while it was heard within a day, for then
/// its server most likely answers phones too; else codes lead straight to the portal. Fed once a
/// minute, never by the drawing. One who is before the glass then sees the code change.
class Through {
public:
    static constexpr std::chrono::hours kHeardMax{24};
    /// A receipt from the future: our clock is wrong, or went back. So much is only two clocks.
    static constexpr std::chrono::minutes kAheadMax{10};

    /// What the agent said last; nothing: there is none, or its file cannot be read. `trusted`:
    /// Clock::wall_is_synchronised().
    void hear(const std::optional<clerk::AgentStatus>& agent, WallTime wall, bool trusted,
              Instant now);

    /// The kiosk in short codes (catalogue::device_part), or nothing: straight.
    std::optional<std::uint32_t> device() const { return device_; }

private:
    /// The age of a receipt by both clocks, whichever is greater: setting the wall clock back
    /// makes nothing young again.
    std::chrono::milliseconds age(WallTime receipt, WallTime wall, Instant now);

    std::optional<WallTime> receipt_;  // The one whose age is counted by the boot clock.
    std::chrono::milliseconds first_age_{0};
    Instant first_seen_{};
    std::optional<std::uint32_t> device_;
};

}  // namespace shell
