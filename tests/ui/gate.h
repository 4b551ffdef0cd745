#pragma once

#include <map>
#include <string>
#include <vector>

#include "paint/raster.h"
#include "ui/glass.h"
#include "ui/theme.h"

/// The accessibility gate: what one frame must satisfy, whatever it shows. Each check returns
/// what is wrong, in words; an empty list is a pass.
namespace gate {

using Findings = std::vector<std::string>;

/// No label is cut (unless "…" is by design) or torn within a word, sticks out of the glass or out
/// of a control, or lies over another.
Findings check_labels(const ui::Probe& probe, const ui::Theme& theme);
/// Every target is at least 20 mm (keys 12.7 mm), on the glass, and 2.5 mm from its neighbours;
/// except what is hidden on purpose, which no citizen need find.
Findings check_targets(const ui::Probe& probe, const ui::Theme& theme);
/// Every QR code is at least 60 mm, whole pixels and at least 1 mm a module, on the glass.
Findings check_codes(const ui::Probe& probe, const ui::Theme& theme);
/// Every letter has a glyph in the font, every text is known.
Findings check_glyphs(const ui::Probe& probe, const paint::Glyphs& glyphs);
/// Capital letters are as high as the chosen size promises: 3.5, 4.8, 6.4 or 8.5 mm.
Findings check_sizes(const ui::Probe& probe, const ui::Theme& theme);
/// With low reach nothing is touched above the line.
Findings check_reach(const ui::Probe& probe, const ui::Theme& theme);

/// The frame as pixels, painted by the kiosk's own rasteriser.
class Canvas {
public:
    void paint(ui::Glass& glass, int width, int height);
    std::uint32_t at(int x, int y) const;  ///< 0x00RRGGBB
    int width() const { return width_; }
    int height() const { return height_; }
    const std::vector<std::uint32_t>& pixels() const { return pixels_; }

private:
    paint::Raster raster_;
    std::vector<std::uint32_t> pixels_;
    int width_ = 0, height_ = 0;
};

/// Information stands out from what is really behind it, by the pixels.
Findings check_contrast(const ui::Probe& probe, const Canvas& canvas, double least = 10);

/// What a phone reads in a part of the picture; empty when it reads nothing.
std::string decode(const Canvas& canvas, const ui::Box& box);

/// Findings by kind, with one example each and how often.
class Report {
public:
    void add(const std::string& where, const Findings& findings);
    bool clean() const { return counts_.empty(); }
    std::string words() const;

private:
    struct Count {
        std::string example;
        int times = 0;
    };
    std::map<std::string, Count> counts_;
};

}  // namespace gate
