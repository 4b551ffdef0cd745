#pragma once

#include <string>
#include <string_view>

#include "ui/frame.h"

namespace ui {

/// What a screen is about: a picture, a title, and a quiet word beside it.
struct Heading {
    std::string_view icon{};
    std::string_view title{};
    std::string_view aside{};  ///< At the other end of the line: "14 thủ tục".
    std::string_view below{};  ///< A sentence more, where the heading has the upper part.
    bool promise = false;      ///< `aside` is a promise: a green chip, where it has room.
};

/// Cut from the top of the box. With low reach it fills the upper part instead, larger, and tells
/// that everything touched stands below.
void heading(Frame& f, Box& box, const Heading& what);

}  // namespace ui
