#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "sheets/view.h"

namespace sheets {

/// What a workbook says around its sheets.
struct Imprint {
    std::string author;  ///< "Bộ phận Một cửa"
    std::string header;  ///< At the head of each page on paper: author and place.
    tally::Period period;
    WallTime made{};
};

/// The bytes of an Excel workbook, one sheet per view: real numbers and dates, the head frozen
/// and repeated on paper, A4 across. It is made in the system's temporary folder first, because
/// the library writes files only.
Result<std::string> workbook_of(const std::vector<View>& views, const Imprint& imprint);

}  // namespace sheets
