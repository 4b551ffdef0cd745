#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tally/dossier.h"

namespace tally {

/// What was counted over some days, for one procedure or for all. Only rows that count; what was
/// filtered out stands apart (report.h). Each figure says in its group how certain it is.
struct Measures {
    // Shown: the kiosk saw it happen.
    std::int64_t visits = 0;       ///< visit_began; of no procedure.
    std::int64_t opened = 0;       ///< procedure_opened
    std::int64_t qr_shown = 0;     ///< qr_shown, whichever code it was.
    std::int64_t counter_way = 0;  ///< The way to the counter was shown.
    std::int64_t slips = 0;        ///< Slips that came out of the printer.
    // Said by the citizen.
    std::int64_t submitted = 0;  ///< outcome submitted
    // Recorded by staff: dossiers, corrections taken off. (handbook/domain.md §2.2)
    std::int64_t received = 0;         ///< All of them: the denominator of most rates.
    std::int64_t online = 0;           ///< Channel online.
    std::int64_t post = 0;             ///< Channel post.
    std::int64_t online_complete = 0;  ///< Online, and the result electronic or none due (3.3).
    std::int64_t digitised = 0;
    std::int64_t digitised_complete = 0;  ///< Digitised, result electronic or none due (4.2).
    std::int64_t result_due = 0;          ///< A result is owed (4.1's denominator).
    std::int64_t result_electronic = 0;   ///< …and is electronic (4.1's numerator).
    std::int64_t fee_due = 0;             ///< Something was to pay (3.6's denominator).
    std::int64_t paid_online = 0;         ///< …and was paid online (3.6's numerator).

    /// At the counter: a missing channel counts as direct (domain.md §2.2).
    std::int64_t at_counter() const { return received - online - post; }

    Measures& operator+=(const Measures& other);
    bool operator==(const Measures&) const = default;
};

/// `count` dossiers of these traits, which may be negative: a correction.
Measures measures_of(const Traits& traits, std::int64_t count);

/// A figure by its name in campaign.toml: "received", "online_complete" …
struct MeasureName {
    std::string_view name;
    std::int64_t Measures::*field;
};
const std::vector<MeasureName>& measure_names();  ///< In the order above.

}  // namespace tally
