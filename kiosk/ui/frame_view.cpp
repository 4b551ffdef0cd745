// The frame around every screen: header with the unit, the place and the time; bar with the way
// back and how the citizen likes the screen.

#include <algorithm>
#include <optional>
#include <tuple>

#include "text/format.h"
#include "ui/bar_item.h"
#include "ui/brocade.h"
#include "ui/languages.h"
#include "ui/staff_frame.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

Look name_look(const Frame& f) {
    return {.style = f.theme.extra() ? Style::caption : Style::body,
            .weight = Weight::bold,
            .colour = f.colour.on_head,
            .middle = true,
            .lines = 1};
}

Look quiet_look(const Frame& f) {
    return {.style = Style::caption, .colour = f.colour.on_head, .middle = true, .lines = 1};
}

/// The name where room is short: in the smallest letters, and two lines of them if that helps.
Look tight_look(const Frame& f, float height) {
    Look look = name_look(f);
    look.style = Style::caption;
    if (2 * line_height(f, look) <= height + 1) look.lines = 2;
    return look;
}

/// The narrowest room in which a text stands whole in the lines of its look, of one or two.
float least_width(Frame& f, std::string_view text, const Look& look) {
    float least = text_width(f, text, look);
    if (look.lines < 2) return least;
    for (std::size_t at = text.find(' '); at != text.npos; at = text.find(' ', at + 1))
        least = std::min(least, std::max(text_width(f, text.substr(0, at), look),
                                         text_width(f, text.substr(at + 1), look)));
    return least;
}

void draw_unit(Frame& f, Box box, const std::string& name, const std::string& place) {
    const Look bold = name_look(f), light = quiet_look(f);
    const float width = text_width(f, name, bold), wide = text_width(f, place, light);
    if (width > box.w || place.empty()) {
        Look less = bold;
        less.style = Style::caption;
        draw_text(f, box, name, fitting(f, name, box, {bold, less, tight_look(f, box.h)}));
        return;
    }
    const float above = line_height(f, bold), below = line_height(f, light);
    const bool under = f.portrait() && wide <= box.w && above + below <= box.h + f.size.space1;
    if (under) {
        Box column = box.centred(box.w, above + below);
        draw_text(f, column.cut_top(above), name, bold);
        draw_text(f, column, place, light);
        return;
    }
    draw_text(f, box.cut_left(width, f.size.space2), name, bold);
    // With chips on the other side the place is what can be spared.
    if (f.portrait() || wide > box.w - f.size.space2 - f.theme.px(2)) return;
    const Box rule = box.cut_left(f.theme.px(2), f.size.space2);
    fill(f, rule.centred(rule.w, f.size.space4), paint::rgb(0xF7BF48));
    draw_text(f, box, place, light);
}

/// Of the quiet health line: what staff should know, never in the citizen's way.
struct Trouble {
    std::string_view icon;
    const char* key;
};

std::vector<Trouble> troubles_of(const Frame& f) {
    std::vector<Trouble> all;
    if (f.model.status.offline) all.push_back({"wifi_off", "off.chip"});
    if (f.model.status.not_recording)
        all.push_back({"sd_card_alert", "health.not_recording"});
    else if (f.model.status.journal_replaced)
        all.push_back({"warning", "health.journal_replaced"});
    if (!f.model.status.clock_trusted) all.push_back({"schedule", "health.clock_untrusted"});
    return all;
}

/// A chip, or its picture alone where its words have no room.
void draw_trouble(Frame& f, Box box, const Trouble& trouble) {
    const std::string& words = f.say(trouble.key);
    const bool whole = box.w >= chip_width(f, words);
    const Box at = box.centred(box.w, std::min(f.size.chip, box.h - f.size.space1));
    chip(f, at, trouble.icon, whole ? std::string_view(words) : std::string_view(), Tone::warn);
    if (!whole) mention(f, at, trouble.key);
}

std::string date_line(const Frame& f) {
    const std::string key = "day." + std::to_string(f.model.status.time.weekday.c_encoding());
    return f.say(key) + ", " + text::date(f.today(), f.language());
}

