#pragma once

#include <ft2build.h>
#include FT_OUTLINE_H

#include <cstdint>
#include <type_traits>
#include <vector>

#include "paint/quad.h"

namespace paint {

/// The contours of several glyphs as one outline: what two of them cover is covered once.
class Outline {
public:
    /// Adds a glyph, moved by (dx, dy) in FreeType's 1/64 pixel, y upwards.
    void add(const FT_Outline& glyph, FT_Pos dx, FT_Pos dy);

    /// The pixels it touches, from the pen on the baseline; y goes down. Empty when it is blank,
    /// and when it is larger than any letter (a broken font).
    Rect ink() const;

    /// Draws the pixels of ink() as coverage into rows of zeros.
    void render(FT_Library library, std::uint8_t* pixels, int pitch);

private:
    // FreeType 2.13.3 made its numbers unsigned.
    using Tag = std::remove_pointer_t<decltype(FT_Outline::tags)>;
    using End = std::remove_pointer_t<decltype(FT_Outline::contours)>;

    FT_Outline view() const;

    std::vector<FT_Vector> points_;
    std::vector<Tag> tags_;
    std::vector<End> ends_;  // The last point of each contour.
};

}  // namespace paint
