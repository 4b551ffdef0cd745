#pragma once

#include "app/update.h"

/// The moves update() is made of. Internal to app.
namespace app {

/// Changes the screen in place.
void show(Model& model, Screen screen, Instant now);
/// Changes the screen and remembers the way back.
void push(Model& model, Screen screen, Instant now);
/// Back to attract; everything of the visit is gone.
Effects end_visit(Model& model, const char* how, Instant now);

/// A → A+ → A++ → A.
TextSize next(TextSize size);

}  // namespace app
