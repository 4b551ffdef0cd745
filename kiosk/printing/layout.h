#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "printing/document.h"
#include "printing/fonts.h"
#include "printing/qr.h"

struct _cairo;

namespace printing {

inline constexpr double kPointsPerMm = 72 / 25.4;

/// The measures of a paper, in points. What stands in the document by role gets its size here.
struct Style {
    double width = 0;           ///< Of a line of text; the margins are around it.
    bool roll = false;          ///< As long as needed, and narrow.
    double sizes[5] = {};       ///< By Size.
    double dots_per_point = 0;  ///< Of the device; 0: as fine as one likes.
};

/// Draws blocks into a cairo context, whose units are points, or only measures them. The
/// context and the fonts must outlive it. Every draw has its height beforehand: the two are the
/// same function, so what was measured fits.
class Layout {
public:
    Layout(_cairo* paper, const Fonts& fonts, Style style)
        : paper_(paper), fonts_(fonts), style_(style) {}

    double height_of(const Block& block) const { return block_at(block, 0, 0, false); }
    /// `left` and `top` of the column of text; tells the height.
    double draw(const Block& block, double left, double top) const {
        return block_at(block, left, top, true);
    }

    // A table's rows one by one, for the end of a page.
    double head(const Table& table, double left, double top, bool draw) const;
    double row(const Table& table, const Row& row, double left, double top, bool draw) const;

    double width_of(std::string_view text, Size size, Weight weight) const;

private:
    /// Letters of one look in a column of the paper.
    struct Run {
        Size size = Size::body;
        Weight weight = Weight::regular;
        Align align = Align::left;
        bool white = false;
    };
    std::vector<std::string> wrapped(std::string_view text, double width, const Run& look) const;
    std::vector<std::string> balanced(std::string_view text, double width, const Run& look) const;
    double block_at(const Block& block, double left, double top, bool draw) const;
    double lines(std::string_view text, const Run& look, double left, double top, double width,
                 bool draw) const;
    void line(const std::string& text, const Run& look, double left, double baseline,
              double width) const;
    double banner(const Banner& banner, double left, double top, bool draw) const;
    double item(const Item& item, double left, double top, bool draw) const;
    double code(const Code& code, double left, double top, bool draw) const;
    double rule(double left, double top, double width, double thickness, bool draw) const;
    double cells(const Table& table, const std::vector<std::string>& texts, Weight weight,
                 double left, double top, bool draw) const;
    std::vector<double> widths(const Table& table) const;
    double points(Size size) const { return style_.sizes[static_cast<std::size_t>(size)]; }

    _cairo* paper_;
    const Fonts& fonts_;
    Style style_;
};

}  // namespace printing
