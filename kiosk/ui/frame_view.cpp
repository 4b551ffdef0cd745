// The frame around every screen: header with the unit, the place and the time; bar with the way
// back and how the citizen likes the screen.

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
              .fixed = f.theme.standard()};
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

/// Icon over label: five in one row of a portrait glass, or the largest text in landscape.
bool stacked(const Frame& f) { return f.portrait() ? f.theme.standard() : f.theme.extra(); }

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

/// The places of the bar's items: the ways on, from the left, and the likes, from the right.
struct BarPlaces {
    std::vector<Box> ways, likes;
};

BarPlaces places(Frame& f, Box inside, const std::vector<BarItem>& ways,
                 const std::vector<BarItem>& likes) {
    const auto count = [](const std::vector<BarItem>& items) {
        return static_cast<int>(items.size());
    };
    BarPlaces at;
    if (f.portrait() && !f.theme.standard()) {
        const auto halves = rows(inside, 2, f.size.gap);
        at.ways = columns(halves[0], count(ways), f.size.gap);
        at.likes = columns(halves[1], count(likes), f.size.gap);
    } else if (f.portrait()) {
        const auto all = columns(inside, count(ways) + count(likes), f.size.gap);
        at.ways.assign(all.begin(), all.begin() + count(ways));
        at.likes.assign(all.begin() + count(ways), all.end());
    } else {
        for (const BarItem& item : ways)
            at.ways.push_back(inside.cut_left(bar_item_width(f, item, stacked(f)), f.size.gap));
        for (auto item = likes.rbegin(); item != likes.rend(); ++item)
            at.likes.insert(at.likes.begin(),
                            inside.cut_right(bar_item_width(f, *item, stacked(f)), f.size.gap));
    }
    return at;
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
                     .fixed = true};
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

Asked draw_bar(Frame& f, Box box) {
    fill(f, box, f.colour.sand);
    fill(f, box.cut_top(f.size.border), f.colour.edge);
    const bool to_english = f.language() == text::Language::vi;
    std::vector<BarItem> ways = {{"back", "arrow_back", f.say("bar.back"), false},
                                 {"home", "home", f.say("bar.home"), false}};
    if (f.model.status.slip_printer && std::holds_alternative<app::Detail>(f.model.screen))
        ways.push_back({"slip", "print", slip_label(f), f.model.slip != app::Slip::none});
    const std::vector<BarItem> likes = {
        {"text", {}, f.say("bar.size"), !f.theme.standard()},
        {"contrast", "contrast", f.say("bar.contrast"), f.theme.high_contrast()},
        {"language", "language", f.say("bar.lang"), false},
    };
    const float pad = f.portrait() ? f.size.gap : f.size.space4;
    const Box inside = box.inset(pad, f.portrait() ? f.size.gap : f.size.space1);
    const BarPlaces at = places(f, inside, ways, likes);
    const bool tall = stacked(f);
    if (draw_bar_item(f, at.ways[0], ways[0], tall)) return app::GoBack{};
    if (draw_bar_item(f, at.ways[1], ways[1], tall)) return app::GoHome{};
    if (ways.size() > 2 && draw_bar_item(f, at.ways[2], ways[2], tall)) return app::PrintSlip{};
    if (draw_bar_item(f, at.likes[0], likes[0], tall)) return app::CycleText{};
    if (draw_bar_item(f, at.likes[1], likes[1], tall)) return app::ToggleContrast{};
    if (draw_bar_item(f, at.likes[2], likes[2], tall))
        return app::SetLanguage{to_english ? text::Language::en : text::Language::vi};
    return std::nullopt;
}

}  // namespace ui
