#pragma once

#include <string>

#include "base/result.h"
#include "sheets/views.h"

namespace sheets {

/// The bytes of an Excel workbook, one sheet per view: real numbers and dates, the head frozen
/// and repeated on paper, A4 across. It is made in the system's temporary folder first, because
/// the library writes files only.
Result<std::string> workbook_of(const std::vector<View>& views, const Source& source);

}  // namespace sheets
