#pragma once

#include "ui/views.h"

namespace ui {

/// What a key of the on-screen keyboard says; each screen makes its own action of it.
struct Keystroke {
    enum class Kind { letter, erase, erase_all, digits };
    Kind kind = Kind::letter;
    char32_t letter = 0;
};

/// The on-screen keyboard: letters, Vietnamese vowels, digits. Keys 20 mm and more wide; as high
/// as the box leaves them.
std::optional<Keystroke> draw_keyboard(Frame& f, Box box, bool digits);
float keyboard_height(const Frame& f);  ///< With keys as high as they are wide.
float keyboard_width(const Frame& f);   ///< Ten keys and their gaps.

}  // namespace ui
