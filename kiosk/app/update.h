#pragma once

#include "app/action.h"

namespace app {

/// The only function that changes a Model. Touches nothing but its arguments.
Effects update(Model& model, const Action& action, Instant now);

/// When the model next changes by itself; the main loop sleeps until then.
Instant next_deadline(const Model& model, Instant now);

/// How long a visitor may still be still before the warning; 0 s during it.
std::chrono::seconds time_left(const Model& model, Instant now);
/// What is left of the countdown over the screen.
std::chrono::seconds warning_left(const Model& model, Instant now);
/// The whole of these spans, as this visit has them: twice as long with voice or keypad.
std::chrono::seconds patience_of(const Model& model);
std::chrono::seconds warning_of(const Model& model);
/// How long staff may still be still before the area locks itself.
std::chrono::seconds staff_left(const Model& model, Instant now);
/// What is left of the last screen.
std::chrono::seconds thanks_left(const Model& model, Instant now);

/// Whether the screen shows a QR code: people hold a phone there instead of touching.
bool at_qr(const Screen& screen);

/// The steps of the guide that make sense now: Wi-Fi only with a name and a network.
std::vector<GuideStep> guide_steps(const Model& model);

/// The procedure a screen is about; empty when it is about none.
std::string code_of(const Screen& screen);

const char* name_of(GuideStep step);  ///< "wifi", "vneid", … as the journal says it.
const char* name_of(Answer answer);

}  // namespace app
