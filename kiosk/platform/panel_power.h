#pragma once

#include "base/clock.h"

namespace platform {

/// Whether a display is to be lit, whether it obeyed when it was turned off, and what its
/// connector's word is worth meanwhile: many DisplayPort monitors drop their plug signal
/// (hot-plug detect) while they sleep, and only the mode that is set on the old connector wakes
/// them. Pure.
class PanelPower {
public:
    /// What the connector tells of the display that it had.
    enum class Says {
        as_before,
        otherwise,  ///< It wants another mode, or a better connected one is there.
        nothing,    ///< Disconnected, or without a mode.
        gone,       ///< There is no such connector any more, or no card.
    };
    enum class Step { leave, tell_again, lose };

    /// Time for a monitor to wake; most have their plug signal back within three seconds.
    static constexpr std::chrono::seconds kWakesWithin{10};

    /// At first it is to be lit.
    void want(bool lit, Instant now);
    bool lit() const { return lit_; }
    /// The display was told to go dark, and did or refused.
    void obeyed(bool went_dark) { dark_ = went_dark; }
    /// Whether pictures are sent: also a black one to a panel that refuses to be off.
    bool draws() const { return !dark_; }

    Step step(Says says, Instant now);
    /// When the connector must be asked though nothing is heard of it; Instant::max(): no need.
    Instant next_deadline() const { return look_at_; }
    /// It was told to wake, and is not known to have: it may not take a picture yet.
    bool waking() const { return look_at_ != Instant::max(); }

private:
    bool lit_ = true, dark_ = false;
    Instant waking_until_ = Instant::min();
    Instant look_at_ = Instant::max();
};

}  // namespace platform
