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
/// The light of the attract screen as it should be now.
Attract light_of(const Model& model, Instant now);
/// Staff are gone: nothing of them stays.
void leave_desk(Model& model, Instant now);

/// The next of its kind, after the last the first.
TextSize next(TextSize size);
Scheme next(Scheme scheme);

/// What is on the glass is read from its beginning, if this visit listens.
void read_anew(Model& model);

// ending.cpp: how it went.
Effects say(Model& model, const Say& action, Instant now);
Effects send_rating(Model& model, Instant now);
Effects rate(Model& model, const Rate& action, Instant now);
Effects give_reason(Model& model, const GiveReason& action);
Effects skip_rating(Model& model, Instant now);

// liking.cpp: how the citizen wants to see, reach and hear the screen.
void cycle_text(Model& model);
void cycle_scheme(Model& model);
void set_text(Model& model, TextSize text);
void set_scheme(Model& model, Scheme scheme);
void set_language(Model& model, Language language);
void set_low(Model& model, bool low);
void set_hand(Model& model, Hand hand);
void set_volume(Model& model, int volume);
void set_aloud(Model& model, bool aloud);
void read_aloud(Model& model);
void use_key(Model& model);
void change_speech(Model& model, bool speaking, Instant now);
Effects open_comfort(Model& model, Instant now);

}  // namespace app
