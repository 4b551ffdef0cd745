// Filing by phone, step by step: the QR code of the step beside the steps, and time to use it.

#include <algorithm>

#include "app/update.h"
#include "text/format.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using app::GuideStep;

std::string step_title(const Frame& f, GuideStep step) {
    return f.say(std::string("guide.") + app::name_of(step));
}

std::string step_hint(const Frame& f, GuideStep step) {
    if (step == GuideStep::wifi) return f.fill("guide.wifi.sub", {{"name", f.world.wifi_name}});
    return f.say(std::string("guide.") + app::name_of(step) + ".sub");
}

std::string step_code(const Frame& f, GuideStep step, const catalogue::Procedure& procedure) {
    using catalogue::LinkKind;
    switch (step) {
        case GuideStep::wifi: return f.world.wifi_code;
        case GuideStep::vneid: return address_of(f, LinkKind::account);
        case GuideStep::procedure: return address_of(f, LinkKind::procedure, procedure);
        case GuideStep::submit: return address_of(f, LinkKind::submit, procedure);
        case GuideStep::track: return address_of(f, LinkKind::track);
    }
    return {};
}

/// Where the code leads, said in words: only the official site, or the ward's own Wi-Fi.
std::string step_safe(const Frame& f, GuideStep step) {
    if (step == GuideStep::wifi) return f.say("guide.safe.wifi");
    return safe_line(f, step == GuideStep::vneid ? "guide.safe.vneid" : "guide.safe");
}

void draw_number(Frame& f, Box box, const std::string& number, bool current, bool pressed) {
    const Colours& c = f.colour;
    const float side = std::min(f.theme.px(64), box.h);
    const Box square = box.centred(side, side);
    if (!f.theme.plain() || current)
        round(f, square, f.size.radius, current ? c.red : pressed ? c.card : c.indigo_tint);
    draw_text(f, square, number,
              {.style = Style::key,
               .weight = Weight::bold,
               .colour = current   ? c.on_red
                         : pressed ? c.on_pressed
                                   : c.indigo,
               .align = Align::centre,
               .middle = true,
               .lines = 1,
               .fixed = true});
}

struct StepLook {
    std::string number, title, hint;
    std::string_view icon = "qr_code_2";
    bool current = false;
    bool touchable = true;
};

bool draw_step(Frame& f, Box box, std::string_view id, const StepLook& look) {
    const Touchable touch = look.touchable ? touchable(f, id, box) : Touchable{};
    const Colours& c = f.colour;
    const bool lit = look.current;
    const Colour ground = touch.pressed ? c.pressed : lit ? c.gold_tint : c.card;
    const Colour letters = touch.pressed ? c.on_pressed : c.ink;
    const Colour outline = touch.pressed    ? c.pressed_edge
                           : lit            ? c.red
                           : look.touchable ? c.edge
                                            : c.line;
    card(f, box, f.size.radius, ground, outline, lit ? f.size.strong : f.size.border);
    Box inside = box.inset(f.size.space2, f.size.space1 / 2);
    if (!look.number.empty())
        draw_number(f, inside.cut_left(f.theme.px(64), f.size.tile_gap), look.number, lit,
                    touch.pressed);
    const float picture = f.size.icon;
    if (!look.icon.empty())
        icon(f, inside.cut_right(picture, f.size.space2), lit ? "arrow_forward" : look.icon,
             picture, lit ? (touch.pressed ? letters : c.red) : letters);
    const Look key{.style = Style::key, .weight = Weight::semibold, .colour = letters};
    const Look quiet{.style = Style::caption, .colour = touch.pressed ? letters : c.ink2};
    const float hint = look.hint.empty() ? 0 : text_height(f, look.hint, quiet, inside.w);
    const bool hinted = hint > 0 && line_height(f, quiet) + hint <= inside.h + 1;
    const Box room{0, 0, inside.w, inside.h - (hinted ? hint : 0)};
    const Look title = fitting(f, look.title, room, key);
    const float above = text_height(f, look.title, title, inside.w);
    Box column = inside.centred(inside.w, above + (hinted ? hint : 0));
    draw_text(f, column.cut_top(above), look.title, title);
    if (hinted) draw_text(f, column, look.hint, quiet);
    return touch.tapped;
}

