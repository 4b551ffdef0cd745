#pragma once

#include <cstdint>
#include <vector>

#include "dossiers/totals.h"
#include "tally/report.h"

/// What an import changes. The file rules over the procedures it names, day by day: what is
/// recorded of them, by hand or from an earlier file, becomes what the file says. So the same
/// file twice changes nothing. Procedures of a day that the file does not name stay as they are.
namespace dossiers {

/// `count` is what has to be added, and negative where something is to be taken off; never 0.
/// In order. `recorded` may hold other days and procedures too, and the same key several times.
std::vector<tally::DossierTotal> differences(const Totals& file,
                                             const std::vector<tally::DossierTotal>& recorded);

/// One day of the preview: recorded + added - taken_off = in_file.
struct DayPlan {
    tally::Day day{};
    std::int64_t in_file = 0;
    std::int64_t recorded = 0;    ///< So far, of the procedures in the file.
    std::int64_t added = 0;       ///< Will be added …
    std::int64_t taken_off = 0;   ///< … and taken off; a changed trait is one of each.
    std::int64_t left_alone = 0;  ///< Dossiers of that day's other procedures, which stay …
    std::size_t procedures_left_alone = 0;  ///< … and how many procedures those are.
    bool operator==(const DayPlan&) const = default;
};

/// The days of the file, oldest first.
std::vector<DayPlan> preview(const Totals& file, const std::vector<tally::DossierTotal>& recorded);

}  // namespace dossiers
