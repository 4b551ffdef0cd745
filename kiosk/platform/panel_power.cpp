#include "platform/panel_power.h"

namespace platform {

void PanelPower::want(bool lit, Instant now) {
    const bool wakes = lit && !lit_;
    if (wakes) waking_until_ = now + kWakesWithin;
    look_at_ = wakes ? now : Instant::max();
    lit_ = lit;
    dark_ = !lit;  // Until it is heard that it refuses.
}

PanelPower::Step PanelPower::step(Says says, Instant now) {
    look_at_ = Instant::max();
    if (says == Says::gone) return Step::lose;
    if (dark_) return Step::leave;
    if (says == Says::as_before) return Step::tell_again;
    if (says == Says::nothing && now < waking_until_) {
        look_at_ = waking_until_;
        return Step::leave;
    }
    return Step::lose;
}

}  // namespace platform
