#pragma once

#include "app/action.h"
#include "clerk/ledger.h"

namespace clerk {

/// Prints the citizen's slip and the day's sheet, and counts what came out of the printer, not
/// what was sent to it. The clerk's thread only.
class Paper {
public:
    Paper(const Surroundings& around, const Pen& pen, const Ledger& ledger)
        : around_(around), pen_(pen), ledger_(ledger) {}

    bool print_slip(const app::SlipRequest& wish) const;
    desk::Notice print_day(const desk::PrintDay& wish) const;

private:
    const Surroundings& around_;
    const Pen& pen_;
    const Ledger& ledger_;
};

}  // namespace clerk
