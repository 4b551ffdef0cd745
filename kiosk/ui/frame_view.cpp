// The frame around every screen: header with the unit, the place and the time; bar with the way
// back and how the citizen likes the screen.

#include <optional>
#include <tuple>

#include "text/format.h"
#include "ui/bar_item.h"
#include "ui/brocade.h"
#include "ui/staff_frame.h"
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
              .fixed = f.theme.roomy()};
    return look;
}

void draw_unit(Frame& f, Box box, const std::string& name) {
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

/// The language a tap changes to, where there are just two to choose from.
std::optional<text::Language> other_language(const Frame& f) {
    const auto& offered = f.world.offered;
    if (offered.size() != 2) return std::nullopt;
    return offered[offered[0].language == f.language() ? 1 : 0].language;
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
        bar.likes.push_back({"language", "language", f.world.words(*other)("language.name"), false});
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
    const bool inline_fits = std::max(wanted(f, bar.ways, false, true),
                                      wanted(f, bar.likes, false, true)) <= room;
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
        at.ways.push_back(
            inside.cut_left(bar_item_width(f, item, shape.stacked), f.size.gap));
    for (auto item = bar.likes.rbegin(); item != bar.likes.rend(); ++item)
        at.likes.insert(
            at.likes.begin(),
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
    const std::string time = text::clock_time(f.model.status.time);
    const Look clock{.style = f.theme.extra() ? Style::title : Style::key,
                     .weight = Weight::bold,
                     .colour = f.colour.on_head,
                     .middle = true,
                     .lines = 1,
                     .unread = true};
    draw_text(f, inside.cut_right(text_width(f, time, clock), f.size.space3), time, clock);
    if (!f.portrait() && !f.theme.extra()) {
        Look look = place_look(f);
        const std::string date = date_line(f);
        draw_text(f, inside.cut_right(text_width(f, date, look), f.size.space3), date, look);
    }
    draw_health(f, inside);
    if (staff) draw_staff_corner(f, inside, staff->desk);
    draw_unit(f, inside, staff ? f.say("st.area") : f.world.unit_name.in(f.language()));
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
