#include "platform/turn.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "base/panic.h"

namespace platform {

namespace {

// Turned by a quarter, a row of the panel is a column of the picture. In squares of this size the
// columns' cache lines are still there for the next row: 64 lines of 64 bytes at a time.
constexpr int kSquare = 64;

std::uint32_t* pixel(const paint::Surface& surface, int x, int y) {
    return surface.pixels + std::ptrdiff_t{y} * surface.pitch + x;
}

}  // namespace

Point Turn::to_upright(Point at, Size panel) const {
    const auto right = static_cast<float>(panel.width - 1);
    const auto bottom = static_cast<float>(panel.height - 1);
    switch (degrees_) {
        case 90: return {at.y, right - at.x};
        case 180: return {right - at.x, bottom - at.y};
        case 270: return {bottom - at.y, at.x};
        default: return at;
    }
}

Point Turn::to_panel(Point corner, Size upright) const {
    const auto wide = static_cast<float>(upright.width), high = static_cast<float>(upright.height);
    switch (degrees_) {
        case 90: return {high - corner.y, corner.x};
        case 180: return {wide - corner.x, high - corner.y};
        case 270: return {corner.y, wide - corner.x};
        default: return corner;
    }
}

paint::Rect Turn::to_panel(const paint::Rect& part, Size upright) const {
    const auto [wide, high] = upright;
    switch (degrees_) {
        case 90: return {high - part.y1, part.x0, high - part.y0, part.x1};
        case 180: return {wide - part.x1, high - part.y1, wide - part.x0, high - part.y0};
        case 270: return {part.y0, wide - part.x1, part.y1, wide - part.x0};
        default: return part;
    }
}

void Turn::copy(const paint::Surface& upright, const paint::Rect& part,
                const paint::Surface& panel) const {
    const Size size{upright.width, upright.height};
    const paint::Rect to = to_panel(part, size);
    ASSERT(to.x0 >= 0 && to.y0 >= 0 && to.x1 <= panel.width && to.y1 <= panel.height);
    if (none()) {
        const auto bytes = static_cast<std::size_t>(part.width()) * sizeof(std::uint32_t);
        for (int y = part.y0; y < part.y1; ++y)
            std::memcpy(pixel(panel, part.x0, y), pixel(upright, part.x0, y), bytes);
        return;
    }
    // Where the panel's first pixel comes from, and how far apart its neighbours lie there.
    const Point first = to_upright({0, 0}, {panel.width, panel.height});
    const Point beside = to_upright({1, 0}, {panel.width, panel.height});
    const Point below = to_upright({0, 1}, {panel.width, panel.height});
    const auto distance = [&](Point a, Point b) {
        return static_cast<std::ptrdiff_t>(b.y - a.y) * upright.pitch +
               static_cast<std::ptrdiff_t>(b.x - a.x);
    };
    const std::ptrdiff_t across = distance(first, beside), down = distance(first, below);
    const std::uint32_t* origin =
        pixel(upright, static_cast<int>(first.x), static_cast<int>(first.y));
    for (int y0 = to.y0; y0 < to.y1; y0 += kSquare) {
        const int y1 = std::min(y0 + kSquare, to.y1);
        for (int x0 = to.x0; x0 < to.x1; x0 += kSquare) {
            const int x1 = std::min(x0 + kSquare, to.x1);
            for (int y = y0; y < y1; ++y) {
                const std::uint32_t* from = origin + down * y + across * x0;
                std::uint32_t* into = pixel(panel, x0, y);
                for (int x = x0; x < x1; ++x, from += across) *into++ = *from;
            }
        }
    }
}

}  // namespace platform
