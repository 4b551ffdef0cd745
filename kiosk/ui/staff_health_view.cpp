// How the machine is: a line for each thing that can go wrong, and the touch test with a map of
// where fingers have landed.

#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::Condition;
using desk::Health;
using desk::HealthLine;

std::string_view icon_of(std::string_view id) {
    struct Picture {
        std::string_view id, icon;
    };
    static constexpr Picture kPictures[] = {
        {"sync", "cloud_sync"},
        {"unsent", "cloud_upload"},
        {"words", "vpn_key"},
        {"network", "wifi"},
        {"clock", "schedule"},
        {"disk", "storage"},
        {"journal", "dns"},
        {"touch", "touch_app"},
        {"filtered", "filter_alt"},
        {"catalogue", "menu_book"},
        {"frames", "speed"},
        {"temperature", "device_thermostat"},
        {"version", "memory"},
    };
    for (const Picture& picture : kPictures)
        if (picture.id == id) return picture.icon;
    return "info";
}

struct Verdict {
    std::string_view icon, words;
    Tone tone;
};

Verdict verdict_of(const Frame& f, Condition condition) {
    switch (condition) {
        case Condition::good: return {"check_circle", f.say("h.ok"), Tone::ok};
        case Condition::warn: return {"warning", f.say("h.warn"), Tone::warn};
        case Condition::unknown: return {"help_outline", f.say("h.unknown"), Tone::plain};
    }
    return {"help_outline", f.say("h.unknown"), Tone::plain};
}

float verdict_width(Frame& f) {
    float width = 0;
    for (const Condition condition : {Condition::good, Condition::warn, Condition::unknown})
        width = std::max(width, chip_width(f, verdict_of(f, condition).words));
    return width;
}

void draw_line(Frame& f, Box box, const HealthLine& line, float verdict_room) {
    const Verdict verdict = verdict_of(f, line.condition);
    const Box at = box.cut_right(verdict_room, f.size.space2);
    const float high = std::min(f.size.chip, box.h - f.size.space1);
    chip(f, at.centred(at.w, high), verdict.icon, verdict.words, verdict.tone);
    icon(f, box.cut_left(f.size.icon, f.size.space2), icon_of(line.id), f.size.icon, f.colour.ink);
    const std::string& words = f.say("health.line." + line.id);
    const Look name{
        .style = Style::caption, .weight = Weight::semibold, .middle = true, .lines = 1};
    draw_text(f, box.cut_left(text_width(f, words, name) + 1, f.size.space2), words, name);
    draw_text(f, box, line.value,
              {.style = Style::caption,
               .align = Align::right,
               .middle = true,
               .lines = 1,
               .may_cut = true});
}

void draw_lines(Frame& f, Box box, const Health& health) {
    Box inside = draw_panel(f, box).inset(0, -f.size.space1);
    const auto count = static_cast<int>(health.lines.size());
    if (count == 0) return;
    const float room = verdict_width(f), rule = f.theme.px(1);
    const auto at = rows(inside, count, 0);
    for (std::size_t i = 0; i < at.size(); ++i) {
        draw_line(f, at[i], health.lines[i], room);
        if (i + 1 < at.size()) fill(f, {at[i].x, at[i].bottom(), at[i].w, rule}, f.colour.line);
    }
}

/// How hot a cell is among the others: none, some, many, most.
int heat_of(std::int64_t taps, std::int64_t most) {
    if (taps <= 0 || most <= 0) return 0;
    return 1 + static_cast<int>(std::min<std::int64_t>(2, 3 * taps / (most + 1)));
}

struct Cell {
    std::int64_t taps = 0, most = 0;
    bool touched = false, stuck = false;
};

bool draw_cell(Frame& f, Box box, std::size_t index, const Cell& cell) {
    const Colours& c = f.colour;
    // A test of the glass, not a control: it may be as small as a key.
    const Touchable touch = touchable(f, "cell-" + std::to_string(index), box, true, true);
    const Colour ground = touch.pressed ? c.pressed : cell.touched ? c.green_tint : c.sand;
    const Colour outline = cell.stuck ? c.red : cell.touched ? c.green : c.edge;
    card(f, box, f.size.radius, ground, outline,
         cell.stuck || cell.touched ? f.size.strong : f.size.border);
    const Colour heat[] = {ground, c.card, c.gold_tint, c.gold};
    const Look small{.style = Style::caption,
                     .weight = Weight::semibold,
                     .align = Align::centre,
                     .middle = true,
                     .lines = 1};
    Box inside = box.inset(f.size.space1);
    const Box mark = inside.cut_left(f.size.icon);
    if (cell.stuck)
        icon(f, mark, "warning", f.size.icon, c.red);
    else if (cell.touched)
        icon(f, mark, "check", f.size.icon, c.green);
    if (cell.taps == 0) return touch.tapped;
    const std::string words = number(f, cell.taps);
    const float width = std::min(inside.w, text_width(f, words, small) + 2 * f.size.space1);
    Box at = inside.cut_right(width);
    at = at.cut_bottom(line_height(f, small));
    const int hot = heat_of(cell.taps, cell.most);
    round(f, at, f.size.radius, heat[hot]);
    Look look = small;
    look.colour = heat[hot] == c.gold ? c.on_gold : c.ink;
    draw_text(f, at, words, look);
    return touch.tapped;
}

