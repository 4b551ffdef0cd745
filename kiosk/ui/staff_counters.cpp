#include "ui/staff_counters.h"

#include <algorithm>
#include <array>

#include "ui/figures.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using tally::Measures;

struct Counter {
    const char* key;
    std::int64_t Measures::*field;
};
constexpr std::array kCounters{
    Counter{"st.visits", &Measures::visits},
    Counter{"st.opened", &Measures::opened},
    Counter{"st.qr_shown", &Measures::qr_shown},
    Counter{"st.submitted", &Measures::submitted},
    Counter{"st.counter_way", &Measures::counter_way},
    Counter{"st.received", &Measures::received},
};

Look quiet_look(const Frame& f) {
    return {.style = Style::caption, .colour = f.colour.ink2, .middle = true, .lines = 1};
}
Look figure_look() {
    return {.style = Style::key,
            .weight = Weight::bold,
            .align = Align::right,
            .middle = true,
            .lines = 1};
}
float first_line(const Frame& f) { return line_height(f, {.style = Style::key}); }
float other_line(const Frame& f) { return line_height(f, {.style = Style::caption}); }
float row_line(const Frame& f) { return line_height(f, {.style = Style::body}); }
int lines_of(const Versus& versus) {
    return versus.before.empty() ? 0 : versus.week.empty() ? 1 : 2;
}

/// "▲ hơn 12", from the right of its box.
void draw_difference(Frame& f, Box box, std::int64_t difference) {
    const std::string count = number(f, difference < 0 ? -difference : difference);
    const std::string words = difference > 0   ? f.fill("st.more", {{"n", count}})
                              : difference < 0 ? f.fill("st.less", {{"n", count}})
                                               : f.say("st.same");
    const std::string_view picture = difference > 0   ? "arrow_drop_up"
                                     : difference < 0 ? "arrow_drop_down"
                                                      : "remove";
    Look look = quiet_look(f);
    draw_text(f, box.cut_right(text_width(f, words, look), 0), words, look);
    const float size = difference == 0 ? f.theme.px(24) : f.size.icon;
    icon(f, box.cut_right(f.size.icon), picture, size, f.colour.ink2);
}

const std::string& span_words(const Frame& f, desk::Span span) {
    switch (span) {
        case desk::Span::day: return f.say("st.in.day");
        case desk::Span::week: return f.say("st.in.week");
        case desk::Span::month: return f.say("st.in.month");
        case desk::Span::campaign: return f.say("st.in.campaign");
    }
    return f.say("st.in.day");
}

/// What the lines of the strip are held against; they end where those of the cells do.
void draw_versus(Frame& f, Box box, const Versus& versus) {
    const Look words = quiet_look(f);
    if (!versus.week.empty()) draw_text(f, box.cut_bottom(other_line(f)), versus.week, words);
    draw_text(f, box.cut_bottom(other_line(f)), versus.before, words);
    draw_text(f, box.cut_bottom(other_line(f)), f.say("st.compared"),
              {.style = Style::caption, .weight = Weight::semibold, .lines = 1});
}

/// The size in which every figure stands beside its name, or the least there is.
Look shared_look(Frame& f, float width, const tally::Measures& measures) {
    Look look = figure_look();
    for (const Counter& counter : kCounters) {
        const float name = text_width(f, f.say(counter.key), quiet_look(f));
        const Box room{0, 0, width - name - f.size.space1, first_line(f)};
        look = fitting(f, number(f, measures.*counter.field), room, look);
    }
    return look;
}

/// Against two spans the name and the figure share a line, against one or none they have two.
void draw_cell(Frame& f, Box cell, const Counter& counter, const desk::Figures& figures,
               const Versus& versus, const Look& look) {
    const std::int64_t now = figures.report.all.*counter.field;
    const std::string figure = number(f, now);
    if (versus.week.empty()) {
        draw_text(f, cell.cut_top(other_line(f)), f.say(counter.key), quiet_look(f));
        draw_text(f, cell.cut_top(first_line(f)), figure, look);
    } else {
        Box top = cell.cut_top(first_line(f));
        const float name = text_width(f, f.say(counter.key), quiet_look(f));
        draw_text(f, top.cut_left(name), f.say(counter.key), quiet_look(f));
        draw_text(f, top, figure, look);
    }
    if (!versus.before.empty())
        draw_difference(f, cell.cut_top(other_line(f)), now - figures.day_before.*counter.field);
    if (!versus.week.empty())
        draw_difference(f, cell.cut_top(other_line(f)), now - figures.week_before.*counter.field);
}

