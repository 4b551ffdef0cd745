#pragma once

#include <span>
#include <string_view>

#include "ui/frame.h"

namespace ui {

/// What a day comes to, if the figures at hand are those of that day alone.
const tally::Measures* figures_of_day(const desk::Desk& desk, desk::Day day);

/// Names of tally::measure_names(), in the order in which they are shown; at_counter besides.
inline constexpr std::string_view kMainFigures[] = {"visits", "qr_shown",   "received",
                                                    "online", "at_counter", "post"};
inline constexpr std::string_view kAllFigures[] = {
    "visits",     "opened", "qr_shown",  "submitted",         "received",   "online",
    "at_counter", "post",   "digitised", "result_electronic", "paid_online"};

/// One line a figure, as many as fit: what it is, and how many. Nothing yet: says so.
void draw_figures(Frame& f, Box box, const tally::Measures* figures,
                  std::span<const std::string_view> shown);

}  // namespace ui
