#pragma once

#include "desk/facts.h"
#include "desk/model.h"
#include "ui/frame.h"

/// The six figures of a span of days, each beside what came before it. A difference is an icon, a
/// word and a number: colours say nothing here, more is not always better.
namespace ui {

/// What the figures are held against, in words; empty: against nothing.
struct Versus {
    std::string before, week;
};
Versus versus_of(const Frame& f, const desk::Figures& figures, desk::Span span);

float counters_height(const Frame& f, const Versus& versus);
void draw_counters(Frame& f, Box box, const desk::Figures& figures, desk::Span span);

}  // namespace ui
