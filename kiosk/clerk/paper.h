#pragma once

#include "app/action.h"
#include "clerk/ledger.h"
#include "printing/printer.h"
#include "settings/settings.h"

namespace clerk {

/// A printer of the configuration, as the printing layer takes it; `fonts`: their folder.
printing::Settings printer_of(const settings::Printer& printer, const std::string& fonts);

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
