#pragma once

#include <map>
#include <string>

#include "demo/plan.h"
#include "tally/report.h"
#include "wire/cell.h"

/// What one kiosk counts on one day: as cells, by the journal's own words.
namespace demo {

struct Moment {
    tally::Day day{};
    int index = 0;    ///< Days since the first that is filled.
    double done = 0;  ///< Of the campaign, 0 before it and 1 at its end.
    double part = 1;  ///< Of the day that is over already: of today, less than 1.
    bool trusted = true;
};

/// How high each count of the day stands. A visit opens at most one procedure, so visits ≥
/// opened ≥ QR shown ≥ submitted, as people lose heart on the way.
using Counts = std::map<wire::CellKey, std::int64_t>;
Counts counts_of(const Plan& plan, const Kiosk& kiosk, const Moment& moment);

/// How busy a day is beside a plain weekday: Mondays are full, Sundays and holidays empty.
double rush(tally::Day day, bool saturdays);

}  // namespace demo
