#pragma once

#include <string_view>

#include "ui/frame.h"

namespace ui {

/// A button of the bar under every screen: a picture and one line of words, beside each other or
/// (stacked) the picture above. In force it is indigo.
struct BarItem {
    std::string_view id;
    std::string_view icon;  ///< Empty: the three letters of the text size.
    std::string_view label;
    bool selected = false;
};

float bar_item_width(Frame& f, const BarItem& item, bool stacked);
bool draw_bar_item(Frame& f, Box box, const BarItem& item, bool stacked);

}  // namespace ui