/// What the slip button says: what became of the slip, when it was asked for.
const std::string& slip_label(const Frame& f) {
    switch (f.model.slip) {
        case app::Slip::printing: return f.say("slip.printing");
        case app::Slip::printed: return f.say("slip.printed");
        case app::Slip::failed: return f.say("slip.failed");
        case app::Slip::none: break;
    }
    return f.say("slip.print");
}

/// What stands in the bar: the ways on, and how the citizen likes the screen.
struct Bar {
    std::vector<BarItem> ways, likes;
};

const std::string& aloud_label(const Frame& f) {
    if (!f.model.display.aloud) return f.say("bar.aloud");
    return f.say(f.model.speaking ? "bar.hush" : "bar.again");
}

Bar bar_of(const Frame& f) {
    const app::Display& display = f.model.display;
    Bar bar;
    bar.ways = {{"back", "arrow_back", f.say("bar.back"), false},
                {"home", "home", f.say("bar.home"), false}};
    if (f.model.status.slip_printer && std::holds_alternative<app::Detail>(f.model.screen))
        bar.ways.push_back({"slip", "print", slip_label(f), f.model.slip != app::Slip::none});
    if (f.model.rules.voice)
        bar.ways.push_back({"aloud", display.aloud && f.model.speaking ? "stop" : "volume_up",
                            aloud_label(f), display.aloud});
    bar.likes = {
        {"text", {}, f.say("bar.size"), display.text != app::TextSize::standard},
        {"contrast", "contrast", f.say("bar.contrast"), display.scheme != app::Scheme::paper}};
    if (const auto other = other_language(f))
        bar.likes.push_back(
            {"language", "language", f.world.words(*other)("language.name"), false});
    else if (f.world.offered.size() > 2)
        bar.likes.push_back({"language", "language", f.say("bar.language"), false});
    bar.likes.push_back({"comfort", "accessibility_new", f.say("bar.comfort"), false});
    return bar;
}

/// In how many rows, and with the icons over the labels or beside them.
struct BarShape {
    int rows = 1;
    bool stacked = false;
};

float bar_pad(const Frame& f) { return f.portrait() ? f.size.gap : f.size.space4; }
float bar_air(const Frame& f) { return f.portrait() ? f.size.gap : f.size.space1; }

float wanted(Frame& f, const std::vector<BarItem>& items, bool stacked, bool equal) {
    float sum = 0, widest = 0;
    for (const BarItem& item : items) {
        const float width = bar_item_width(f, item, stacked);
        sum += width + f.size.gap;
        widest = std::max(widest, width);
    }
    return equal ? (widest + f.size.gap) * static_cast<float>(items.size()) : sum;
}

BarShape shape_of(Frame& f, const Bar& bar) {
    const float room = f.screen().w - 2 * bar_pad(f) + f.size.gap;
    for (const bool stacked : {false, true})
        if (wanted(f, bar.ways, stacked, false) + wanted(f, bar.likes, stacked, false) <= room)
            return {1, stacked};
    const bool inline_fits =
        std::max(wanted(f, bar.ways, false, true), wanted(f, bar.likes, false, true)) <= room;
    return {2, !inline_fits};
}

/// The places of the bar's items: the ways on, from the left, and the likes, from the right.
struct BarPlaces {
    std::vector<Box> ways, likes;
};

BarPlaces places(Frame& f, Box inside, const Bar& bar, const BarShape& shape) {
    BarPlaces at;
    if (shape.rows == 2) {
        const auto halves = rows(inside, 2, f.size.gap);
        at.ways = columns(halves[0], static_cast<int>(bar.ways.size()), f.size.gap);
        at.likes = columns(halves[1], static_cast<int>(bar.likes.size()), f.size.gap);
        return at;
    }
    for (const BarItem& item : bar.ways)
        at.ways.push_back(inside.cut_left(bar_item_width(f, item, shape.stacked), f.size.gap));
    for (auto item = bar.likes.rbegin(); item != bar.likes.rend(); ++item)
        at.likes.insert(at.likes.begin(),
                        inside.cut_right(bar_item_width(f, *item, shape.stacked), f.size.gap));
    return at;
}

