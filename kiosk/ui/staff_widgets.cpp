#include "ui/staff_widgets.h"

#include "text/format.h"

namespace ui {

namespace {

using tally::Channel;
using tally::Fee;
using tally::ResultForm;

TraitWords channel_words(const Frame& f, Channel channel) {
    switch (channel) {
        case Channel::online: return {"smartphone", f.say("trait.online")};
        case Channel::counter: return {"storefront", f.say("trait.counter")};
        case Channel::post: return {"local_post_office", f.say("trait.post")};
        case Channel::missing: return {"help_outline", f.say("trait.missing")};
    }
    return {"help_outline", f.say("trait.missing")};
}

TraitWords fee_words(const Frame& f, Fee fee) {
    switch (fee) {
        case Fee::none: return {"money_off", f.say("trait.free")};
        case Fee::online: return {"credit_card", f.say("trait.paid_online")};
        case Fee::cash: return {"payments", f.say("trait.cash")};
    }
    return {"money_off", f.say("trait.free")};
}

TraitWords result_words(const Frame& f, ResultForm result) {
    switch (result) {
        case ResultForm::electronic: return {"verified", f.say("trait.electronic")};
        case ResultForm::paper: return {"description", f.say("trait.paper")};
        case ResultForm::none: return {"remove_circle_outline", f.say("trait.no_result")};
    }
    return {"description", f.say("trait.paper")};
}

/// A line through the middle of small letters.
void strike(Frame& f, Box ink, Colour colour) {
    fill(f, {ink.x, std::round(ink.y + ink.h * 0.54f), ink.w, f.size.strong}, colour);
}

std::string plus(const Frame& f, std::int64_t count) { return "+" + number(f, count); }

}  // namespace

std::string weekday_and_date(const Frame& f, desk::Day day) {
    const std::chrono::weekday weekday(day);
    const std::string key = "day." + std::to_string(weekday.c_encoding());
    return f.say(key) + ", " + text::date(day, f.language());
}

std::string clock_of(std::chrono::sys_time<std::chrono::minutes> minute) {
    return text::clock_time(local_time(minute));
}

std::string procedure_words(const Frame& f, const std::string& code) {
    const std::string name = name_of(f, code);
    return name.empty() ? code : name;
}

bool under_way(const desk::Desk& desk, desk::Deed deed) {
    return desk.notice.deed == deed && desk.notice.outcome == desk::Outcome::under_way;
}

bool known_closed(const desk::Desk& desk, desk::Day day) {
    return desk.facts.closing_known && desk.facts.closing && desk.facts.closing->day == day;
}

std::vector<TraitWords> traits_in_words(const Frame& f, const tally::Traits& traits) {
    const TraitWords digitised = traits.digitised
                                     ? TraitWords{"document_scanner", f.say("trait.digitised")}
                                     : TraitWords{"block", f.say("trait.not_digitised")};
    return {channel_words(f, traits.channel), digitised, fee_words(f, traits.fee),
            result_words(f, traits.result)};
}

float flow_traits(Frame& f, Box box, const tally::Traits& traits, bool draw) {
    const Look look{.style = Style::caption, .colour = f.colour.ink2, .middle = true, .lines = 1};
    const float height = line_height(f, look), between = f.size.space3;
    float x = box.x, y = box.y;
    for (const TraitWords& trait : traits_in_words(f, traits)) {
        const float width = f.size.icon_small + f.size.space1 + text_width(f, trait.words, look);
        if (x > box.x && x + width > box.right()) {
            x = box.x;
            y += height + f.size.space1;
        }
        Box at{x, y, width + 1, height};
        if (draw) {
            icon(f, at.cut_left(f.size.icon_small, f.size.space1), trait.icon, f.size.icon_small,
                 f.colour.ink2);
            draw_text(f, at, trait.words, look);
        }
        x += width + between;
    }
    return y + height - box.y;
}

Box draw_panel(Frame& f, Box box) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    return box.inset(f.size.space3, f.size.space2);
}

void draw_heading(Frame& f, Box box, std::string_view words) {
    const Look look{.style = Style::body, .weight = Weight::semibold, .middle = true, .lines = 1};
    box.h = line_height(f, look);
    draw_text(f, box, words, fitting(f, words, box, look));
}

float heading_height(const Frame& f) {
    return line_height(f, {.style = Style::body}) + std::round(f.size.space1 / 2);
}

float hint_height(Frame& f, std::string_view words, float width) {
    const float room = width - f.size.icon - f.size.space2;
    return std::max(f.size.icon, text_height(f, words, {.style = Style::caption}, room));
}

