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

// staff.cpp: the hidden door, and what lies behind it.
void hold_mark(Model& model, Instant now);
void release_mark(Model& model);
Effects act_at_desk(Model& model, const desk::Action& action, Instant now);
/// A mark held long enough opens the door; a desk left alone locks itself.
Effects tick_mark(Model& model, Instant now);
Effects tick_desk(Model& model, Instant now);
/// Whoever is inside is noted as gone, by themselves or for want of a finger.
Effects close_desk(Model& model, bool idle, Instant now);
/// Staff are gone: nothing of them stays.
void leave_desk(Model& model, Instant now);

/// The next of its kind, after the last the first.
TextSize next(TextSize size);
Scheme next(Scheme scheme);

/// What is on the glass is read from its beginning, if this visit listens.
void read_anew(Model& model);

}  // namespace app
