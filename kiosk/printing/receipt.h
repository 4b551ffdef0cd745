#pragma once

#include "printing/page.h"
#include "printing/printer.h"

namespace printing {

/// Prints slips on the receipt printer of the settings and waits for its word that they are out
/// (GS r, which it answers only when all before it is printed). One that answers nothing there
/// but stays well is believed after a while.
Outcome print_receipts(const std::vector<Bitmap>& slips, const Settings& settings,
                       const Clock& clock);

}  // namespace printing
