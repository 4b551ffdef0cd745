#pragma once

#include <optional>

#include "base/clock.h"

namespace platform {

/// What to do about frames that the display does not take: first the same again, then the ground
/// anew, then a ground without a GPU, at last nothing: the program ends, and systemd starts it
/// again. A glass that can be saved is saved within kGiveUpAfter. Pure.
class Repair {
public:
    enum class Step { repaint, reopen, reopen_in_software, give_up };
    static constexpr std::chrono::milliseconds kReopenAfter{300};
    static constexpr std::chrono::milliseconds kSoftwareAfter{1200};
    static constexpr std::chrono::milliseconds kGiveUpAfter{3500};
    static constexpr std::chrono::milliseconds kAgainAfter{100};

    /// A frame was not taken. Each step is told once; between them the picture is drawn again.
    Step failed(Instant now);
    void shown() { since_.reset(); }
    /// When a frame must be tried again; Instant::max() when all is well.
    Instant next_deadline() const;

private:
    std::optional<Instant> since_;
    Instant last_{};
    Step done_ = Step::repaint;
};

}  // namespace platform
