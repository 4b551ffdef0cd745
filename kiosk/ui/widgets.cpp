#include "ui/widgets.h"

#include <cmath>

#include "ui/picture.h"

namespace ui {

namespace {

/// How a control looks now: its ground, outline and letters.
struct Skin {
    Colour ground, outline, letters, quiet;
};

Skin skin_of(const Frame& f, Kind kind, bool pressed, bool selected = false, bool enabled = true) {
    const Colours& c = f.colour;
    if (!enabled) return {c.sand, c.line, c.ink2, c.ink2};
    if (selected) kind = Kind::indigo;
    switch (kind) {
        case Kind::primary: {
            const Colour ground = pressed ? c.red_press : c.red;
            return {ground, ground, c.on_red, c.on_red};
        }
        case Kind::indigo: {
            const Colour ground = pressed ? c.indigo_press : c.indigo;
            return {ground, ground, c.on_indigo, c.on_indigo};
        }
        case Kind::plain: break;
    }
    if (pressed) return {c.pressed, c.pressed_edge, c.on_pressed, c.on_pressed};
    return {c.card, c.edge, c.ink, c.ink2};
}

Look label_look(const Frame&, const Button& look, Colour colour) {
    return {.style = look.large ? Style::key : Style::body,
            .weight = Weight::semibold,
            .colour = colour,
            .unread = !look.enabled};
}

float gap_after_icon(const Frame& f, const Button& look) {
    return look.label.empty() ? 0 : f.size.space2;
}

void draw_stacked(Frame& f, Box inside, const Button& look, Look type) {
    type.align = Align::centre;
    type.style = Style::caption;
    const float icon_size = f.size.icon;
    const float words = text_height(f, look.label, type, inside.w);
    const float all = icon_size + f.size.space1 + words;
    if (all > inside.h || !fits(f, look.label, {0, 0, inside.w, words}, type)) {
        // An arrow says it alone.
        icon(f, inside, look.icon, icon_size, type.colour);
        if (look.enabled) mention_words(f, inside, look.label);
        return;
    }
    Box box = inside.centred(inside.w, all);
    icon(f, box.cut_top(icon_size, f.size.space1), look.icon, icon_size, type.colour);
    draw_text(f, box, look.label, type);
}

/// The look of a choice's title, and whether its explanation has room as well.
struct Telling {
    Look title;
    bool explained = false;
};

Telling telling(Frame& f, const Choice& look, const Box& inside, float below, Look big) {
    Look body = big;
    body.style = Style::body;
    const Box beside{0, 0, inside.w, inside.h - below};
    for (const Look& title : {big, body})
        if (below > 0 && fits(f, look.title, beside, title)) return {title, true};
    return {fitting(f, look.title, inside, big), false};
}

}  // namespace

float button_width(Frame& f, const Button& look) {
    const Look type = label_look(f, look, 0);
    float width = 2 * f.size.space4 + text_width(f, look.label, type);
    if (!look.icon.empty()) width += f.size.icon + gap_after_icon(f, look);
    return width;
}

bool button(Frame& f, std::string_view id, Box box, const Button& look) {
    const Touchable touch = touchable(f, id, box, look.enabled);
    const Skin skin = skin_of(f, look.kind, touch.pressed, look.selected, look.enabled);
    card(f, box, f.size.radius, skin.ground, skin.outline, f.size.border);
    if (look.selected) mention(f, box, "aloud.chosen");
    Look type = label_look(f, look, skin.letters);
    if (look.stacked && !look.icon.empty()) {
        draw_stacked(f, box.inset(f.size.space1), look, type);
        return touch.tapped;
    }
    Box inside = box.inset(f.size.space2, f.theme.roomy() ? f.size.space1 : f.size.border);
    float icon_room = look.icon.empty() ? 0 : f.size.icon + gap_after_icon(f, look);
    Box words{0, 0, inside.w - icon_room, inside.h};
    type = fitting(f, look.label, words, type);
    // Words come before the picture where there is no room for both.
    if (!look.label.empty() && !fits(f, look.label, words, type)) {
        icon_room = 0;
        words.w = inside.w;
        type = fitting(f, look.label, words, label_look(f, look, skin.letters));
    }
    const float widest = std::min(words.w, line_count(f, look.label, type, words.w) > 1
                                               ? words.w
                                               : text_width(f, look.label, type));
    Box row = inside.centred(widest + icon_room, inside.h);
    if (icon_room > 0) {
        const Box at = look.icon_after ? row.cut_right(f.size.icon, gap_after_icon(f, look))
                                       : row.cut_left(f.size.icon, gap_after_icon(f, look));
        icon(f, at, look.icon, f.size.icon, skin.letters);
    }
    type.middle = true;
    type.align = Align::centre;
    draw_text(f, row, look.label, type);
    return touch.tapped;
}

bool choice(Frame& f, std::string_view id, Box box, const Choice& look) {
    const Touchable touch = touchable(f, id, box);
    const Skin skin = skin_of(f, look.kind, touch.pressed);
    card(f, box, f.size.card_radius, skin.ground, skin.outline, f.size.border);
    Box inside = box.inset(f.size.space4, f.theme.roomy() ? f.size.space2 : f.size.space1);
    const float icon_size = look.large_icon ? f.size.icon_large : f.size.icon_medium;
    const bool gilded = look.kind == Kind::primary && look.large_icon && f.theme.ornate();
    icon(f, inside.cut_left(icon_size, f.size.space3), look.icon, icon_size,
         gilded ? f.colour.gold : skin.letters);
    const Look big{.style = Style::key,
                   .weight = look.large_icon ? Weight::bold : Weight::semibold,
                   .colour = skin.letters};
    const Look quiet{.style = Style::caption, .colour = skin.quiet};
    const float below =
        look.explanation.empty() ? 0 : text_height(f, look.explanation, quiet, inside.w);
    const auto [title, explained] = telling(f, look, inside, below, big);
    const float above = text_height(f, look.title, title, inside.w);
    Box column = inside.centred(inside.w, above + (explained ? below : 0));
    draw_text(f, column.cut_top(above), look.title, title);
    if (explained) draw_text(f, column, look.explanation, quiet);
    return touch.tapped;
}

bool tile(Frame& f, std::string_view id, Box box, std::string_view icon, std::string_view tint,
          std::string_view label) {
    const Touchable touch = touchable(f, id, box);
    const Skin skin = skin_of(f, Kind::plain, touch.pressed);
    card(f, box, f.size.card_radius, skin.ground, skin.outline, f.size.border);
    Box inside = box.inset(f.size.tile_gap, f.size.space1);
    inside.w += f.size.gap;
    const Box square =
        inside.cut_left(f.size.icon_box, f.size.space2).centred(f.size.icon_box, f.size.icon_box);
    picture(f, square, icon, tint, skin.letters, touch.pressed);
    const Look big{
        .style = Style::key, .weight = Weight::semibold, .colour = skin.letters, .middle = true};
    draw_text(f, inside, label, fitting(f, label, inside, big));
    return touch.tapped;
}

float chip_width(Frame& f, std::string_view label, bool with_icon) {
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    return 2 * f.size.tile_gap + text_width(f, label, type) +
           (with_icon ? f.size.icon_small + f.size.space1 : 0);
}

void chip(Frame& f, Box box, std::string_view picture, std::string_view label, Tone tone) {
    const Colours& c = f.colour;
    Colour ground = c.sand, letters = c.ink;
    switch (tone) {
        case Tone::ok:
            ground = c.green_tint;
            letters = c.green;
            break;
        case Tone::info:
            ground = c.indigo_tint;
            letters = c.indigo;
            break;
        case Tone::warn:
            ground = c.gold_tint;
            letters = c.gold_ink;
            break;
        case Tone::bad:
            ground = c.red_tint;
            letters = c.red;
            break;
        case Tone::plain: break;
    }
    const bool outlined = f.theme.plain();
    card(f, box, f.size.radius, ground, outlined ? c.ink : ground, outlined ? f.size.border : 0);
    Box inside = box.inset(f.size.tile_gap, 0);
    if (!picture.empty())
        icon(f, inside.cut_left(f.size.icon_small, f.size.space1), picture, f.size.icon_small,
             letters);
    draw_text(f, inside, label,
              {.style = Style::caption,
               .weight = Weight::semibold,
               .colour = letters,
               .middle = true,
               .lines = 1});
}

void fact(Frame& f, Box box, std::string_view picture, std::string_view caption,
          std::string_view value) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space1);
    icon(f, inside.cut_left(f.size.icon_medium, f.size.tile_gap), picture, f.size.icon_medium,
         f.colour.red);
    const Look above{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    const float small = line_height(f, above);
    const Look key{.style = Style::key, .weight = Weight::semibold};
    const Look body{.style = Style::body, .weight = Weight::semibold};
    const Look least{.style = Style::caption, .weight = Weight::semibold};
    Look one = key;
    one.lines = 1;
    Look one_body = body;
    one_body.lines = 1;
    const Box room{0, 0, inside.w, inside.h - small};
    const Look look = fitting(f, value, room, {one, one_body, body, least});
    const float words = text_height(f, value, look, inside.w);
    Box column = inside.centred(inside.w, small + words);
    draw_text(f, column.cut_top(small), caption, above);
    draw_text(f, column, value, look);
}