/// What a tap on an item of the bar asks for.
app::Action asked_by(const Frame& f, std::string_view id) {
    if (id == "back") return app::GoBack{};
    if (id == "home") return app::GoHome{};
    if (id == "slip") return app::PrintSlip{};
    if (id == "aloud") return app::ReadAloud{};
    if (id == "text") return app::CycleText{};
    if (id == "contrast") return app::CycleScheme{};
    const auto other = other_language(f);
    if (id == "language" && other) return app::SetLanguage{*other};
    return app::OpenComfort{};
}

}  // namespace

void draw_header(Frame& f, Box box) {
    const auto* staff = std::get_if<app::Staff>(&f.model.screen);
    fill(f, box, staff ? f.colour.staff_head : f.colour.head);
    Box inside = box.inset(f.size.margin, 0);
    const float cell = f.theme.px(4);
    draw_mark(f, inside.cut_left(14 * cell, f.size.space3), cell);
    const std::string& name = staff ? f.say("st.area") : f.world.unit_name.in(f.language());
    // Everything else may leave for the name's sake, what comes last first.
    const auto take = [&](float width, float kept) {
        const bool room = inside.w - width - f.size.space3 >= kept;
        return room ? inside.cut_right(width, f.size.space3) : Box{};
    };
    const float least = least_width(f, name, tight_look(f, inside.h));
    // A time that nobody vouches for is not shown as if it were one, nor is its day.
    const bool trusted = f.model.status.clock_trusted;
    const std::string time = trusted ? text::clock_time(f.model.status.time) : "--:--";
    const Look clock{.style = f.theme.extra() ? Style::title : Style::key,
                     .weight = Weight::bold,
                     .colour = f.colour.on_head,
                     .middle = true,
                     .lines = 1,
                     .unread = true};
    const std::vector<Trouble> troubles = troubles_of(f);
    const float sign = chip_width(f, {}) + f.size.space3;
    float signs = static_cast<float>(troubles.size()) * sign;
    const Box at_clock = take(text_width(f, time, clock), least + signs);
    std::vector<Box> at_troubles;
    for (const Trouble& trouble : troubles) {
        signs -= sign;
        Box at = take(chip_width(f, f.say(trouble.key)), least + signs);
        at_troubles.push_back(at.empty() ? take(sign - f.size.space3, least + signs) : at);
    }
    const std::string date = date_line(f);
    Box at_date{};
    if (trusted && !f.portrait() && !f.theme.extra())
        at_date = take(text_width(f, date, quiet_look(f)), text_width(f, name, name_look(f)));
    if (staff) draw_staff_corner(f, inside, staff->desk);
    draw_unit(f, inside, name, f.world.unit_place.in(f.language()));
    if (!at_date.empty()) draw_text(f, at_date, date, quiet_look(f));
    for (std::size_t i = 0; i < troubles.size(); ++i)
        if (!at_troubles[i].empty()) draw_trouble(f, at_troubles[i], troubles[i]);
    if (!at_clock.empty()) draw_text(f, at_clock, time, clock);
}

float bar_height(Frame& f) {
    const BarShape shape = shape_of(f, bar_of(f));
    const auto lines = static_cast<float>(shape.rows);
    return f.size.border + lines * f.size.bar_item + (lines - 1) * f.size.gap + 2 * bar_air(f);
}

Asked draw_bar(Frame& f, Box box) {
    fill(f, box, f.colour.sand);
    fill(f, box.cut_top(f.size.border), f.colour.edge);
    const Bar bar = bar_of(f);
    const BarShape shape = shape_of(f, bar);
    const BarPlaces at = places(f, box.inset(bar_pad(f), bar_air(f)), bar, shape);
    Asked asked;
    for (const auto& [items, boxes] : {std::tie(bar.ways, at.ways), std::tie(bar.likes, at.likes)})
        for (std::size_t i = 0; i < items.size(); ++i)
            if (draw_bar_item(f, boxes[i], items[i], shape.stacked))
                asked = asked_by(f, items[i].id);
    return asked;
}

}  // namespace ui
