#include "paint/letters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "paint/cluster.h"
#include "paint/utf8.h"
#include "support/must.h"

// Every marked letter of a Jrai and a Bahnar text, as we draw it and as HarfBuzz's hb-view does
// with the same font: the marks must sit at the same place, seen from the letter.

using letters::Sheet;
using letters::Walk;

namespace {

const std::string kFonts = SOURCE_DIR "/assets/fonts";

// The design's ladder (kiosk/ui/theme.cpp), and what smaller and larger panels make of it.
constexpr int kSizes[] = {20, 24, 28, 32, 40, 48, 60, 72, 96, 120, 171};

/// The different clusters of both texts that have marks, and their letters alone behind them:
/// line n + count() is the letter of line n.
struct Marked {
    std::vector<std::string> lines;
    int count() const { return static_cast<int>(lines.size()) / 2; }
};

Marked marked() {
    std::map<std::string, std::string> found;
    for (const letters::Text* text : {&letters::jrai(), &letters::bahnar()}) {
        for (std::string_view rest : text->lines) {
            while (!rest.empty()) {
                const std::string_view from = rest;
                if (paint::next_cluster(rest).plain()) continue;
                std::string_view marks = from.substr(0, from.size() - rest.size());
                const std::string whole(marks);
                paint::next_code_point(marks);
                found[whole] = whole.substr(0, whole.size() - marks.size());
            }
        }
    }
    Marked result;
    for (const auto& [whole, letter] : found) result.lines.push_back(whole);
    for (const auto& [whole, letter] : found) result.lines.push_back(letter);
    return result;
}

/// Where ink begins or ends, to a fraction of a pixel: a border row that is half covered is half
/// a pixel. `most` is the darkest of each row or column.
struct Edges {
    double first, last;
};

Edges edges(const std::vector<int>& most) {
    constexpr int kBlur = 40;  // Of 255; less is the foot of a curve, or two pictures' rounding.
    const auto inked = [](int ink) { return ink > kBlur; };
    const auto first = std::find_if(most.begin(), most.end(), inked);
    const auto last = std::find_if(most.rbegin(), most.rend(), inked);
    constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
    if (first == most.end()) return {kNowhere, kNowhere};
    return {static_cast<double>(first - most.begin()) + 1 - *first / 255.0,
            static_cast<double>(most.rend() - last) - 1 + *last / 255.0};
}

struct Ink {
    Edges across, down;
};

/// The ink of a line of a sheet; or only what it has more than another line of it.
Ink ink_of(const Sheet& sheet, int pixels, int line, int without = -1) {
    const int height = letters::line_height(pixels);
    std::vector<int> rows(static_cast<std::size_t>(height));
    std::vector<int> columns(static_cast<std::size_t>(sheet.width));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < sheet.width; ++x) {
            const auto of = [&](int n) { return sheet.at(x, letters::kMargin + n * height + y); };
            const int more = of(line) - (without < 0 ? 0 : of(without));
            int& row = rows[static_cast<std::size_t>(y)];
            int& column = columns[static_cast<std::size_t>(x)];
            row = std::max(row, more);
            column = std::max(column, more);
        }
    }
    return {.across = edges(columns), .down = edges(rows)};
}

/// A mark, seen from its letter: how far from the letter's left edge, and over its upper edge.
struct Placement {
    double left, right, gap;
};

Placement placement(const Sheet& sheet, int pixels, const Marked& letters, int line) {
    const Ink letter = ink_of(sheet, pixels, line + letters.count());
    const Ink mark = ink_of(sheet, pixels, line, line + letters.count());
    return {.left = mark.across.first - letter.across.first,
            .right = mark.across.last - letter.across.first,
            .gap = letter.down.first - mark.down.last};
}

/// The largest distance, over every marked letter, from where the other picture has its mark.
double worst(const Sheet& ours, const Sheet& theirs, int pixels, const Marked& letters) {
    double most = 0;
    for (int line = 0; line < letters.count(); ++line) {
        const Placement a = placement(ours, pixels, letters, line);
        const Placement b = placement(theirs, pixels, letters, line);
        const double off = std::max(
            {std::abs(a.left - b.left), std::abs(a.right - b.right), std::abs(a.gap - b.gap)});
        CAPTURE(letters.lines[static_cast<std::size_t>(line)]);
        REQUIRE_FALSE(std::isnan(a.left + a.right + a.gap + b.left + b.right + b.gap));
        most = std::max(most, off);
    }
    return most;
}

}  // namespace

TEST_CASE("every mark of the Jrai and Bahnar letters sits where hb-view puts it, to a pixel") {
    paint::Glyphs glyphs = must(paint::Glyphs::open(kFonts));
    const Marked letters = marked();
    CHECK(letters.count() == 12);  // ê̆ ô̆ ơ̆ ư̆ â̆ c̆ and their capitals.
    for (const letters::Weight& weight : letters::weights()) {
        for (const int pixels : kSizes) {
            CAPTURE(weight.name);
            CAPTURE(pixels);
            glyphs.clear();
            const Sheet ours = letters::ours(glyphs, weight, pixels, letters.lines);
            REQUIRE_FALSE(glyphs.overflowed());
            const Sheet theirs = must(hb_views(weight, pixels, letters.lines));
            CHECK(worst(ours, theirs, pixels, letters) <= 1);
        }
    }
}

TEST_CASE("and where it would put it if it could, to half a pixel") {
    paint::Glyphs glyphs = must(paint::Glyphs::open(kFonts));
    const Marked letters = marked();
    for (const letters::Weight& weight : letters::weights()) {
        for (const int pixels : {28, 40}) {
            CAPTURE(weight.name);
            CAPTURE(pixels);
            const Sheet ours = letters::ours(glyphs, weight, pixels, letters.lines);
            const Sheet theirs = must(hb_views(weight, pixels, letters.lines, 4));
            CHECK(worst(ours, theirs, pixels, letters) <= 0.5);
        }
    }
}

TEST_CASE("drawn code point by code point they would not: the comparison can fail") {
    paint::Glyphs glyphs = must(paint::Glyphs::open(kFonts));
    const Marked letters = marked();
    for (const letters::Weight& weight : letters::weights()) {
        const Sheet ours = letters::ours(glyphs, weight, 40, letters.lines, Walk::code_points);
        const Sheet theirs = must(hb_views(weight, 40, letters.lines));
        CHECK(worst(ours, theirs, 40, letters) > 5);
    }
}