bool tab(Frame& f, std::string_view id, Box box, std::string_view label, bool selected,
         std::string_view picture) {
    const Touchable touch = touchable(f, id, box);
    const Skin skin = skin_of(f, Kind::plain, touch.pressed, selected);
    card(f, box, f.size.radius, skin.ground, skin.outline, f.size.border);
    if (selected) mention(f, box, "aloud.chosen");
    Box inside = box.inset(f.size.space1, 0);
    const Look type{.style = Style::caption,
                    .weight = Weight::semibold,
                    .colour = skin.letters,
                    .align = Align::centre,
                    .middle = true};
    if (!picture.empty()) {
        const float width = text_width(f, label, type);
        Box row = inside.centred(width + f.size.icon + f.size.space1, inside.h);
        icon(f, row.cut_left(f.size.icon, f.size.space1), picture, f.size.icon, skin.letters);
        draw_text(f, row, label, type);
    } else {
        draw_text(f, inside, label, type);
    }
    return touch.tapped;
}

void progress(Frame& f, Box box, float fraction) {
    fill(f, box, f.colour.edge);
    const Box inside = box.inset(f.size.border);
    fill(f, inside, f.colour.sand);
    const float part = std::round(inside.w * std::clamp(fraction, 0.0f, 1.0f));
    fill(f, {inside.x, inside.y, part, inside.h}, f.colour.red);
}

void note(Frame& f, Box box, std::string_view picture, std::string_view words, Style style) {
    icon(f, box.cut_left(f.size.icon, f.size.space2), picture, f.size.icon, f.colour.ink2);
    Look look{.style = style, .colour = f.colour.ink2, .middle = true};
    draw_text(f, box, words, fitting(f, words, box, look));
}

}  // namespace ui
