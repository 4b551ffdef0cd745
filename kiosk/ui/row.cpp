#include "ui/row.h"

#include "ui/widgets.h"

namespace ui {

namespace {

struct RowColours {
    Colour ground, outline, ink, quiet;
};

RowColours colours_of(const Frame& f, bool pressed) {
    const Colours& c = f.colour;
    if (pressed) return {c.pressed, c.pressed_edge, c.on_pressed, c.on_pressed};
    return {c.card, c.edge, c.ink, c.ink2};
}

/// A fact in a row: an icon and a few words.
struct Meta {
    std::string_view icon;
    std::string words;
    Weight weight;
};

float meta_width(Frame& f, const Meta& meta) {
    return f.size.icon_small + f.size.gap +
           text_width(f, meta.words, {.style = Style::caption, .weight = meta.weight});
}

void draw_meta(Frame& f, Box box, const Meta& meta, Colour colour) {
    icon(f, box.cut_left(f.size.icon_small, f.size.gap), meta.icon, f.size.icon_small, colour);
    draw_text(f, box, meta.words,
              {.style = Style::caption,
               .weight = meta.weight,
               .colour = colour,
               .middle = true,
               .lines = 1});
}

std::string fee_and_time(const Frame& f, const catalogue::Procedure& procedure) {
    return f.speaker.fee(procedure, f.today()) + " · " + f.speaker.time(procedure);
}

std::string_view level_icon(const catalogue::Procedure& procedure) {
    return catalogue::can_file_online(procedure) ? "smartphone" : "storefront";
}

/// Everyday name in up to two lines; below it as much of the official name as there is room for.
void draw_names(Frame& f, Box box, const catalogue::Procedure& procedure,
                const RowColours& colours) {
    const std::string name = catalogue::short_name(procedure, f.language());
    const bool everyday = procedure.card.has_value();
    Look key{.style = Style::key,
             .weight = Weight::semibold,
             .colour = colours.ink,
             .lines = 2,
             .may_cut = !everyday};
    const Look look = fitting(f, name, box, key);
    const float height = text_height(f, name, look, box.w);
    const Look official{.style = Style::caption, .colour = colours.quiet};
    const float room = box.h - height;
    const int lines = everyday && !f.theme.extra()
                          ? std::min(2, static_cast<int>(room / line_height(f, official)))
                          : 0;
    Look below = official;
    below.lines = lines;
    below.may_cut = true;
    const float extra = lines > 0 ? text_height(f, procedure.name, below, box.w) : 0;
    Box column = box.centred(box.w, height + extra);
    draw_text(f, column.cut_top(height), name, look);
    if (lines > 0) draw_text(f, column, procedure.name, below);
}

}  // namespace

float procedure_row_min(const Frame& f) {
    const float key = line_height(f, {.style = Style::key});
    const float caption = line_height(f, {.style = Style::caption});
    const float names = 2 * key;
    return names + f.size.space3 + (f.portrait() ? caption + f.size.space1 : 0);
}

bool procedure_row(Frame& f, Box box, const catalogue::Procedure& procedure) {
    const Touchable touch = touchable(f, "row-" + procedure.code, box);
    const RowColours colours = colours_of(f, touch.pressed);
    card(f, box, f.size.card_radius, colours.ground, colours.outline, f.size.border);
    Box inside = box.inset(f.size.space4, f.size.gap);
    const Meta lines[] = {
        {level_icon(procedure), f.speaker.level(procedure), Weight::semibold},
        {"payments", f.speaker.fee(procedure, f.today()), Weight::regular},
        {"schedule", f.speaker.time(procedure), Weight::regular},
    };
    if (f.portrait()) {
        Box meta = inside.cut_bottom(line_height(f, {.style = Style::caption}), f.size.space1);
        for (const Meta& line : lines) {  // As many as fit, whole.
            const float width = meta_width(f, line);
            if (width > meta.w) break;
            draw_meta(f, meta.cut_left(width, f.size.space3), line, colours.ink);
        }
    } else {
        icon(f, inside.cut_right(f.size.icon_medium, f.size.space2), "chevron_right",
             f.size.icon_medium, colours.ink);
        float wide = 0;
        for (const Meta& line : lines) wide = std::max(wide, meta_width(f, line));
        if (!f.theme.extra()) {
            Box meta = inside.cut_right(std::max(wide, f.size.meta * 0.8f), f.size.space3);
            const float step = line_height(f, {.style = Style::caption});
            const int shown = std::min(3, static_cast<int>(inside.h / step));
            Box column = meta.centred(meta.w, static_cast<float>(shown) * step);
            for (int i = 0; i < shown; ++i)
                draw_meta(f, column.cut_top(step), lines[i], colours.ink);
        }
    }
    draw_names(f, inside, procedure, colours);
    return touch.tapped;
}

float result_row_min(const Frame& f) {
    return 2 * line_height(f, {.style = Style::body}) +
           line_height(f, {.style = Style::caption}) * (f.theme.extra() ? 0.0f : 1.0f) +
           f.size.space2;
}

bool result_row(Frame& f, Box box, const catalogue::Procedure& procedure, std::string_view query) {
    const Touchable touch = touchable(f, "row-" + procedure.code, box);
    const RowColours colours = colours_of(f, touch.pressed);
    card(f, box, f.size.card_radius, colours.ground, colours.outline, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space1);
    icon(f, inside.cut_right(f.size.icon_medium, f.size.space1), "chevron_right",
         f.size.icon_medium, colours.ink);
    const std::string name = catalogue::short_name(procedure, f.language());
    const Look caption{
        .style = Style::caption, .colour = colours.quiet, .lines = 1, .may_cut = true};
    Look key{.style = Style::key,
             .weight = Weight::semibold,
             .colour = colours.ink,
             .lines = 2,
             .may_cut = !procedure.card.has_value()};
    const bool explained = !f.theme.extra();
    Box room = inside;
    if (explained) room.h -= line_height(f, caption);
    const Look look = fitting(f, name, room, key);
    const float height = text_height(f, name, look, inside.w);
    Box column = inside.centred(inside.w, height + (explained ? line_height(f, caption) : 0));
    const Box above = column.cut_top(height);
    // On a pressed row or black ground the golden blocks would hide the letters.
    if (!touch.pressed && !f.theme.plain())
        mark_ranges(f, above, name, look, catalogue::highlights(name, query));
    draw_text(f, above, name, look);
    if (explained) draw_text(f, column, fee_and_time(f, procedure), caption);
    return touch.tapped;
}

}  // namespace ui
