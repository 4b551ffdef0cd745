#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "paint/cluster.h"

namespace paint {

/// Where the glyphs of a cluster belong, in pixels from the pen on the baseline; y goes up.
struct Shaped {
    struct Part {
        std::uint32_t glyph;  ///< Its number in the font.
        double x, y;
        bool placed;  ///< Moved from where the font drew it: a mark that was put at its letter.
    };
    std::vector<Part> parts;
    double advance = 0;
};

/// HarfBuzz over one font: puts marks where the font's own tables (GPOS) say. Positions are of
/// the unhinted outline and in exact proportion to the size, as FreeType's linear advances are.
class Shaper {
public:
    /// `font` must outlive us. A font HarfBuzz cannot read has no glyph and positions nothing.
    explicit Shaper(const std::string& font);
    Shaper(Shaper&&) noexcept;
    ~Shaper();

    Shaped shape(const Cluster& cluster, int pixels) const;

    /// Whether the font has the mark and places it over (under, beside) letters.
    bool places(char32_t mark) const;
    /// Whether it places every mark of the cluster at its letter.
    bool places(const Cluster& cluster) const;

private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

}  // namespace paint
