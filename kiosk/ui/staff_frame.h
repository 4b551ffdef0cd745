#pragma once

#include "ui/views.h"

/// What surrounds every staff screen: who is in (the header's corner), the line for what came of
/// a deed, and the bar with the ways between the screens.
namespace ui {

/// The screen with its bar, in what the header leaves.
Asked draw_staff_frame(Frame& f, Box box, const app::Staff& staff);

/// Who is in, at the right of what is left of the header; portrait also: until it locks itself.
void draw_staff_corner(Frame& f, Box& inside, const desk::Desk& desk);

/// What came of a deed lies in f.line: for a while, or as long as it is under way.
bool notice_shown(const Frame& f, const desk::Desk& desk);

}  // namespace ui
