// The frame around every screen: header with the unit, the place and the time; bar with the way
// back and how the citizen likes the screen.

#include "text/format.h"
#include "ui/brocade.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

Look name_look(const Frame& f) {
    Look look{.style = Style::body,
              .weight = Weight::bold,
              .colour = f.colour.on_head,
              .middle = true,
              .lines = 1,
              .fixed = !f.theme.extra()};
    if (f.theme.extra()) look.style = Style::caption;
    return look;
}

Look place_look(const Frame& f) {
    Look look{.style = Style::caption,
              .colour = f.colour.on_head,
              .middle = true,
              .lines = 1,
              .fixed = f.theme.standard()};
    return look;
}

void draw_unit(Frame& f, Box box) {
    const std::string& name = f.world.unit_name.in(f.language());
    const std::string& place = f.world.unit_place.in(f.language());
    const Look bold = name_look(f), light = place_look(f);
    if (f.portrait()) {
        const float above = line_height(f, bold), below = line_height(f, light);
        const bool too_wide = text_width(f, place, light) > box.w;
        if (f.theme.extra() || too_wide || above + below > box.h + f.size.space1) {
            draw_text(f, box, name, bold);
            return;
        }
        Box column = box.centred(box.w, above + below);
        draw_text(f, column.cut_top(above), name, bold);
        draw_text(f, column, place, light);
        return;
    }
    const float width = text_width(f, name, bold);
    draw_text(f, box.cut_left(width, f.size.space2), name, bold);
    // With chips on the other side the place is what can be spared.
    if (text_width(f, place, light) > box.w - f.size.space2 - f.theme.px(2)) return;
    const Box rule = box.cut_left(f.theme.px(2), f.size.space2);
    fill(f, rule.centred(rule.w, f.size.space4), paint::rgb(0xF7BF48));
    draw_text(f, box, place, light);
}

/// The quiet health line: what staff should know, never in the citizen's way.
void draw_health(Frame& f, Box& box) {
    const auto show = [&](std::string_view picture, const char* key) {
        const std::string& label = f.say(key);
        const float width = chip_width(f, label);
        const Box at = box.cut_right(width, f.size.space3);
        chip(f, at.centred(at.w, std::min(f.size.chip, at.h - f.size.space1)), picture, label,
             Tone::warn);
    };
    if (f.model.status.offline) show("wifi_off", "off.chip");
    if (f.portrait() && f.model.status.offline) return;  // One chip is what fits.
    if (f.model.status.not_recording)
        show("sd_card_alert", "health.not_recording");
    else if (f.model.status.journal_replaced)
        show("warning", "health.journal_replaced");
}

std::string date_line(const Frame& f) {
    const std::string key = "day." + std::to_string(f.model.status.time.weekday.c_encoding());
    return f.say(key) + ", " + text::date(f.today(), f.language());
}

/// A, A, A: the size in force is underlined. Decoration: the label says what it does.
void draw_letters(Frame& f, Box box) {
    const Style steps[] = {Style::caption, Style::key, Style::title};
    const auto current = static_cast<std::size_t>(f.model.display.text);
    const bool selected = !f.theme.standard();
    const Colour colour = selected ? f.colour.on_indigo : f.colour.ink;
    // One baseline for the three sizes, above the mark of the one in force.
    const float base = box.bottom() - 2 * f.size.strong;
    for (std::size_t i = 0; i < 3; ++i) {
        const Look look{.style = steps[i],
                        .weight = Weight::bold,
                        .colour = colour,
                        .fixed = true,
                        .decoration = true};
        const float width = text_width(f, "A", look);
        Box at = box.cut_left(width, f.size.space1);
        at.y = base - baseline(f, look);
        at.h = line_height(f, look);
        draw_text(f, at, "A", look);
        if (i == current)
            fill(f, {at.x, box.bottom() - f.size.strong, width, f.size.strong}, colour);
    }
}

float letters_width(Frame& f) {
    float width = 2 * f.size.space1;
    for (const Style style : {Style::caption, Style::key, Style::title})
        width += text_width(f, "A", {.style = style, .weight = Weight::bold, .fixed = true});
    return width;
}

struct BarItem {
    const char* id;
    std::string_view icon;  ///< Empty: the three letters.
    std::string_view label;
    bool selected;
};

/// Icon over label: five in one row of a portrait glass, or the largest text in landscape.
bool stacked(const Frame& f) { return f.portrait() ? f.theme.standard() : f.theme.extra(); }

float bar_item_width(Frame& f, const BarItem& item) {
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    const float words = text_width(f, item.label, type);
    const float picture = item.icon.empty() ? letters_width(f) : f.size.icon;
    return stacked(f) ? std::max(words, picture) + 2 * f.size.space2
                      : words + picture + f.size.gap + 2 * f.size.space3;
}

