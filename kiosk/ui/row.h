#pragma once

#include "ui/frame.h"

namespace ui {

/// A procedure in a list: everyday name, official name, how it is filed, fee and time.
bool procedure_row(Frame& f, Box box, const catalogue::Procedure& procedure);
/// The least height such a row needs at this text size.
float procedure_row_min(const Frame& f);

/// A procedure among search results, with what matches marked.
bool result_row(Frame& f, Box box, const catalogue::Procedure& procedure, std::string_view query);
float result_row_min(const Frame& f);

}  // namespace ui
