#pragma once

#include <optional>
#include <string>

#include "ui/frame.h"

/// The languages a citizen may choose.
namespace ui {

/// A language's own name; and how much of the kiosk speaks it, where that is not all.
std::string language_label(const Frame& f, const Offer& offer);

/// The one a tap changes to, where there are just two.
std::optional<text::Language> other_language(const Frame& f);

}  // namespace ui
