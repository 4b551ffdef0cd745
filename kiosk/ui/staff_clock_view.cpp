// Setting the clock: twelve digits to type, then the day in words, and one question more.

#include <array>

#include "ui/pin_pad.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::ClockView;
using Minute = std::chrono::sys_time<std::chrono::minutes>;

/// "23/11/2026 14:05": where the places of a kind end, and the sign behind them.
struct Group {
    std::size_t end;
    std::string_view sign;
};
constexpr std::array<Group, 5> kGroups = {{{2, "/"}, {4, "/"}, {8, ""}, {10, ":"}, {12, ""}}};

Look digit_look() {
    return {.style = Style::title,
            .weight = Weight::bold,
            .align = Align::centre,
            .middle = true,
            .lines = 1};
}

float place_width(const Frame& f) { return f.theme.px(f.portrait() ? 60 : 58); }
float place_gap(const Frame& f) { return f.theme.px(6); }
float places_height(const Frame& f) { return f.theme.px(96); }

float sign_width(Frame& f, std::string_view sign) {
    return sign.empty() ? f.size.space3 : text_width(f, sign, digit_look()) + f.size.space1;
}

float places_width(Frame& f) {
    float width = desk::kClockDigits * place_width(f);
    std::size_t begin = 0;
    for (const Group& group : kGroups) {
        width += static_cast<float>(group.end - begin - 1) * place_gap(f);
        if (group.end < desk::kClockDigits) width += sign_width(f, group.sign);
        begin = group.end;
    }
    return width;
}

void draw_places(Frame& f, Box box, const std::string& digits) {
    std::size_t at = 0;
    for (const Group& group : kGroups) {
        for (; at < group.end; ++at) {
            const bool typed = at < digits.size(), next = at == digits.size();
            const Box place = box.cut_left(place_width(f), at + 1 < group.end ? place_gap(f) : 0);
            card(f, place, f.size.radius, typed ? f.colour.card : f.colour.sand,
                 next ? f.colour.ink : f.colour.edge, next ? f.size.strong : f.size.border);
            if (typed) draw_text(f, place, digits.substr(at, 1), digit_look());
        }
        if (at == desk::kClockDigits) return;
        const Box between = box.cut_left(sign_width(f, group.sign));
        if (!group.sign.empty()) draw_text(f, between, group.sign, digit_look());
    }
}

std::string in_words(const Frame& f, Minute minute) {
    return weekday_and_date(f, business_day(minute)) + ", " + clock_of(minute);
}

const char* key_of(ClockView::Fault fault) {
    switch (fault) {
        case ClockView::Fault::none: return "clock.about";
        case ClockView::Fault::no_such_time: return "clock.no_such_time";
        case ClockView::Fault::too_early: return "clock.too_early";
        case ClockView::Fault::too_late: return "clock.too_late";
    }
    return "clock.about";
}

/// What is asked for, or why it cannot be.
std::string standing_words(const Frame& f, const desk::Desk& desk, const ClockView& screen) {
    const char* key = key_of(screen.fault);
    if (!desk.facts.clock || screen.fault == ClockView::Fault::none) return f.say(key);
    return f.fill(key, {{"first", in_words(f, desk.facts.clock->first)},
                        {"last", in_words(f, desk.facts.clock->last)}});
}

void draw_standing(Frame& f, Box box, const desk::Desk& desk, const ClockView& screen) {
    const bool wrong = screen.fault != ClockView::Fault::none;
    const std::string words = standing_words(f, desk, screen);
    if (!wrong) return note(f, box, "info", words);
    icon(f, box.cut_left(f.size.icon, f.size.space2), "warning", f.size.icon, f.colour.red);
    draw_text(
        f, box, words,
        {.style = Style::body, .weight = Weight::semibold, .colour = f.colour.red, .middle = true});
}

Asked draw_typing(Frame& f, Box box, const desk::Desk& desk, const ClockView& screen) {
    const bool whole = screen.digits.size() == desk::kClockDigits && desk.facts.clock;
    const float pad = pin_pad_height(f), places = places_height(f);
    const Button on{.icon = "arrow_forward",
                    .label = f.say("clock.next"),
                    .kind = Kind::primary,
                    .large = true,
                    .enabled = whole};
    Box words, keys, at_places, at_button;
    if (f.portrait()) {
        const float standing = 4 * line_height(f, {.style = Style::body});
        const float all = standing + places + pad + f.size.big_button + 3 * f.size.space4;
        box = box.centred(box.w, std::min(box.h, all));
        words = box.cut_top(standing, f.size.space4);
        at_places = box.cut_top(places, f.size.space4).centred(places_width(f), places);
        keys = box.cut_top(pad, f.size.space4).centred(pin_pad_width(f), pad);
        at_button = box.cut_top(f.size.big_button);
    } else {
        box = box.centred(box.w, std::min(box.h, pad));
        keys = box.cut_right(pin_pad_width(f), f.size.space6);
        at_places = box.cut_top(places, f.size.space4);
        at_button = box.cut_bottom(f.size.big_button, f.size.space4);
        at_button.w = std::min(at_button.w, places_width(f));
        words = box;
    }
    draw_standing(f, words, desk, screen);
    draw_places(f, at_places, screen.digits);
    const Asked typed = draw_pin_pad(f, keys);
    if (button(f, "next", at_button, on)) return at_desk(desk::AskClock{});
    return typed;
}

Asked draw_question(Frame& f, Box box, Minute minute) {
    const Look head{.style = Style::key};
    const Look day{.style = Style::head, .weight = Weight::bold};
    const Look time{.style = Style::display, .weight = Weight::bold};
    const Look quiet{.style = Style::body, .colour = f.colour.ink2};
    const std::string date = weekday_and_date(f, business_day(minute));
    const std::string &asked = f.say("clock.asked"), &about = f.say("clock.asked.about");
    const float width = std::min(box.w, f.size.dialog), gap = f.size.space3;
    const float all = text_height(f, asked, head, width) + text_height(f, date, day, width) +
                      line_height(f, time) + text_height(f, about, quiet, width) +
                      f.size.big_button + 4 * gap;
    box = box.centred(width, std::min(box.h, all));
    draw_text(f, box.cut_top(text_height(f, asked, head, width), gap), asked, head);
    draw_text(f, box.cut_top(text_height(f, date, day, width)), date, day);
    draw_text(f, box.cut_top(line_height(f, time), gap), clock_of(minute), time);
    draw_text(f, box.cut_top(text_height(f, about, quiet, width), gap), about, quiet);
    const auto at = columns(box.cut_top(f.size.big_button), 2, f.size.gap);
    Asked wish;
    if (button(f, "retype", at[0], {.icon = "edit", .label = f.say("clock.retype"), .large = true}))
        wish = at_desk(desk::RetypeClock{});
    if (button(
            f, "set", at[1],
            {.icon = "check", .label = f.say("clock.set"), .kind = Kind::primary, .large = true}))
        wish = at_desk(desk::ConfirmClock{});
    return wish;
}

}  // namespace

Asked draw_clock(Frame& f, const desk::Desk& desk, const ClockView& screen) {
    Box box = f.content;
    const Asked left = draw_way_back(f, box, "schedule", f.say("clock.title"));
    const Asked asked =
        screen.asked ? draw_question(f, box, *screen.asked) : draw_typing(f, box, desk, screen);
    return asked ? asked : left;
}

}  // namespace ui