void draw_hint(Frame& f, Box& box, std::string_view words) {
    note(f, box.cut_top(hint_height(f, words, box.w), f.size.space2), "info", words,
         Style::caption);
}

Asked draw_way_back(Frame& f, Box& box, std::string_view picture, std::string_view title) {
    Box line = box.cut_top(f.size.button, f.size.space2);
    const Button back{.icon = "arrow_back", .label = f.say("bar.back")};
    const bool left = button(f, "back", line.cut_left(button_width(f, back), f.size.space4), back);
    icon(f, line.cut_left(f.size.icon_medium, f.size.space2), picture, f.size.icon_medium,
         f.colour.indigo);
    const Look head{
        .style = Style::title, .weight = Weight::bold, .middle = true, .lines = 1, .may_cut = true};
    draw_text(f, line, title, fitting(f, title, line, head));
    return left ? at_desk(desk::Back{}) : std::nullopt;
}

Asked draw_day_turner(Frame& f, Box box, desk::Day day, bool late) {
    const bool today = day >= f.today();
    const bool earliest = day <= f.today() - std::chrono::days(desk::kDaysBackMax);
    const float side = f.size.button;
    const Box before = box.cut_left(side, f.size.gap), after = box.cut_right(side, f.size.gap);
    Asked asked;
    if (button(f, "day-before", before, {.icon = "chevron_left", .enabled = !earliest}))
        asked = at_desk(desk::TurnDay{-1});
    if (button(f, "day-after", after, {.icon = "chevron_right", .enabled = !today}))
        asked = at_desk(desk::TurnDay{1});
    const bool plain = today && !late;
    card(f, box, f.size.radius, plain ? f.colour.card : f.colour.gold_tint, f.colour.line,
         f.size.border);
    const Colour ink = plain ? f.colour.ink : f.colour.gold_ink;
    const std::string& first = late    ? f.say("entry.late_day")
                               : today ? f.say("entry.today")
                                       : f.say("entry.earlier");
    const Look above{.style = Style::caption,
                     .weight = Weight::semibold,
                     .colour = ink,
                     .align = Align::centre,
                     .lines = 1};
    Look below = above;
    below.weight = Weight::regular;
    const Box inside = box.inset(f.size.space1, 0);
    std::string date = weekday_and_date(f, day);
    if (text_width(f, date, below) > inside.w) date = text::date(day, f.language());
    Box column = inside.centred(inside.w, 2 * line_height(f, above));
    draw_text(f, column.cut_top(line_height(f, above)), first, above);
    draw_text(f, column, date, below);
    return asked;
}

Asked draw_stepper(Frame& f, Box box, const Stepper& stepper) {
    const float side = std::floor((box.w - 2 * f.size.gap) / 3);
    const Box less = box.cut_left(side, f.size.gap), more = box.cut_right(side, f.size.gap);
    Asked asked;
    if (button(f, "less", less, {.icon = "remove", .enabled = stepper.count > 1}))
        asked = at_desk(desk::ChooseCount{stepper.count - 1});
    if (button(f, "more", more, {.icon = "add", .enabled = stepper.count < stepper.most}))
        asked = at_desk(desk::ChooseCount{stepper.count + 1});
    Touchable touch;
    if (stepper.pad) {
        touch = touchable(f, "count", box);
        card(f, box, f.size.radius, touch.pressed ? f.colour.pressed : f.colour.card,
             touch.pressed ? f.colour.pressed_edge : f.colour.indigo, f.size.border);
    }
    draw_text(f, box, number(f, stepper.count),
              {.style = Style::title,
               .weight = Weight::bold,
               .colour = touch.pressed ? f.colour.on_pressed : f.colour.ink,
               .align = Align::centre,
               .middle = true,
               .lines = 1});
    if (touch.tapped) asked = at_desk(desk::OpenPad{});
    return asked;
}

float count_width(Frame& f, const tally::Recorded& row, const Look& look) {
    const float all = text_width(f, plus(f, row.count), look);
    if (row.left == row.count || row.left == 0) return all;
    return all + f.size.space1 + text_width(f, plus(f, row.left), look);
}

void draw_count(Frame& f, Box box, const tally::Recorded& row, Look look) {
    look.lines = 1;
    look.middle = true;
    if (row.left != row.count && row.left > 0) {
        const std::string left = plus(f, row.left);
        draw_text(f, box.cut_right(text_width(f, left, look), f.size.space1), left, look);
    }
    if (row.left != row.count) look.colour = f.colour.ink2;
    const std::string all = plus(f, row.count);
    const Box at = box.cut_right(text_width(f, all, look));
    draw_text(f, at, all, look);
    if (row.left != row.count) strike(f, at, look.colour);
}

}  // namespace ui
