#pragma once

#include <string>
#include <vector>

#include "ui/frame.h"

/// Woven figures (thổ cẩm): grids of thread letters, one run of equal letters in a row is one
/// rectangle. Decoration only; nothing here carries information (shared/design, §5).
namespace ui {

using Cloth = std::vector<std::string>;  ///< Rows of letters; '.' is no thread.

const Cloth& band_cloth();     ///< The header's edge, 16 × 8 cells, repeated.
const Cloth& mark_cloth();     ///< A nhà rông with one door, 14 × 14 cells.
const Cloth& picture_cloth();  ///< Hills, sun, nhà rông, dancers, 84 × 46 cells.
const Cloth& door_cloth();     ///< Two large diamonds, 42 × 21 cells.
/// 100 columns × 9 rows of which the first `woven` are woven.
Cloth hundred_days(int woven, int days);

/// The mark in a box; a finger that rests on it or close beside it is noticed (f.on_mark).
void draw_mark(Frame& f, Box box, float cell);

void draw_cloth(Frame& f, float x, float y, const Cloth& cloth, float cell_width,
                float cell_height);

}  // namespace ui
