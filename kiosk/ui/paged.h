#pragma once

#include <functional>

#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

/// Where the pager stands. As usual: in landscape a rail at the citizen's hand, in portrait a row
/// below. A narrow box wants it below, a low one beside.
enum class PagerAt { usual, below, beside };

/// A list of equal rows that pages by buttons and slides under a finger with inertia; at rest a
/// whole row is always at the top, so nothing is cut.
struct Paged {
    std::string id{};
    int count = 0;      ///< Rows in all.
    float row_min = 0;  ///< Rows are at least this high and fill the box evenly.
    float row_max = 0;  ///< And at most this, where few rows would look lost; 0: no limit.
    int first = 0;      ///< The row the model shows first.
    PagerAt pager = PagerAt::usual;
};

/// Draws the rows that show and the pager; `draw(row, box)` draws one. ScrollTo when it moved.
Asked draw_paged(Frame& f, Box box, const Paged& list,
                 const std::function<Asked(int row, Box box)>& draw);

/// How many rows show at once in a box of this height.
int rows_fitting(const Frame& f, float height, float row_min);

/// The pager's place: the rest of the box is for the rows.
Box cut_pager(const Frame& f, Box& box, PagerAt at = PagerAt::usual);
/// Page up, "Trang a/b", page down; the chosen page, if any.
std::optional<int> draw_pager(Frame& f, Box box, int page, int pages, PagerAt at = PagerAt::usual);

}  // namespace ui
