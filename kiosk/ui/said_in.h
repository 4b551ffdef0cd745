#pragma once

#include <string_view>

#include "ui/world.h"

namespace ui {

/// The language that a text of the catalogue, the messages or the unit is written in when the
/// screens are in `language`: Vietnamese where nobody has translated it. A voice must not read one
/// with the sounds of the other.
text::Language said_in(const World& world, text::Language language, std::string_view text);

}  // namespace ui
