#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {

/// A rectangle in pixels of the window, whole numbers by construction (theme sizes are rounded).
/// Layout is cutting: take a strip off one side, the box keeps the rest.
struct Box {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool operator==(const Box&) const = default;

    Box inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
    Box inset(float by) const { return inset(by, by); }
    Box moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }

    Box cut_top(float height, float gap = 0) {
        const Box part{x, y, w, height};
        y += height + gap;
        h -= height + gap;
        return part;
    }
    Box cut_bottom(float height, float gap = 0) {
        const Box part{x, bottom() - height, w, height};
        h -= height + gap;
        return part;
    }
    Box cut_left(float width, float gap = 0) {
        const Box part{x, y, width, h};
        x += width + gap;
        w -= width + gap;
        return part;
    }
    Box cut_right(float width, float gap = 0) {
        const Box part{right() - width, y, width, h};
        w -= width + gap;
        return part;
    }
    /// A box of this size in the middle of this one.
    Box centred(float width, float height) const {
        return {std::round(x + (w - width) / 2), std::round(y + (h - height) / 2), width, height};
    }
};

/// A box cut into equal rows or columns with gaps; whole pixels, the last takes the rest.
inline std::vector<Box> rows(Box box, int count, float gap) {
    std::vector<Box> parts;
    const float height =
        std::floor((box.h - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
    for (int i = 0; i < count; ++i) parts.push_back(i + 1 < count ? box.cut_top(height, gap) : box);
    return parts;
}
inline std::vector<Box> columns(Box box, int count, float gap) {
    std::vector<Box> parts;
    const float width =
        std::floor((box.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
    for (int i = 0; i < count; ++i) parts.push_back(i + 1 < count ? box.cut_left(width, gap) : box);
    return parts;
}

}  // namespace ui
