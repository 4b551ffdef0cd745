#include "printing/layout.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>

#include "base/overloaded.h"
#include "text/unicode.h"

namespace printing {

namespace {

// Of the letters' size.
constexpr double kLeading = 1.28;   // Two accents over a capital must not touch the line above.
constexpr double kBaseline = 0.98;  // From the top of a line.

constexpr double kCellX = 1.0 * kPointsPerMm;  // Between columns.
constexpr double kCellY = 0.7 * kPointsPerMm;  // Above and under a cell's text.
constexpr double kThin = 0.2 * kPointsPerMm;
constexpr double kThick = 0.6 * kPointsPerMm;
constexpr double kBox = 3.6 * kPointsPerMm;  // To be ticked with a ballpoint pen.
constexpr double kAfterItem = 1.2 * kPointsPerMm;
constexpr double kBannerX = 2.5 * kPointsPerMm, kBannerY = 1.6 * kPointsPerMm;

constexpr double kBlack = 0, kGrey = 0.65, kWhite = 1;

void colour(cairo_t* paper, double light) { cairo_set_source_rgb(paper, light, light, light); }

/// A black box; on a printer with coarse dots its edges are whole dots and it is never nothing.
void fill(cairo_t* paper, const Style& style, double left, double top, double width, double height,
          double light = kBlack) {
    colour(paper, light);
    cairo_save(paper);
    if (style.dots_per_point > 0) {
        cairo_user_to_device(paper, &left, &top);
        cairo_identity_matrix(paper);
        left = std::round(left), top = std::round(top);
        width = std::max(1.0, std::round(width * style.dots_per_point));
        height = std::max(1.0, std::round(height * style.dots_per_point));
    }
    cairo_rectangle(paper, left, top, width, height);
    cairo_fill(paper);
    cairo_restore(paper);
}

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = std::min(text.find(mark, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        if (end == text.size()) return parts;
        begin = end + 1;
    }
}

}  // namespace

double Layout::width_of(std::string_view text, Size size, Weight weight) const {
    double width = 0;
    for (const Fonts::Piece& piece : fonts_.pieces(text, weight)) {
        cairo_set_font_face(paper_, piece.face);
        cairo_set_font_size(paper_, points(size));
        cairo_text_extents_t extents;
        cairo_text_extents(paper_, piece.text.c_str(), &extents);
        width += extents.x_advance;
    }
    return width;
}

std::vector<std::string> Layout::wrapped(std::string_view text, double width,
                                         const Run& look) const {
    std::vector<std::string> lines;
    for (const std::string& paragraph : split(text, '\n')) {
        std::string line;
        const auto fits = [&](const std::string& more) {
            return width_of(more, look.size, look.weight) <= width;
        };
        for (const std::string& word : split(paragraph, ' ')) {
            const std::string longer = line.empty() ? word : line + " " + word;
            if (fits(longer)) {
                line = longer;
                continue;
            }
            if (!line.empty()) lines.push_back(std::exchange(line, {}));
            // A word longer than a line (an address) is cut where it must be.
            for (const char32_t letter : text::code_points(word)) {
                const std::string more = line + text::to_utf8(letter);
                if (!line.empty() && !fits(more)) lines.push_back(std::exchange(line, {}));
                line += text::to_utf8(letter);
            }
        }
        lines.push_back(line);
    }
    return lines;
}

/// As many lines as it takes, but as narrow as that number of lines allows: no word alone in
/// the last line of a title.
std::vector<std::string> Layout::balanced(std::string_view text, double width,
                                          const Run& look) const {
    std::vector<std::string> best = wrapped(text, width, look);
    if (best.size() < 2) return best;
    constexpr int kSteps = 7;  // Halvings: to within a hundredth of the width.
    double low = 0, high = width;
    for (int i = 0; i < kSteps; ++i) {
        const double middle = (low + high) / 2;
        std::vector<std::string> narrower = wrapped(text, middle, look);
        if (narrower.size() == best.size()) {
            best = std::move(narrower);
            high = middle;
        } else {
            low = middle;
        }
    }
    return best;
}

void Layout::line(const std::string& text, const Run& look, double left, double baseline,
                  double width) const {
    const double rest = width - width_of(text, look.size, look.weight);
    if (look.align == Align::centre) left += rest / 2;
    if (look.align == Align::right) left += rest;
    colour(paper_, look.white ? kWhite : kBlack);
    cairo_move_to(paper_, left, baseline);
    for (const Fonts::Piece& piece : fonts_.pieces(text, look.weight)) {
        cairo_set_font_face(paper_, piece.face);
        cairo_set_font_size(paper_, points(look.size));
        cairo_show_text(paper_, piece.text.c_str());
    }
}

double Layout::lines(std::string_view text, const Run& look, double left, double top, double width,
                     bool draw) const {
    const double height = points(look.size) * kLeading;
    double y = top;
    const bool centred = look.align == Align::centre;
    for (const std::string& one :
         centred ? balanced(text, width, look) : wrapped(text, width, look)) {
        if (draw) line(one, look, left, y + points(look.size) * kBaseline, width);
        y += height;
    }
    return y - top;
}

double Layout::rule(double left, double top, double width, double thickness, bool draw) const {
    // Thin lines only lead the eye; a receipt printer has no grey.
    const bool quiet = thickness < kThin && style_.dots_per_point == 0;
    if (draw) fill(paper_, style_, left, top, width, thickness, quiet ? kGrey : kBlack);
    return thickness;
}

double Layout::banner(const Banner& banner, double left, double top, bool draw) const {
    const Run look{
        .size = banner.size, .weight = Weight::bold, .align = Align::centre, .white = true};
    const double width = style_.width - 2 * kBannerX;
    const double inside = lines(banner.text, look, 0, 0, width, false);
    const double height = inside + 2 * kBannerY;
    if (!draw) return height;
    fill(paper_, style_, left, top, style_.width, height);
    return 2 * kBannerY + lines(banner.text, look, left + kBannerX, top + kBannerY, width, true);
}

double Layout::item(const Item& item, double left, double top, bool draw) const {
    const double indent = kBox * 1.6;
    const Run said{.weight = Weight::semibold}, noted{.size = Size::small};
    const double width = style_.width - indent;
    double y = top + lines(item.text, said, left + indent, top, width, draw);
    if (!item.note.empty()) y += lines(item.note, noted, left + indent, y, width, draw);
    if (draw) {
        const double at = top + (points(said.size) * kLeading - kBox) / 2;
        const double edge = kThin * 1.8;
        fill(paper_, style_, left, at, kBox, edge);
        fill(paper_, style_, left, at + kBox - edge, kBox, edge);
        fill(paper_, style_, left, at, edge, kBox);
        fill(paper_, style_, left + kBox - edge, at, edge, kBox);
    }
    return y - top + kAfterItem;
}

double Layout::code(const Code& code, double left, double top, bool draw) const {
    const Modules modules = modules_of(code.text);
    if (modules.size == 0) return 0;  // page.cpp has refused it.
    double module = code.side_mm * kPointsPerMm / modules.side();
    const double dots = style_.dots_per_point;
    if (dots > 0) {  // Whole dots: the size asked for or the next that fits.
        const double fitting = std::floor(style_.width * dots / modules.side() + 1e-6);
        module = std::min(std::ceil(module * dots - 1e-6), fitting) / dots;
    }
    const double side = module * modules.side();
    if (!draw) return side;
    double x0 = left + (style_.width - side) / 2 + kQuietModules * module;
    double y0 = top + kQuietModules * module;
    cairo_save(paper_);
    if (dots > 0) {
        cairo_user_to_device(paper_, &x0, &y0);
        cairo_identity_matrix(paper_);
        x0 = std::round(x0), y0 = std::round(y0), module = std::round(module * dots);
    }
    colour(paper_, kBlack);
    for (int y = 0; y < modules.size; ++y)
        for (int x = 0, run = 0; x < modules.size; x += run + 1) {
            for (run = 0; x + run < modules.size && modules.at(x + run, y);) ++run;
            if (run > 0)
                cairo_rectangle(paper_, x0 + x * module, y0 + y * module, run * module, module);
        }
    cairo_fill(paper_);
    cairo_restore(paper_);
    return side;
}

/// By shares; but a column has room for the longest word over it, which the widest one gives.
std::vector<double> Layout::widths(const Table& table) const {
    const auto shown = [&](const Column& column) { return !style_.roll || !column.wide_only; };
    double shares = 0;
    for (const Column& column : table.columns) shares += shown(column) ? column.share : 0;
    std::vector<double> widths;
    double lacking = 0;
    for (const Column& column : table.columns) {
        double width = shown(column) ? style_.width * column.share / shares : 0;
        for (const std::string& word : split(column.heading, ' ')) {
            const double needed = width_of(word, Size::small, Weight::semibold) + 2 * kCellX;
            if (width <= 0 || word.empty() || width >= needed) continue;
            lacking += needed - width;
            width = needed;
        }
        widths.push_back(width);
    }
    if (!widths.empty()) *std::max_element(widths.begin(), widths.end()) -= lacking;
    return widths;
}

double Layout::cells(const Table& table, const std::vector<std::string>& texts, Weight weight,
                     double left, double top, bool draw) const {
    const std::vector<double> widths = this->widths(table);
    double tallest = 0, before = 0;  // The first one shown begins at the margin.
    for (std::size_t i = 0; i < widths.size() && i < texts.size(); ++i) {
        if (widths[i] <= 0) continue;
        const double after = i + 1 == widths.size() ? 0 : kCellX;
        const Run look{.size = table.size, .weight = weight, .align = table.columns[i].align};
        const double height =
            lines(texts[i], look, left + before, top + kCellY, widths[i] - before - after, draw);
        tallest = std::max(tallest, height);
        left += widths[i];
        before = kCellX;
    }
    return tallest + 2 * kCellY;
}

double Layout::head(const Table& table, double left, double top, bool draw) const {
    std::vector<std::string> texts;
    bool any = false;
    for (const Column& column : table.columns) {
        texts.push_back(column.heading);
        any = any || !column.heading.empty();
    }
    if (!any) return 0;
    Table head = table;
    head.size = Size::small;
    const double height = cells(head, texts, Weight::semibold, left, top, draw);
    return height + rule(left, top + height, style_.width, kThick * 0.6, draw);
}

double Layout::row(const Table& table, const Row& row, double left, double top, bool draw) const {
    double y = top;
    if (row.strong && table.lines) y += rule(left, y, style_.width, kThick * 0.6, draw);
    y += cells(table, row.cells, row.strong ? Weight::bold : Weight::regular, left, y, draw);
    if (table.lines) y += rule(left, y, style_.width, kThin * 0.7, draw);
    return y - top;
}

double Layout::block_at(const Block& block, double left, double top, bool draw) const {
    return std::visit(
        Overloaded{
            [&](const Text& text) {
                const Run look{.size = text.size, .weight = text.weight, .align = text.align};
                return lines(text.text, look, left, top, style_.width, draw);
            },
            [&](const Banner& one) { return banner(one, left, top, draw); },
            [&](const Item& one) { return item(one, left, top, draw); },
            [&](const Rule& one) {
                return rule(left, top, style_.width, one.thick ? kThick : kThin, draw);
            },
            [&](const Gap& gap) { return gap.mm * kPointsPerMm; },
            [&](const Table& table) {
                double y = top + head(table, left, top, draw);
                for (const Row& one : table.rows) y += row(table, one, left, y, draw);
                return y - top + table.room_mm * kPointsPerMm;
            },
            [&](const Code& one) { return code(one, left, top, draw); },
            [](const Cut&) { return 0.0; },
        },
        block);
}

}  // namespace printing
