#pragma once

#include <string>
#include <vector>

#include "ui/box.h"

/// Walking the touchables of a screen by keys, in the order they are drawn: reading order.
namespace ui {

/// The six keys of a keypad; a keyboard's arrows, Enter and Escape are the same.
enum class Key { up, down, left, right, choose, back };

struct Focusable {
    std::string id;
    Box box;
};

/// Where the focus goes. Right and left lead to the next and the one before, round and round, so
/// that every one is met; down and up lead to the nearest below and above, and where nothing is,
/// round as well. From nowhere: to the first, or with left and up to the last. Empty when there is
/// nothing to focus.
std::string focus_after(const std::vector<Focusable>& all, const std::string& from, Key key);

}  // namespace ui
