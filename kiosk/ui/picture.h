#pragma once

#include <string_view>

#include "ui/frame.h"

namespace ui {

/// A procedure or a field told without words: its icon on a ground of its family's colour. On a
/// pressed control, and where there are only two colours, the icon stands alone in `letters`.
void picture(Frame& f, Box square, std::string_view icon, std::string_view tint, Colour letters,
             bool pressed);

}  // namespace ui
