#pragma once

#include "ui/views.h"

namespace ui {

/// What a key of the on-screen keyboard says; each screen makes its own action of it.
struct Keystroke {
    enum class Kind { letter, erase, erase_all, digits };
    Kind kind = Kind::letter;
    char32_t letter = 0;
};

/// The on-screen keyboard: letters, the Vietnamese vowels, digits. Keys of 22 mm.
std::optional<Keystroke> draw_keyboard(Frame& f, Box box, bool digits);
float keyboard_height(const Frame& f);
/// How wide ten keys and their gaps are.
float keyboard_width(const Frame& f);

}  // namespace ui
