#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "paint/glyphs.h"

/// Texts in Jrai and Bahnar, drawn by us and by HarfBuzz's own hb-view in the same places.
namespace letters {

/// Coverage from 0 to 255, rows from the top.
struct Sheet {
    int width = 0, height = 0;
    std::vector<std::uint8_t> ink{};

    std::uint8_t& at(int x, int y) {
        return ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(x)];
    }
    std::uint8_t at(int x, int y) const { return const_cast<Sheet*>(this)->at(x, y); }
};

Sheet blank(int width, int height);

struct Text {
    const char* name;
    std::vector<std::string> lines;
};
/// Their sources: handbook, domain §7 (UDHR article 1; CLDR's letters; words of VOV4).
const Text& jrai();
const Text& bahnar();

struct Weight {
    paint::Face face;
    const char* name;
    const char* file;  ///< The path of the shipped font.
};
const std::vector<Weight>& weights();

/// Where the lines stand: the pen of line n starts at (kMargin, kMargin + ascent + n · height).
inline constexpr int kMargin = 16;
int ascent(int pixels);
int line_height(int pixels);

/// As kiosk/ui/type.cpp draws: a mask for each cluster, the pen rounded to whole pixels.
enum class Walk { clusters, code_points };  ///< Code points: what is wrong, to be told from it.
Sheet ours(paint::Glyphs& glyphs, const Weight& weight, int pixels,
           const std::vector<std::string>& lines, Walk walk = Walk::clusters);

/// hb-view's picture, unhinted, and without kerning, as we have none. It puts every glyph on a
/// whole pixel; drawn `finer` times as large and reduced, it is exact to that fraction.
Result<Sheet> hb_views(const Weight& weight, int pixels, const std::vector<std::string>& lines,
                       int finer = 1);

/// A glyph of hb-shape's answer, in thousandths of the size.
struct Placed {
    unsigned glyph;
    int x, y, advance;
};
Result<std::vector<std::vector<Placed>>> hb_shapes(const Weight& weight,
                                                   const std::vector<std::string>& lines);

Result<> write_png(const Sheet& sheet, const std::string& path);

}  // namespace letters