bool draw_bar_item(Frame& f, Box box, const BarItem& item) {
    const Touchable touch = touchable(f, item.id, box);
    const Colours& c = f.colour;
    const Colour ground = touch.pressed ? c.gold : item.selected ? c.indigo : c.card;
    const Colour letters = touch.pressed ? c.on_gold : item.selected ? c.on_indigo : c.ink;
    card(f, box, f.size.radius, ground,
         touch.pressed   ? c.ink
         : item.selected ? c.indigo
                         : c.edge,
         f.size.border);
    const Look type{.style = Style::caption,
                    .weight = Weight::semibold,
                    .colour = letters,
                    .align = Align::centre,
                    .middle = true,
                    .lines = 1};
    const float picture = item.icon.empty() ? letters_width(f) : f.size.icon;
    const float words = text_width(f, item.label, type);
    const float tall = f.size.icon + (f.theme.extra() ? 0 : f.size.space1);
    if (stacked(f)) {
        Box column = box.centred(box.w - 2 * f.size.border, tall + line_height(f, type));
        const Box above = column.cut_top(tall);
        if (item.icon.empty())
            draw_letters(f, above.centred(picture, f.size.icon));
        else
            icon(f, above, item.icon, f.size.icon, letters);
        draw_text(f, column, item.label, type);
        return touch.tapped;
    }
    Box row = box.centred(picture + f.size.gap + words, box.h);
    const Box left = row.cut_left(picture, f.size.gap);
    if (item.icon.empty())
        draw_letters(f, left.centred(picture, f.size.icon));
    else
        icon(f, left, item.icon, f.size.icon, letters);
    draw_text(f, row, item.label, type);
    return touch.tapped;
}

}  // namespace

void draw_header(Frame& f, Box box) {
    fill(f, box, f.colour.head);
    Box inside = box.inset(f.size.margin, 0);
    const float cell = f.theme.px(4);
    const Box mark = inside.cut_left(14 * cell, f.size.space3).centred(14 * cell, 14 * cell);
    draw_cloth(f, mark.x, mark.y, mark_cloth(), cell, cell);
    const std::string time = text::clock_time(f.model.status.time);
    const Look clock{.style = f.theme.extra() ? Style::title : Style::key,
                     .weight = Weight::bold,
                     .colour = f.colour.on_head,
                     .middle = true,
                     .lines = 1,
                     .fixed = true};
    draw_text(f, inside.cut_right(text_width(f, time, clock), f.size.space3), time, clock);
    if (!f.portrait() && !f.theme.extra()) {
        Look look = place_look(f);
        const std::string date = date_line(f);
        draw_text(f, inside.cut_right(text_width(f, date, look), f.size.space3), date, look);
    }
    draw_health(f, inside);
    draw_unit(f, inside);
}

Asked draw_bar(Frame& f, Box box) {
    fill(f, box, f.colour.sand);
    fill(f, box.cut_top(f.size.border), f.colour.edge);
    const bool to_english = f.language() == text::Language::vi;
    const BarItem back{"back", "arrow_back", f.say("bar.back"), false};
    const BarItem home{"home", "home", f.say("bar.home"), false};
    const BarItem items[] = {
        {"text", {}, f.say("bar.size"), !f.theme.standard()},
        {"contrast", "contrast", f.say("bar.contrast"), f.theme.high_contrast()},
        {"language", "language", f.say("bar.lang"), false},
    };
    Box ways, likes;
    const float pad = f.portrait() ? f.size.gap : f.size.space4;
    Box inside = box.inset(pad, f.portrait() ? f.size.gap : f.size.space1);
    const bool two_rows = f.portrait() && !f.theme.standard();
    if (two_rows) {
        const auto halves = rows(inside, 2, f.size.gap);
        ways = halves[0];
        likes = halves[1];
    }
    std::vector<Box> boxes;
    if (two_rows) {
        for (const Box& at : columns(ways, 2, f.size.gap)) boxes.push_back(at);
        for (const Box& at : columns(likes, 3, f.size.gap)) boxes.push_back(at);
    } else if (f.portrait()) {
        boxes = columns(inside, 5, f.size.gap);
    } else {
        boxes.push_back(inside.cut_left(bar_item_width(f, back), f.size.gap));
        boxes.push_back(inside.cut_left(bar_item_width(f, home), f.size.gap));
        std::vector<Box> right;
        for (int i = 2; i >= 0; --i)
            right.push_back(inside.cut_right(bar_item_width(f, items[i]), f.size.gap));
        boxes.insert(boxes.end(), right.rbegin(), right.rend());
    }
    if (draw_bar_item(f, boxes[0], back)) return app::GoBack{};
    if (draw_bar_item(f, boxes[1], home)) return app::GoHome{};
    if (draw_bar_item(f, boxes[2], items[0])) return app::CycleText{};
    if (draw_bar_item(f, boxes[3], items[1])) return app::ToggleContrast{};
    if (draw_bar_item(f, boxes[4], items[2]))
        return app::SetLanguage{to_english ? text::Language::en : text::Language::vi};
    return std::nullopt;
}

}  // namespace ui
