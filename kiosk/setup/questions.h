#pragma once

#include <functional>

#include "setup/answers.h"
#include "setup/console.h"
#include "setup/panel.h"

namespace setup {

/// Asks for every field, beginning with what `answers` holds: an empty line keeps it, "-" takes
/// it back. What is not understood, or what `acceptable` refuses, is asked again with the reason.
/// False when there is no more to read: nothing was decided.
bool ask_all(Console& console, Answers& answers, const Known& known,
             const std::vector<Connector>& connectors,
             const std::function<Result<>(const Answers&)>& acceptable);

/// Every field with its value, a line each.
void show_all(Console& console, const Answers& answers, const Known& known);

/// Yes or no; an empty line is yes. Nothing when there is no more to read.
std::optional<bool> ask_yes(Console& console, const std::string& question, const Known& known);

}  // namespace setup
