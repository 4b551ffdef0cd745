#pragma once

#include <string>

#include "ui/frame.h"

namespace ui {

/// "Hôm nay nghỉ Tết Nguyên đán. Mở cửa lại Thứ Hai, 23/02/2026 lúc 07:00." Empty while the doors
/// are open.
std::string closed_words(const Frame& f);

}  // namespace ui
