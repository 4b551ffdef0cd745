#pragma once

#include "ui/views.h"

namespace ui {

/// What to bring: the papers of the citizen's case, to tick off, with the ways to another case
/// and (`with_facts`) to everything known. Without a plain card it says so.
Asked draw_papers(Frame& f, Box box, const app::Detail& screen,
                  const catalogue::Procedure& procedure, bool with_facts);

}  // namespace ui
