#include "ui/steps.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/widgets.h"

namespace ui {

namespace {

/// How one step looks now.
struct StepLook {
    std::string number;
    bool current = false;
    bool leads = true;  ///< A tap shows its code, or it is shown.
    bool pressed = false;
    Style title = Style::key;
};

Look title_look(Style style) { return {.style = style, .weight = Weight::semibold}; }
Look hint_look(const Frame& f) { return {.style = Style::caption, .colour = f.colour.ink2}; }

float number_side(const Frame& f) { return f.theme.px(64); }

/// Where large text needs the room the sign at the end goes: the frame says what is in force.
bool signed_at_end(const Frame& f, bool leads) { return leads && f.theme.roomy(); }

float words_room(const Frame& f, float width, bool leads) {
    float room = width - 2 * f.size.space2 - number_side(f) - 2 * f.size.tile_gap - f.size.icon;
    if (signed_at_end(f, leads)) room -= f.size.icon + f.size.space2;
    return room;
}

/// High enough for the title in the smallest letters and the hint below it.
float height_of(Frame& f, const WayStep& step, float width, bool leads, Style style) {
    const float room = words_room(f, width, leads);
    const std::string& words = f.say(step.key);
    Look title = title_look(style);
    title = fitting(f, words, {0, 0, room, line_height(f, title)}, title);
    float height = text_height(f, words, title, room) + f.size.space1;
    if (!step.hint.empty()) height += text_height(f, step.hint, hint_look(f), room);
    return height;
}

void draw_number(Frame& f, Box box, const StepLook& look) {
    const Colours& c = f.colour;
    const float side = std::min(number_side(f), box.h);
    const Box square = box.centred(side, side);
    const bool filled = look.current && !look.pressed;
    if (!f.theme.plain() || filled)
        round(f, square, f.size.radius, filled ? c.red : look.pressed ? c.pressed : c.indigo_tint);
    const Look digit{.style = Style::key,
                     .weight = Weight::bold,
                     .colour = filled         ? c.on_red
                               : look.pressed ? c.on_pressed
                                              : c.indigo,
                     .align = Align::centre,
                     .middle = true,
                     .lines = 1};
    draw_text(f, square, look.number, fitting(f, look.number, square, digit));
}

/// The sign at the end stands towards the code, the arrow of the step in force points to it.
Box cut_sign(Frame& f, Box& inside) {
    return f.portrait() ? inside.cut_right(f.size.icon, f.size.space2)
                        : cut_hand(f, inside, f.size.icon, f.size.space2);
}
std::string_view sign_of(const Frame& f, bool current) {
    if (!current) return "qr_code_2";
    return f.theme.left_handed() && !f.portrait() ? "arrow_back" : "arrow_forward";
}

void draw_step(Frame& f, Box box, const WayStep& step, const StepLook& look) {
    const Colours& c = f.colour;
    const bool lit = look.current;
    const Colour ground = look.pressed ? c.pressed : lit ? c.gold_tint : c.card;
    const Colour letters = look.pressed ? c.on_pressed : c.ink;
    const Colour outline = look.pressed ? c.pressed_edge
                           : lit        ? c.red
                           : look.leads ? c.edge
                                        : c.line;
    const float strong = f.theme.plain() ? 2 * f.size.border : f.size.strong;
    card(f, box, f.size.radius, ground, outline, lit ? strong : f.size.border);
    Box inside = box.inset(f.size.space2, f.size.space1 / 2);
    const float icon_size = f.size.icon;
    const Colour picture = look.pressed ? letters : c.red;
    if (signed_at_end(f, look.leads))
        icon(f, cut_sign(f, inside), sign_of(f, lit), icon_size, lit ? picture : letters);
    draw_number(f, inside.cut_left(number_side(f), f.size.tile_gap), look);
    icon(f, inside.cut_left(icon_size, f.size.tile_gap), step.icon, icon_size, picture);
    Look quiet = hint_look(f);
    if (look.pressed) quiet.colour = letters;
    const std::string& words = f.say(step.key);
    const float hint = step.hint.empty() ? 0 : text_height(f, step.hint, quiet, inside.w);
    const bool hinted = hint > 0 && line_height(f, quiet) + hint <= inside.h + 1;
    Look title = title_look(look.title);
    title.colour = letters;
    title = fitting(f, words, {0, 0, inside.w, inside.h - (hinted ? hint : 0)}, title);
    const float above = text_height(f, words, title, inside.w);
    Box column = inside.centred(inside.w, above + (hinted ? hint : 0));
    draw_text(f, column.cut_top(above), words, title);
    if (hinted) draw_text(f, column, step.hint, quiet);
}

/// The highest step of a list, and the highest without its hint.
struct Tallest {
    float whole = 0, title = 0;
};

Tallest tallest_of(Frame& f, std::span<const WayStep> steps, float width, Style style) {
    Tallest tallest{0, f.size.touch_min + 1};
    for (const WayStep& step : steps) {
        tallest.whole = std::max(tallest.whole, height_of(f, step, width, true, style));
        WayStep bare = step;
        bare.hint.clear();
        tallest.title = std::max(tallest.title, height_of(f, bare, width, true, style));
    }
    return tallest;
}

/// The heights of a list of steps that fills a box: equal ones where all their words show so;
/// else the one in force takes what it needs from the others. Empty when even that is too much.
std::vector<float> heights_of(Frame& f, Box box, std::span<const WayStep> steps,
                              std::size_t current, Style& style) {
    const auto count = static_cast<float>(steps.size());
    const float all = box.h - f.size.gap * (count - 1);
    const float equal = std::floor(all / count);
    for (const Style smaller : {Style::key, Style::body}) {
        style = smaller;
        if (tallest_of(f, steps, box.w, style).whole <= equal)
            return std::vector<float>(steps.size(), equal);
    }
    const float lit = std::max(height_of(f, steps[current], box.w, true, style), equal);
    const float others = std::floor((all - lit) / (count - 1));
    if (steps.size() < 2 || others < tallest_of(f, steps, box.w, style).title) return {};
    std::vector<float> heights(steps.size(), others);
    heights[current] = lit;
    return heights;
}

}  // namespace

StepPlaces step_places(Frame& f, Box box, std::span<const WayStep> steps, std::size_t current) {
    StepPlaces places;
    const std::vector<float> heights = heights_of(f, box, steps, current, places.title);
    if (heights.empty()) {
        places.numbered = true;
        places.title = Style::key;
        const Box line = box.cut_top(f.size.tab, f.size.gap);
        places.touched = columns(line, static_cast<int>(steps.size()), f.size.gap);
        places.current = box;
        return places;
    }
    for (const float height : heights) places.touched.push_back(box.cut_top(height, f.size.gap));
    places.current = places.touched[current];
    return places;
}

std::optional<std::size_t> draw_steps(Frame& f, const StepPlaces& at,
                                      std::span<const WayStep> steps, std::size_t current,
                                      const std::function<void()>& after_current) {
    std::optional<std::size_t> tapped;
    const auto number = [](std::size_t i) { return std::to_string(i + 1); };
    std::vector<Touchable> touches(steps.size());
    if (!at.numbered)
        for (std::size_t i = 0; i < steps.size(); ++i) {
            touches[i] = touchable(f, steps[i].id, at.touched[i]);
            if (touches[i].tapped) tapped = i;
        }
    mention(f, at.current, "aloud.chosen");
    draw_step(f, at.current, steps[current],
              {.number = number(current),
               .current = true,
               .leads = !at.numbered,
               .pressed = touches[current].pressed,
               .title = at.title});
    after_current();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (at.numbered) {
            if (tab(f, steps[i].id, at.touched[i], number(i), i == current, steps[i].icon))
                tapped = i;
            mention(f, at.touched[i], steps[i].key);
        } else if (i != current) {
            draw_step(f, at.touched[i], steps[i],
                      {.number = number(i), .pressed = touches[i].pressed, .title = at.title});
        }
    }
    return tapped;
}

void draw_read_steps(Frame& f, Box box, std::span<const WayStep> steps) {
    const auto lines = rows(box, static_cast<int>(steps.size()), f.size.gap);
    for (std::size_t i = 0; i < steps.size(); ++i)
        draw_step(f, lines[i], steps[i], {.number = std::to_string(i + 1), .leads = false});
}

}  // namespace ui
