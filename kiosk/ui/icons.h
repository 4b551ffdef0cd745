#pragma once

#include <string_view>

namespace ui {

/// The pictures of the icon font that the kiosk uses, by their Material name. 0 for an unknown
/// name: catalogue tiles are checked against this table.
char32_t icon_code(std::string_view name);

/// Every icon by name, for checking that the font has them all.
struct IconName {
    std::string_view name;
    char32_t code;
};
const IconName* icons_begin();
const IconName* icons_end();

}  // namespace ui
