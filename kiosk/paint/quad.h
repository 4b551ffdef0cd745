#pragma once

#include <cstdint>
#include <vector>

/// What the glass shows: axis-aligned rectangles, painted in order. No triangles, no scaling:
/// on a kiosk without a GPU that is the difference between 3 and 39 ms a frame.
namespace paint {

/// 0xAABBGGRR, as Dear ImGui's IM_COL32.
using Colour = std::uint32_t;
constexpr Colour rgb(std::uint32_t hex) {
    return 0xff000000u | (hex & 0xffu) << 16 | (hex & 0xff00u) | (hex >> 16 & 0xffu);
}
constexpr Colour with_alpha(Colour colour, std::uint8_t alpha) {
    return (colour & 0x00ffffffu) | static_cast<std::uint32_t>(alpha) << 24;
}

/// A rectangle in pixels, x1 and y1 outside.
struct Rect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    int width() const { return x1 - x0; }
    int height() const { return y1 - y0; }
    bool empty() const { return x1 <= x0 || y1 <= y0; }
    bool operator==(const Rect&) const = default;
};

/// A place in the atlas: an 8-bit coverage mask.
struct Slot {
    std::uint16_t u = 0, v = 0, width = 0, height = 0;
    bool operator==(const Slot&) const = default;
};

/// One rectangle of one colour, whole (`mask` empty) or through a mask. The mask is as large as
/// the rectangle, or one pixel in a direction in which it is repeated (edges of a nine-patch).
struct Quad {
    Rect rect;
    Slot mask;
    Colour colour = 0;
    bool operator==(const Quad&) const = default;
};

}  // namespace paint
