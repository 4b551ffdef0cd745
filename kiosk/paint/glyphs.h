#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "paint/atlas.h"
#include "paint/cluster.h"

namespace paint {

/// The shipped fonts: three weights of letters, and the icons.
enum class Face { regular, semibold, bold, icons };
inline constexpr int kFaces = 4;

/// One drawn letter with its marks: where its mask is and where to put it from the pen on the
/// baseline.
struct Glyph {
    Slot mask;          ///< Empty for a space: nothing to paint.
    int left = 0;       ///< Pixels from the pen to the mask's left edge.
    int top = 0;        ///< Pixels from the baseline up to the mask's top edge.
    float advance = 0;  ///< How far the pen moves, in pixels; the same at any hinting.
};

/// Letters of the shipped fonts, drawn by FreeType when first used (light hinting: crisp
/// stems, true widths) and kept in the atlas. A letter with combining marks is shaped by HarfBuzz
/// and baked into one mask. Signs that Noto Sans lacks (arrows, ≥) come from its companion for
/// mathematics. One thread.
class Glyphs {
public:
    static constexpr int kPixelsMax = 512;  ///< Twice the largest size of the design's ladder.

    /// Opens assets/fonts; a missing or broken font is an error with its path.
    static Result<Glyphs> open(const std::string& folder);
    Glyphs(Glyphs&&) noexcept;
    Glyphs& operator=(Glyphs&&) noexcept;
    ~Glyphs();

    /// The glyph at a pixel size (em). A code point the font lacks gives its .notdef box, so it
    /// is seen; `has` and the catalogue's check keep that from happening. Valid until clear().
    const Glyph& glyph(Face face, int pixels, Cluster cluster);

    /// Whether the font draws a code point, and a combining mark also at letters.
    bool has(Face face, char32_t code_point) const;
    /// Whether it draws the letter and puts each of its marks where it belongs.
    bool has(Face face, Cluster cluster) const;

    /// The sum of advances: exactly how far drawing the text moves the pen (paint/cluster.h).
    float width(Face face, int pixels, std::string_view utf8);

    Atlas& atlas() { return *atlas_; }
    const Atlas& atlas() const { return *atlas_; }

    /// Set when the atlas ran full during this frame: the frame's masks are stale; clear() and
    /// draw it again.
    bool overflowed() const { return overflowed_; }
    void clear();

    /// A quarter of a disc of this radius, by exact area: the corner of a rounded box, between
    /// whole rectangles. Cached like glyphs; nothing for a radius of 0.
    enum class Corner { top_left, top_right, bottom_left, bottom_right };
    Slot disc(int radius, Corner corner);
    /// Shadow mask pieces: a corner of size×size px falling off over `blur` px (less than `size`),
    /// and the 1 px wide edge strips (horizontal edge: 1×size, vertical edge: size×1). The
    /// inner border of a corner equals the strip beside it.
    Slot shadow_corner(int size, int blur, Corner corner);
    enum class Edge { top, bottom, left, right };
    Slot shadow_edge(int size, int blur, Edge edge);

private:
    struct Fonts;  // FreeType's handles.
    explicit Glyphs(std::unique_ptr<Fonts> fonts);
    Glyph draw(Face face, int pixels, char32_t code_point);
    Glyph compose(Face face, int pixels, Cluster cluster);
    template <class Coverage>
    Slot shape(std::uint64_t key, int width, int height, Coverage coverage);

    std::unique_ptr<Fonts> fonts_;
    std::unique_ptr<Atlas> atlas_;
    std::unordered_map<std::uint64_t, Glyph> glyphs_;
    std::unordered_map<std::uint64_t, Slot> shapes_;
    bool overflowed_ = false;
};

}  // namespace paint
