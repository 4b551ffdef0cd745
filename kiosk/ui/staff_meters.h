#pragma once

#include "campaign/rate.h"
#include "ui/frame.h"

namespace ui {

/// An indicator of the campaign over some days: the rate with what it was divided from, a bar
/// with a mark for every target, and the target that is next in words. Without a denominator
/// there is no bar and no percentage.
void draw_meter(Frame& f, Box box, const campaign::Indicator& indicator,
                const tally::Measures& measures);
float meter_height(const Frame& f);

}  // namespace ui
