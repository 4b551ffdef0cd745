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

/// An Excel workbook, one sheet per table: real numbers and dates, the head frozen and repeated on
/// paper, A4 across. Memory does not grow with the rows. It is made in the system's temporary
/// folder first, because the library writes files only, and then put in its place whole.
Result<> write_workbook(const std::string& path, const std::vector<Table>& tables,
                        const Imprint& imprint);

/// The bytes of a small one.
Result<std::string> workbook_of(const std::vector<View>& views, const Imprint& imprint);

}  // namespace sheets
