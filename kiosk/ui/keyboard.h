#pragma once

#include "ui/views.h"

namespace ui {

/// The on-screen keyboard: letters, the Vietnamese vowels, digits. Keys of 22 mm.
Asked draw_keyboard(Frame& f, Box box, bool digits);
float keyboard_height(const Frame& f);
/// How wide ten keys and their gaps are.
float keyboard_width(const Frame& f);

}  // namespace ui