Asked draw_test(Frame& f, Box box, const Health* health, const desk::HealthView& screen) {
    Box inside = draw_panel(f, box);
    draw_heading(f, inside.cut_top(heading_height(f)), f.say("h.test"));
    if (health && health->stuck) {
        const auto cell = static_cast<int>(*health->stuck);
        const auto across = static_cast<int>(desk::kTouchColumns);
        const std::string words =
            f.fill("h.stuck", {{"row", std::to_string(cell / across + 1)},
                               {"column", std::to_string(cell % across + 1)}});
        const Look look{
            .style = Style::caption, .weight = Weight::semibold, .colour = f.colour.red};
        draw_text(f, inside.cut_top(text_height(f, words, look, inside.w), f.size.space1), words,
                  look);
    } else {
        const Look look{.style = Style::caption, .colour = f.colour.ink2};
        const std::string& words = f.say("h.map");
        draw_text(f, inside.cut_top(text_height(f, words, look, inside.w), f.size.space1), words,
                  look);
    }
    std::int64_t most = 0;
    if (health)
        for (const std::int64_t taps : health->taps) most = std::max(most, taps);
    Asked asked;
    std::size_t index = 0;
    for (const Box& line : rows(inside, static_cast<int>(desk::kTouchRows), f.size.gap))
        for (const Box& at : columns(line, static_cast<int>(desk::kTouchColumns), f.size.gap)) {
            const Cell cell{.taps = health && index < health->taps.size() ? health->taps[index] : 0,
                            .most = most,
                            .touched = index < screen.touched.size() && screen.touched[index],
                            .stuck = health && health->stuck == index};
            if (draw_cell(f, at, index, cell)) asked = at_desk(desk::TouchCell{index});
            ++index;
        }
    return asked;
}

/// Only where there is somebody to connect through.
bool may_connect(const desk::Desk& desk) {
    return desk.manager && desk.facts.health && desk.facts.health->agent;
}

/// Only where no network keeps the clock.
bool may_set_clock(const desk::Desk& desk) {
    return desk.manager && desk.facts.health && desk.facts.health->clock_free;
}

float buttons_height(const Frame& f, const desk::Desk& desk) {
    const bool two = may_connect(desk) || may_set_clock(desk);
    return two ? 2 * f.size.button + f.size.gap : f.size.button;
}

/// What a manager may do with the machine itself.
Asked draw_upper_buttons(Frame& f, Box box, const desk::Desk& desk) {
    const bool connects = may_connect(desk), sets = may_set_clock(desk);
    const auto at = columns(box, connects && sets ? 2 : 1, f.size.gap);
    const Button clock{.icon = "schedule", .label = f.say("h.clock")};
    if (connects &&
        button(f, "enrol", at.front(), {.icon = "cloud_sync", .label = f.say("h.enrol")}))
        return at_desk(desk::OpenEnrol{});
    if (sets && button(f, "clock", at.back(), clock)) return at_desk(desk::OpenClock{});
    return std::nullopt;
}

Asked draw_buttons(Frame& f, Box box, const desk::Desk& desk) {
    if (may_connect(desk) || may_set_clock(desk))
        if (Asked asked = draw_upper_buttons(f, box.cut_top(f.size.button, f.size.gap), desk))
            return asked;
    const auto at = columns(box, desk.manager ? 2 : 1, f.size.gap);
    const bool checking = under_way(desk, desk::Deed::check_journal);
    const Button check{.icon = "fact_check",
                       .label = checking ? f.say("h.checking") : f.say("h.check"),
                       .kind = Kind::indigo,
                       .enabled = !checking};
    const Button keys{.icon = "badge", .label = f.say("h.keys")};
    if (button(f, "check-journal", at[0], check)) return at_desk(desk::CheckJournal{});
    if (desk.manager && button(f, "keys", at[1], keys)) return at_desk(desk::OpenKeys{});
    return std::nullopt;
}

}  // namespace

Asked draw_health(Frame& f, const desk::Desk& desk, const desk::HealthView& screen) {
    Box box = f.content;
    const Health* health = desk.facts.health ? &*desk.facts.health : nullptr;
    Box lines;
    if (f.portrait())
        lines = box.cut_top(std::floor(box.h * 0.46f), f.size.space3);
    else
        lines = box.cut_left(f.theme.px(1040), f.size.space3);
    const Box buttons = box.cut_bottom(buttons_height(f, desk), f.size.space2);
    if (health)
        draw_lines(f, lines, *health);
    else
        note(f, draw_panel(f, lines).inset(0, f.size.space2), "hourglass_empty", f.say("h.asking"));
    Asked asked = draw_test(f, box, health, screen);
    const Asked chosen = draw_buttons(f, buttons, desk);
    return chosen ? chosen : asked;
}

}  // namespace ui