/// Landscape: a column of words, then six columns of figures.
void draw_strip(Frame& f, Box box, const desk::Figures& figures, const Versus& versus) {
    const bool compared = !versus.before.empty();
    if (compared) {
        Look strong = quiet_look(f);
        strong.weight = Weight::semibold;
        const float width = std::max({text_width(f, f.say("st.compared"), strong),
                                      text_width(f, versus.before, quiet_look(f)),
                                      text_width(f, versus.week, quiet_look(f))});
        draw_versus(f, box.cut_left(width, f.size.space4), versus);
    }
    const auto cells = columns(box, static_cast<int>(kCounters.size()), f.size.space4);
    const bool beside = !versus.week.empty();
    const Look look = beside ? shared_look(f, cells[0].w, figures.report.all) : figure_look();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (compared || i > 0)
            fill(f, {cells[i].x - f.size.space2, cells[i].y, f.size.border, cells[i].h},
                 f.colour.line);
        draw_cell(f, cells[i], kCounters[i], figures, versus, look);
    }
}

/// Portrait: a row for each figure.
void draw_rows(Frame& f, Box box, const desk::Figures& figures, desk::Span span,
               const Versus& versus) {
    const float column = std::floor(box.w * (versus.week.empty() ? 0.36f : 0.29f));
    const float figure = std::floor(box.w * 0.14f);
    const auto cut = [&](Box& line) { return line.cut_right(column, f.size.space1); };
    Box head = box.cut_top(other_line(f));
    Look words = quiet_look(f), right = words;
    right.align = Align::right;
    if (!versus.week.empty()) draw_text(f, cut(head), versus.week, right);
    if (!versus.before.empty()) draw_text(f, cut(head), versus.before, right);
    words.weight = Weight::semibold;
    draw_text(f, head, span_words(f, span), words);
    words.weight = Weight::regular;
    words.colour = f.colour.ink;
    for (const Counter& counter : kCounters) {
        fill(f, {box.x, box.y, box.w, std::floor(f.size.border / 2)}, f.colour.line);
        Box line = box.cut_top(row_line(f));
        const std::int64_t now = figures.report.all.*counter.field;
        if (!versus.week.empty())
            draw_difference(f, cut(line), now - figures.week_before.*counter.field);
        if (!versus.before.empty())
            draw_difference(f, cut(line), now - figures.day_before.*counter.field);
        Look look = figure_look();
        look.style = Style::body;
        draw_text(f, line.cut_right(figure), number(f, now), look);
        draw_text(f, line, f.say(counter.key), words);
    }
}

}  // namespace

Versus versus_of(const Frame& f, const desk::Figures& figures, desk::Span span) {
    if (figures.day_before_period.days() <= 0) return {};
    switch (span) {
        case desk::Span::day: {
            const tally::Day day = figures.report.period.first;
            const std::string weekday =
                f.say("day." + std::to_string(std::chrono::weekday(day).c_encoding()));
            const std::string before =
                day == f.today() ? f.say("st.versus.yesterday")
                                 : f.fill("st.versus.date",
                                          {{"date", short_date(figures.day_before_period.first)}});
            return {.before = before, .week = f.fill("st.versus.weekday", {{"day", weekday}})};
        }
        case desk::Span::week: return {.before = f.say("st.versus.week"), .week = {}};
        case desk::Span::month: return {.before = f.say("st.versus.month"), .week = {}};
        case desk::Span::campaign: break;
    }
    return {};
}

float counters_height(const Frame& f, const Versus& versus) {
    const float pad = 2 * f.size.space1;
    if (f.portrait())
        return pad + other_line(f) + static_cast<float>(kCounters.size()) * row_line(f);
    const float lines = static_cast<float>(lines_of(versus));
    return pad + first_line(f) + (versus.week.empty() ? lines + 1 : lines) * other_line(f);
}

void draw_counters(Frame& f, Box box, const desk::Figures& figures, desk::Span span) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    const Versus versus = versus_of(f, figures, span);
    const Box inside = box.inset(f.size.space3, f.size.space1);
    if (f.portrait())
        draw_rows(f, inside, figures, span, versus);
    else
        draw_strip(f, inside, figures, versus);
}

}  // namespace ui
