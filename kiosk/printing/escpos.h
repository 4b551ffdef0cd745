#pragma once

#include <string>

#include "printing/page.h"

namespace printing {

/// One slip in ESC/POS, the language of receipt printers: ESC @ (begin anew), GS v 0 (a band of
/// dots at a time, so that small buffers do not overflow), GS V 66 (feed to the knife and cut).
/// Nothing in the dots can be taken for a question to the printer.
std::string escpos_of(const Bitmap& slip);

}  // namespace printing
