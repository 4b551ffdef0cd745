#include "ui/row.h"

#include <algorithm>
#include <array>

#include "ui/picture.h"
#include "ui/views.h"
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

/// The picture at the left of a row.
void draw_picture(Frame& f, Box& inside, const catalogue::Procedure& procedure, Colour letters,
                  bool pressed) {
    const catalogue::Tile* tile = f.world.catalogue->tile(procedure.tile);
    const float side = std::min(f.size.icon_box, inside.h);
    const Box square = inside.cut_left(side, f.size.space3).centred(side, side);
    picture(f, square, f.world.catalogue->icon(procedure),
            tile ? std::string_view(tile->tint) : std::string_view(), letters, pressed);
}

Look name_look(const Frame& f, const catalogue::Procedure& procedure, Colour ink) {
    return {.style = Style::key,
            .weight = Weight::semibold,
            .colour = ink,
            .lines = 2,
            .may_cut = !procedure.card.has_value(),
            .unread = !name_is_read(f, procedure)};
}

/// What a voice says instead of a name that nobody could follow by ear.
void mention_field(Frame& f, Box box, const catalogue::Procedure& procedure) {
    if (name_is_read(f, procedure)) return;
    mention_words(f, box, procedure.field);
    mention_words(f, box, f.say("detail.code") + " " + procedure.code);
}

/// Everyday name in up to two lines. Below it as much of the official name as there is room for; in
/// the largest letters, which leave none beside the names, fee and time instead.
void draw_names(Frame& f, Box box, const catalogue::Procedure& procedure,
                const RowColours& colours) {
    const std::string name = catalogue::short_name(procedure, f.language());
    const Look look = fitting(f, name, box, name_look(f, procedure, colours.ink));
    const float height = text_height(f, name, look, box.w);
    Look below{.style = Style::caption, .colour = colours.quiet, .may_cut = true};
    const int room = static_cast<int>((box.h - height) / line_height(f, below));
    const bool facts = f.theme.extra();
    const std::string words = facts            ? fee_and_time(f, procedure)
                              : procedure.card ? procedure.name
                                               : std::string();
    below.lines = std::min(room, facts ? 1 : 2);
    below.unread = !facts;
    const float extra = words.empty() || room < 1 ? 0 : text_height(f, words, below, box.w);
    Box column = box.centred(box.w, height + extra);
    draw_text(f, column.cut_top(height), name, look);
    mention_field(f, box, procedure);
    if (extra > 0) draw_text(f, column, words, below);
}

/// Beside the names as many as the height takes, or below them as many as the width takes: whole.
void draw_metas(Frame& f, Box box, const std::array<Meta, 3>& lines, Colour ink) {
    if (f.portrait()) {
        for (const Meta& line : lines) {
            const float width = meta_width(f, line);
            if (width > box.w) break;
            draw_meta(f, box.cut_left(width, f.size.space3), line, ink);
        }
        return;
    }
    const float step = line_height(f, {.style = Style::caption});
    const auto shown = std::min(lines.size(), static_cast<std::size_t>(box.h / step));
    Box column = box.centred(box.w, static_cast<float>(shown) * step);
    for (std::size_t i = 0; i < shown; ++i) draw_meta(f, column.cut_top(step), lines[i], ink);
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
    Box inside = box.inset(f.size.space3, f.size.gap);
    draw_picture(f, inside, procedure, colours.ink, touch.pressed);
    const std::array<Meta, 3> lines{{
        {level_icon(procedure), f.speaker.level(procedure), Weight::semibold},
        {"payments", f.speaker.fee(procedure, f.today()), Weight::regular},
        {"schedule", f.speaker.time(procedure), Weight::regular},
    }};
    Box metas{};
    if (f.portrait()) {
        metas = inside.cut_bottom(line_height(f, {.style = Style::caption}), f.size.space1);
    } else {
        icon(f, inside.cut_right(f.size.icon_medium, f.size.space2), "chevron_right",
             f.size.icon_medium, colours.ink);
        float wide = f.size.meta * 0.8f;
        for (const Meta& line : lines) wide = std::max(wide, meta_width(f, line));
        if (!f.theme.extra()) metas = inside.cut_right(wide, f.size.space3);
    }
    draw_names(f, inside, procedure, colours);
    if (!metas.empty()) draw_metas(f, metas, lines, colours.ink);
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
    const std::string_view shown = f.world.catalogue->icon(procedure);
    icon(f, inside.cut_left(f.size.icon_medium, f.size.space2), shown, f.size.icon_medium,
         touch.pressed || f.theme.plain() ? colours.ink : f.colour.red);
    // Where letters are that large, the name needs the room of the arrow.
    if (!f.theme.extra())
        icon(f, inside.cut_right(f.size.icon_medium, f.size.space1), "chevron_right",
             f.size.icon_medium, colours.ink);
    const std::string name = catalogue::short_name(procedure, f.language());
    const Look caption{
        .style = Style::caption, .colour = colours.quiet, .lines = 1, .may_cut = true};
    const float below = f.theme.extra() ? 0 : line_height(f, caption);
    const Look look =
        fitting(f, name, {0, 0, inside.w, inside.h - below}, name_look(f, procedure, colours.ink));
    const float height = text_height(f, name, look, inside.w);
    Box column = inside.centred(inside.w, height + below);
    const Box above = column.cut_top(height);
    // On a pressed row or black ground the golden blocks would hide the letters.
    if (!touch.pressed && !f.theme.plain())
        mark_ranges(f, above, name, look, catalogue::highlights(name, query));
    draw_text(f, above, name, look);
    mention_field(f, above, procedure);
    if (below > 0) draw_text(f, column, fee_and_time(f, procedure), caption);
    return touch.tapped;
}

}  // namespace ui
