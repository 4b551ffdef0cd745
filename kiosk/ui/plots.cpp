#include "ui/plots.h"

#include <algorithm>
#include <cmath>

#include "ui/figures.h"

namespace ui {

namespace {

Look axis_look(const Frame& f) {
    return {.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
}

void draw_shade(Frame& f, Box box, Shade shade) {
    switch (shade) {
        case Shade::indigo: return fill(f, box, f.colour.indigo);
        case Shade::gold: return fill(f, box, f.colour.gold);
        case Shade::hollow: break;
    }
    // Too thin to be hollow: a third colour; in high contrast its place on top tells it apart.
    if (box.w < 6 * f.size.border) return fill(f, box, f.colour.edge);
    fill(f, box, f.colour.ink);
    fill(f, box.inset(f.size.border), f.colour.card);
}

/// 1, 2, 5, 10, 20 …: the smallest that needs at most so many lines above the 0.
std::int64_t step_for(std::int64_t most, int lines) {
    std::int64_t step = 1;
    for (int i = 0; most / step > lines; ++i) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
    return step;
}

/// The part of a plot where the values are, after the axis at its left was drawn.
struct Scale {
    Box box;
    double most = 1;

    float y(double value) const {
        return std::round(box.bottom() - box.h * static_cast<float>(value / most));
    }
};

void draw_grid_line(Frame& f, const Scale& scale, float axis, double value,
                    const std::string& label) {
    Look look = axis_look(f);
    look.align = Align::right;
    look.middle = true;
    const float y = scale.y(value), half = line_height(f, look) / 2;
    const float thick = f.size.border;
    fill(f, {scale.box.x, y - thick, scale.box.w, thick},
         value == 0 ? f.colour.edge : f.colour.line);
    draw_text(f, {scale.box.x - axis, y - half, axis - f.size.space1, 2 * half}, label, look);
}

std::int64_t height_of(const Bar& bar) {
    std::int64_t sum = 0;
    for (const std::int64_t part : bar.parts) sum += std::max<std::int64_t>(part, 0);
    return sum;
}

/// From the bottom, a thin line of ground between two parts.
void draw_stack(Frame& f, const Scale& scale, float x, float width, const BarPlot& plot,
                const Bar& bar) {
    std::int64_t below = 0;
    for (std::size_t i = 0; i < bar.parts.size() && i < plot.series.size(); ++i) {
        if (bar.parts[i] <= 0) continue;
        const float bottom = scale.y(static_cast<double>(below));
        below += bar.parts[i];
        const float top = scale.y(static_cast<double>(below));
        const float gap = below == bar.parts[i] ? 0 : f.size.border;
        const float height = std::max(bottom - gap - top, f.size.strong);  // One is seen.
        draw_shade(f, {x, bottom - gap - height, width, height}, plot.series[i].shade);
    }
}

/// The sums above and the names below.
void draw_column_words(Frame& f, const Scale& scale, const BarPlot& plot, float slot) {
    const Look names = axis_look(f);
    Look sums = names;
    sums.weight = Weight::bold;
    sums.colour = f.colour.ink;
    const float line = line_height(f, names);
    const float below = scale.box.bottom() + f.size.space1 / 2;
    float widest_sum = 0, widest_name = 0;
    for (const Bar& bar : plot.bars) {
        widest_sum = std::max(widest_sum, text_width(f, number(f, height_of(bar)), sums));
        widest_name = std::max(widest_name, text_width(f, bar.label, names));
    }
    const bool with_sums = widest_sum + f.size.border <= slot;
    const auto every = static_cast<std::size_t>(std::ceil((widest_name + f.size.space2) / slot));
    float taken = scale.box.x - f.size.space2;
    for (std::size_t i = 0; i < plot.bars.size(); ++i) {
        const Bar& bar = plot.bars[i];
        const float middle = scale.box.x + (static_cast<float>(i) + 0.5f) * slot;
        const auto box_of = [&](float y, const std::string& words, const Look& look) {
            const float w = text_width(f, words, look);
            const float most = scale.box.right() - w;
            return Box{std::clamp(std::round(middle - w / 2), scale.box.x, most), y, w, line};
        };
        const std::int64_t sum = height_of(bar);
        const std::string figure = number(f, sum);
        if (with_sums && sum > 0) {
            const Box at = box_of(scale.y(static_cast<double>(sum)) - line, figure, sums);
            fill(f, at.inset(0, f.size.space1), f.colour.card);  // No grid line through it.
            draw_text(f, at, figure, sums);
        }
        const Box name = box_of(below, bar.label, names);
        if (i % every != 0 || name.x < taken + f.size.space1) continue;
        taken = name.right();
        draw_text(f, name, bar.label, names);
    }
}

void draw_dashes(Frame& f, float from, float to, float y) {
    const float dash = f.size.gap, thick = f.size.strong;
    for (float x = from; x < to; x += dash + f.size.space1)
        fill(f, {x, y - thick, std::min(dash, to - x), thick}, f.colour.red);
}

/// Where the days are.
struct Days {
    Box box;
    int first, last;

    float left(int day) const {
        const auto count = static_cast<float>(last - first + 1);
        return std::round(box.x + box.w * static_cast<float>(day - first) / count);
    }
    float right(int day) const { return left(day + 1); }
};

/// A label under or above a day, moved in where it would stick out.
Box label_box(Frame& f, const Days& days, float x, float y, const std::string& label,
              const Look& look) {
    const float width = text_width(f, label, look);
    const float left = std::clamp(std::round(x - width / 2), days.box.x, days.box.right() - width);
    return {left, y, width, line_height(f, look)};
}

void draw_ticks(Frame& f, const Days& days, float y, const std::vector<LinePlot::Tick>& ticks) {
    std::vector<Box> taken;
    const Look look = axis_look(f);
    for (const LinePlot::Tick& tick : ticks) {
        const float x = (days.left(tick.day) + days.right(tick.day)) / 2;
        const Box box = label_box(f, days, x, y, tick.label, look);
        const bool free = std::ranges::all_of(taken, [&](const Box& other) {
            return box.right() + f.size.space2 <= other.x || other.right() + f.size.space2 <= box.x;
        });
        if (!free) continue;
        taken.push_back(box);
        draw_text(f, box, tick.label, look);
    }
}

void draw_aims(Frame& f, const Scale& scale, const Days& days, const LinePlot& plot) {
    const Look look{.style = Style::caption, .weight = Weight::semibold, .lines = 1};
    const float above = scale.box.y - line_height(f, look) - f.size.space1;
    float taken = days.box.x - f.size.space2;
    for (const LinePlot::Aim& aim : plot.aims) {
        if (aim.to < days.first || aim.from > days.last) continue;
        const float end = days.right(std::min(aim.to, days.last));
        const float y = scale.y(aim.hundredths);
        draw_dashes(f, days.left(std::max(aim.from, days.first)), end, y);
        fill(f, {end - f.size.border, scale.box.y, f.size.border, scale.box.h}, f.colour.edge);
        const Box label = label_box(f, days, end, above, aim.label, look);
        if (label.x < taken + f.size.space2) continue;
        taken = label.right();
        draw_text(f, label, aim.label, look);
    }
}

void draw_steps(Frame& f, const Scale& scale, const Days& days, const LinePlot& plot) {
    const float thick = f.theme.px(5);
    float before = 0;
    for (std::size_t i = 0; i < plot.points.size(); ++i) {
        const LinePlot::Point& point = plot.points[i];
        const float x = days.left(point.day);
        const float y = scale.y(static_cast<double>(point.hundredths)) - std::floor(thick / 2);
        if (i > 0)
            fill(f, {x, std::min(y, before), thick, std::abs(y - before) + thick}, f.colour.indigo);
        fill(f, {x, y, days.right(point.day) - x, thick}, f.colour.indigo);
        before = y;
    }
}

void draw_last_point(Frame& f, const Scale& scale, const Days& days, const LinePlot& plot) {
    if (plot.points.empty()) return;
    const LinePlot::Point& last = plot.points.back();
    const float size = f.theme.px(24), ring = f.size.strong;
    const float x = days.right(last.day), y = scale.y(static_cast<double>(last.hundredths));
    const Box dot = Box{x - size / 2, y - size / 2, size, size};
    round(f, {dot.x - ring, dot.y - ring, size + 2 * ring, size + 2 * ring}, size / 2 + ring,
          f.colour.card);
    round(f, dot, size / 2, f.colour.indigo);
    const Look look{.style = Style::key, .weight = Weight::bold, .lines = 1};
    const float height = line_height(f, look);
    // Above the point, or below where the top is near.
    const float room = y - scale.box.y;
    const float at = room > height + size ? dot.y - height - f.size.space1 / 2 : dot.bottom();
    Box label = label_box(f, days, x, at, plot.last_label, look);
    card(f, label.inset(-f.size.space1, 0), f.size.radius, f.colour.card, f.colour.card, 0);
    draw_text(f, label, plot.last_label, look);
}

}  // namespace

float draw_legend(Frame& f, Box box, float begun, const std::vector<Series>& series) {
    Look look = axis_look(f);
    look.middle = true;
    const float line = line_height(f, look), swatch = f.theme.px(24);
    float x = box.x + begun, y = box.y;
    for (const Series& one : series) {
        const float words = text_width(f, one.name, look);
        if (x > box.x && x + swatch + f.size.space1 + words > box.right()) {
            x = box.x;
            y += line;
        }
        draw_shade(f, Box{x, y, swatch, line}.centred(swatch, swatch), one.shade);
        draw_text(f, {x + swatch + f.size.space1, y, words, line}, one.name, look);
        x += swatch + f.size.space1 + words + f.size.space3;
    }
    return y + line - box.y;
}

void draw_bars(Frame& f, Box box, const BarPlot& plot) {
    if (plot.bars.empty()) return;
    std::int64_t most = 1;
    for (const Bar& bar : plot.bars) most = std::max(most, height_of(bar));
    const float line = line_height(f, axis_look(f));
    const int lines = std::clamp(static_cast<int>((box.h - 2 * line) / (1.6f * line)), 1, 4);
    const std::int64_t step = step_for(most, lines);
    const float axis = text_width(f, number(f, most / step * step), axis_look(f)) + f.size.space1;
    Scale scale{.box = box, .most = static_cast<double>(most)};
    scale.box.cut_left(axis);
    scale.box.cut_bottom(line + f.size.space1 / 2);
    scale.box.cut_top(line);
    for (std::int64_t value = 0; value <= most; value += step)
        draw_grid_line(f, scale, axis, static_cast<double>(value), number(f, value));
    const float slot = scale.box.w / static_cast<float>(plot.bars.size());
    const float width = std::max(f.size.border, std::min(std::round(slot * 0.64f), f.theme.px(64)));
    for (std::size_t i = 0; i < plot.bars.size(); ++i) {
        const float middle = scale.box.x + (static_cast<float>(i) + 0.5f) * slot;
        draw_stack(f, scale, std::round(middle - width / 2), width, plot, plot.bars[i]);
    }
    draw_column_words(f, scale, plot, slot);
}

void draw_lines(Frame& f, Box box, const LinePlot& plot) {
    constexpr int kWhole = 10000, kStep = 2500;  // 100 % and 25 %, in hundredths of a percent.
    const Look names = axis_look(f);
    const float line = line_height(f, names);
    const float axis = text_width(f, "100%", names) + f.size.space1;
    Scale scale{.box = box, .most = kWhole};
    scale.box.cut_left(axis);
    scale.box.cut_bottom(line + f.size.space1);
    scale.box.cut_top(line + f.size.space2);
    for (int value = 0; value <= kWhole; value += kStep)
        draw_grid_line(f, scale, axis, value, target(f, value));
    const Days days{.box = scale.box, .first = plot.first, .last = plot.last};
    draw_aims(f, scale, days, plot);
    draw_steps(f, scale, days, plot);
    draw_ticks(f, days, scale.box.bottom() + f.size.space1, plot.ticks);
    draw_last_point(f, scale, days, plot);
}

}  // namespace ui
