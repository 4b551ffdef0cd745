#pragma once

#include <vector>

#include "sheets/export.h"
#include "sheets/view.h"

namespace sheets {

/// The views of an export: totals, by procedure, by day, by hour, dossiers, what was not counted,
/// closings, about.
std::vector<Table> tables_of(const Source& source);  ///< The source must outlive them.

}  // namespace sheets
