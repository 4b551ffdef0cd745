#pragma once

#include "ui/staff_views.h"

/// Which days the tallies are of, and the lists that lie behind the overview.
namespace ui {

/// The days of the screen: those of the figures that came, else those that were asked for.
tally::Period shown_period(const Frame& f, const desk::Tallies& screen);
bool figures_fit(const Frame& f, const desk::Desk& desk, const desk::Tallies& screen);

/// ‹ the days in words ›.
Asked draw_turner(Frame& f, Box box, const desk::Tallies& screen);

// staff_list_view.cpp: every procedure; every row that does not count, and why.
Asked draw_procedures(Frame& f, const desk::Desk& desk, const desk::Tallies& screen);
Asked draw_filtered(Frame& f, const desk::Desk& desk, const desk::Tallies& screen);

}  // namespace ui
