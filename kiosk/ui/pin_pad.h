#pragma once

#include "ui/views.h"

namespace ui {

/// The pad of ten digits, "clear" and "erase": for a PIN at the door and among the keys, and for
/// the number of dossiers. It fills its box; `pin-0` … `pin-9`, `pin-clear`, `pin-erase`. Says
/// desk::Digit, desk::EraseDigits or desk::EraseDigit.
Asked draw_pin_pad(Frame& f, Box box);
/// What the design gives it: three by four keys.
float pin_pad_width(const Frame& f);
float pin_pad_height(const Frame& f);

/// Which digits of a PIN are typed; never which they are. Six squares from the left of the box,
/// centred in its height.
void draw_dots(Frame& f, Box box, std::size_t typed);
float dots_width(const Frame& f);

}  // namespace ui
