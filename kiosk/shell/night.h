#pragma once

#include "app/model.h"
#include "journal/hours.h"
#include "settings/settings.h"
#include "ui/glass.h"

namespace shell {

/// When the counter is open, holidays and days worked instead among it.
journal::OpeningHours hours_of(const settings::Settings& settings);

/// What the opening hours say of the status's time: nothing while its clock is not trusted, for
/// then the doors count as open, as they do for the journal.
void tell_hours(app::Status& status, const journal::OpeningHours& hours,
                const settings::Settings& settings);

/// The panel's light by day and by night: it goes out and comes back with the attract screen.
class Night {
public:
    /// After each change of the model: whether there is to be light.
    bool light(const app::Model& model, Instant now);

    /// The light has only just come back: a panel takes its time, and a finger that cannot see
    /// presses nothing.
    bool blind(Instant now) const { return now < seeing_at_; }

    static constexpr std::chrono::milliseconds kLightsUp{1500};

private:
    bool light_ = true;
    Instant seeing_at_ = Instant::min();
};

/// Where the picture stands in a minute: a slow round of so many pixels a millimetre, never more
/// than ui::kShiftMm from its place.
ui::Shift shift_at(Instant now, double pixels_per_mm);

}  // namespace shell
