#pragma once

#include <string>

#include "base/files.h"
#include "base/result.h"
#include "sheets/view.h"

namespace sheets {

/// A view by RFC 4180: commas, CRLF, quotes where needed, the byte order mark first; a notice is a
/// line of its own before the head. Dates are
/// ISO ("2026-11-23") and percentages plain numbers ("55.21"), the same in every language. A text
/// that a spreadsheet would take for a formula gets an apostrophe before it.
std::string csv_of(const View& view);

/// The same into a file, row by row.
Result<> write_csv(const Table& table, files::Replacement& file);

}  // namespace sheets
