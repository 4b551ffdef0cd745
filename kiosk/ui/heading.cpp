#include "ui/heading.h"

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace ui {

namespace {

Look head_look() { return {.style = Style::head, .weight = Weight::bold}; }

Look aside_look(const Frame& f) {
    return {.style = f.theme.extra() ? Style::caption : Style::body,
            .weight = Weight::semibold,
            .colour = f.colour.ink2,
            .middle = true,
            .lines = 1};
}

/// The upper part of the glass, when nothing in it is touched: a square and large words beside it.
void draw_far(Frame& f, Box box, const Heading& what) {
    const float side = std::min(f.theme.px(224), box.h);
    Box row = box.centred(box.w, side);
    if (f.portrait()) row = box;
    const Box square = row.cut_left(side, f.size.space5).centred(side, side);
    card(f, square, f.size.card_radius, f.colour.gold_tint,
         f.theme.plain() ? f.colour.ink : f.colour.gold_tint, f.size.border);
    icon(f, square, what.icon, f.size.icon_large, f.colour.gold_ink);
    const Look title = fitting(f, what.title, {0, 0, row.w, row.h}, head_look());
    const Look quiet{.style = f.theme.roomy() ? Style::key : Style::body};
    const Look aside{.style = quiet.style, .weight = Weight::semibold, .colour = f.colour.ink2};
    const float height = text_height(f, what.title, title, row.w);
    float room = row.h - height;
    const auto height_of = [&](std::string_view words, const Look& look) {
        const float wanted = words.empty() ? 0 : text_height(f, words, look, row.w);
        return wanted <= room ? wanted : 0;
    };
    const float beside = height_of(what.aside, aside);
    room -= beside;
    const float below = height_of(what.below, quiet);
    Box column = row.centred(row.w, height + beside + below);
    draw_text(f, column.cut_top(height), what.title, title);
    if (beside > 0) draw_text(f, column.cut_top(beside), what.aside, aside);
    if (below > 0) draw_text(f, column, what.below, quiet);
}

}  // namespace

void heading(Frame& f, Box& box, const Heading& what) {
    if (f.low()) return draw_far(f, f.reading, what);
    const Look head = head_look(), quiet = aside_look(f);
    const float gap = f.theme.roomy() ? f.size.space3 : f.size.gap;
    const float picture = what.icon.empty() ? 0 : f.size.icon_medium + f.size.space3;
    const float wide = what.promise ? chip_width(f, what.aside) : text_width(f, what.aside, quiet);
    Box title{0, 0, box.w - picture, line_height(f, head)};
    Box beside = title;
    beside.cut_right(wide, f.size.space4);
    // A promise stands aside only from the largest title; a count from one that is still large.
    Look least = head;
    if (!what.promise) least.style = Style::key;
    const bool together = fits(f, what.title, beside, least);
    const bool shown = !what.aside.empty() && (together || !what.promise);
    Box line = box.cut_top(title.h, shown && !together ? 0 : gap);
    if (!what.icon.empty())
        icon(f, line.cut_left(f.size.icon_medium, f.size.space3), what.icon, f.size.icon_medium,
             f.colour.red);
    Box aside{};
    if (shown && together) aside = line.cut_right(wide, f.size.space4);
    if (shown && !together) aside = box.cut_top(line_height(f, quiet), gap);
    Look look = fitting(f, what.title, line, head);
    look.middle = true;
    draw_text(f, line, what.title, look);
    if (!shown) return;
    if (what.promise)
        chip(f, aside.centred(aside.w, f.size.chip), "verified_user", what.aside, Tone::ok);
    else
        draw_text(f, aside, what.aside, quiet);
}

}  // namespace ui