Asked draw_timer(Frame& f, Box box) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space1);
    const Button more{.icon = "more_time", .label = f.say("guide.more")};
    const float wide = std::min(button_width(f, more), inside.w * 0.56f);
    const Box at = inside.cut_right(wide, f.size.space3);
    Asked asked;
    if (button(f, "more-time", at.centred(at.w, std::min(f.size.button, inside.h)), more))
        asked = app::MoreTime{};
    const auto left = app::time_left(f.model, f.now);
    const std::string time = text::minutes_seconds(left);
    const Look word{.style = Style::body, .middle = true, .lines = 1};
    const Look number{.style = f.theme.extra() ? Style::body : Style::key,
                      .weight = Weight::bold,
                      .middle = true,
                      .lines = 1};
    Box column = inside.centred(inside.w, line_height(f, number) + f.size.space1 + f.size.progress);
    Box line = column.cut_top(line_height(f, number), f.size.space1);
    draw_text(f, line.cut_right(text_width(f, "0:00", number), f.size.space1), time, number);
    const std::string& label = f.say("guide.timer");
    if (text_width(f, label, {.style = Style::caption}) <= line.w)
        draw_text(f, line, label, fitting(f, label, line, word));
    const auto whole = app::patience_of(f.model);
    progress(f, column.cut_top(f.size.progress),
             static_cast<float>(left.count()) / static_cast<float>(whole.count()));
    return asked;
}

Asked draw_ends(Frame& f, Box box) {
    const Button done{
        .icon = "check", .label = f.say("guide.done"), .kind = Kind::primary, .large = true};
    const Button help{.icon = "support_agent", .label = f.say("guide.help"), .large = true};
    const Box right = box.cut_right(std::floor(box.w * 0.42f), f.size.gap);
    if (button(f, "done", box, done)) return app::Done{};
    if (button(f, "to-counter", right, help)) return app::GoToCounter{};
    return std::nullopt;
}

struct Parts {
    Box head, steps, ends, code, timer;
};

/// The same five parts on both kinds of screen.
Parts parts_of(Frame& f, bool with_head) {
    Parts parts;
    Box box = f.content;
    const float timer = std::max(f.theme.px(112), f.size.button + f.size.space3);
    const float ends = f.size.big_button;
    if (f.portrait()) {
        const float code = f.theme.roomy() ? f.theme.px(760) : f.theme.px(690);
        parts.code = box.cut_top(code, f.size.space2);
        parts.timer = box.cut_top(timer, f.size.space2);
        parts.ends = box.cut_bottom(ends, f.size.space2);
        parts.steps = box;
        return parts;
    }
    Box right = box.cut_right(f.theme.px(640), f.size.space4);
    parts.timer = right.cut_bottom(timer, f.size.space2);
    parts.code = right;
    if (with_head) {
        const Look head{.style = f.theme.roomy() ? Style::head : Style::title};
        const Look sub{.style = f.theme.extra() ? Style::caption : Style::body};
        parts.head = box.cut_top(line_height(f, head) + line_height(f, sub), f.size.space2);
    }
    parts.ends = box.cut_bottom(ends, f.size.space2);
    parts.steps = box;
    return parts;
}

void draw_head(Frame& f, Box box, std::string_view title, std::string_view below, bool may_cut) {
    if (box.empty()) return;
    const Look head{.style = f.theme.roomy() ? Style::head : Style::title,
                    .weight = Weight::bold,
                    .lines = 1};
    Look less = head;
    less.style = Style::key;
    const Look look = fitting(f, title, {0, 0, box.w, line_height(f, head)}, {head, less});
    draw_text(f, box.cut_top(line_height(f, head)), title, look);
    Look sub{.style = f.theme.extra() ? Style::caption : Style::body,
             .weight = Weight::semibold,
             .colour = f.colour.ink2,
             .lines = 1,
             .may_cut = may_cut};
    draw_text(f, box, below, fitting(f, below, {0, 0, box.w, line_height(f, sub)}, sub));
}

