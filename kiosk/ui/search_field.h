#pragma once

#include "ui/views.h"

/// What every search on the glass has: the field with what is typed, and what that finds.
namespace ui {

void draw_search_field(Frame& f, Box box, const std::string& typed);

/// Searched once per change of the words, not once per frame.
const std::vector<catalogue::Match>& found(Frame& f, const std::string& typed);

}  // namespace ui
