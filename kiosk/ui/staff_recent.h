#pragma once

#include "ui/staff_views.h"

namespace ui {

/// "Vừa ghi": what was recorded last, each with "once more", and the ways to take it back.
Asked draw_recent(Frame& f, Box box, const desk::Desk& desk);

}  // namespace ui