/// At the largest text only numbers and the current step fit.
Asked draw_step_tabs(Frame& f, Box box, const std::vector<GuideStep>& steps, GuideStep current) {
    Asked asked;
    const auto cells =
        columns(box.cut_top(f.size.tab, f.size.gap), static_cast<int>(steps.size()), f.size.gap);
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (tab(f, std::string("step-") + app::name_of(steps[i]), cells[i], std::to_string(i + 1),
                steps[i] == current))
            asked = app::ShowStep{steps[i]};
    const auto at = std::find(steps.begin(), steps.end(), current) - steps.begin();
    draw_step(f, box, "",
              {.number = std::to_string(at + 1),
               .title = step_title(f, current),
               .hint = step_hint(f, current),
               .icon = {},
               .current = true,
               .touchable = false});
    return asked;
}

Asked draw_steps(Frame& f, Box box, const std::vector<GuideStep>& steps, GuideStep current) {
    const int count = static_cast<int>(steps.size());
    const float needed =
        f.size.step * static_cast<float>(count) + f.size.gap * static_cast<float>(count - 1);
    if (f.theme.extra() || needed > box.h) return draw_step_tabs(f, box, steps, current);
    Asked asked;
    const auto lines = rows(box, count, f.size.gap);
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (draw_step(f, lines[i], std::string("step-") + app::name_of(steps[i]),
                      {.number = std::to_string(i + 1),
                       .title = step_title(f, steps[i]),
                       .hint = step_hint(f, steps[i]),
                       .current = steps[i] == current}))
            asked = app::ShowStep{steps[i]};
    return asked;
}

}  // namespace

Asked draw_guide(Frame& f, const app::Guide& screen) {
    const catalogue::Procedure* procedure = procedure_of(f, screen.code);
    if (!procedure) return app::GoHome{};
    const auto steps = app::guide_steps(f.model);
    const std::string name = catalogue::short_name(*procedure, f.language());
    const Parts parts = parts_of(f, true);
    draw_head(f, parts.head, f.say("guide.title"), name, true);
    const std::string code = step_code(f, screen.step, *procedure);
    code_card(f, parts.code,
              {.title = step_title(f, screen.step),
               .about = f.portrait() ? name : "",
               .code = code,
               .hint = f.say("guide.scan"),
               .safe = step_safe(f, screen.step)});
    Asked asked = draw_steps(f, parts.steps, steps, screen.step);
    if (Asked more = draw_timer(f, parts.timer)) asked = more;
    if (Asked end = draw_ends(f, parts.ends)) asked = end;
    return asked;
}

Asked draw_track(Frame& f, const app::Track&) {
    const Parts parts = parts_of(f, true);
    draw_head(f, parts.head, f.say("home.track"), f.say("track.sub"), false);
    code_card(f, parts.code,
              {.title = f.say("home.track"),
               .code = address_of(f, catalogue::LinkKind::track),
               .hint = f.say("guide.scan"),
               .safe = safe_line(f, "guide.safe")});
    const auto lines = rows(parts.steps, 3, f.size.gap);
    draw_step(f, lines[0], "",
              {.number = "1",
               .title = f.say("track.1"),
               .hint = "",
               .icon = "qr_code_scanner",
               .touchable = false});
    draw_step(f, lines[1], "",
              {.number = "2",
               .title = f.say("track.2"),
               .hint = "",
               .icon = "badge",
               .touchable = false});
    draw_step(f, lines[2], "",
              {.number = "3",
               .title = f.say("track.3"),
               .hint = "",
               .icon = "fact_check",
               .touchable = false});
    Asked asked = draw_timer(f, parts.timer);
    if (Asked end = draw_ends(f, parts.ends)) asked = end;
    return asked;
}

}  // namespace ui
