// Filing by phone, step by step: the QR code of the step beside the steps, and time to use it.

#include <algorithm>
#include <cmath>

#include "app/update.h"
#include "text/format.h"
#include "ui/steps.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

using app::GuideStep;

std::string_view step_icon(GuideStep step) {
    switch (step) {
        case GuideStep::wifi: return "wifi";
        case GuideStep::vneid: return "badge";
        case GuideStep::procedure: return "qr_code_scanner";
        case GuideStep::submit: return "edit_note";
        case GuideStep::track: return "fact_check";
    }
    return {};
}

WayStep step_of(const Frame& f, GuideStep step) {
    const std::string name = app::name_of(step);
    const std::string key = "guide." + name;
    return {.id = "step-" + name,
            .key = key,
            .icon = step_icon(step),
            .hint = step == GuideStep::wifi ? f.fill(key + ".sub", {{"name", f.world.wifi_name}})
                                            : f.say(key + ".sub")};
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

Asked draw_timer(Frame& f, Box box) {
    card(f, box, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
    Box inside = box.inset(f.size.space3, f.size.space1);
    const Button more{.icon = "more_time", .label = f.say("guide.more")};
    const float wide =
        std::min(button_width(f, more), std::floor(inside.w * (f.theme.extra() ? 0.62f : 0.56f)));
    const Box at = cut_hand(f, inside, wide, f.size.space3);
    Asked asked;
    if (button(f, "more-time", at.centred(at.w, std::min(f.size.button, inside.h)), more))
        asked = app::MoreTime{};
    const auto left = app::time_left(f.model, f.now);
    const std::string time = text::minutes_seconds(left);
    // It changes every second: the dialog that comes at its end is what is read out.
    const Look word{.style = Style::body, .middle = true, .lines = 1, .unread = true};
    const Look number{.style = f.theme.extra() ? Style::body : Style::key,
                      .weight = Weight::bold,
                      .middle = true,
                      .lines = 1,
                      .unread = true};
    Box column = inside.centred(inside.w, line_height(f, number) + f.size.space1 + f.size.progress);
    Box line = column.cut_top(line_height(f, number), f.size.space1);
    draw_text(f, line.cut_right(text_width(f, "00:00", number), f.size.space1), time, number);
    const std::string& label = f.say("guide.timer");
    Look least = word;
    least.style = Style::caption;
    if (text_width(f, label, least) <= line.w)
        draw_text(f, line, label, fitting(f, label, line, {word, least}));
    else
        icon(f, line.cut_left(f.size.icon), "schedule", f.size.icon, f.colour.ink);
    const auto whole = app::patience_of(f.model);
    progress(f, column.cut_top(f.size.progress),
             static_cast<float>(left.count()) / static_cast<float>(whole.count()));
    return asked;
}

/// Done, or help wanted: beside each other, or below where the box is tall.
Asked draw_ends(Frame& f, Box box) {
    const Button done{
        .icon = "check", .label = f.say("guide.done"), .kind = Kind::primary, .large = true};
    const Button help{.icon = "support_agent", .label = f.say("guide.help"), .large = true};
    Box second;
    if (box.h >= 2 * f.size.touch_min + f.size.gap + f.size.space2)
        second = box.cut_bottom(std::floor((box.h - f.size.gap) / 2), f.size.gap);
    else
        second = cut_hand(f, box, std::floor(box.w * (f.theme.roomy() ? 0.42f : 0.5f)), f.size.gap);
    if (button(f, "done", box, done)) return app::Done{};
    if (button(f, "to-counter", second, help)) return app::GoToCounter{};
    return std::nullopt;
}

/// What stands above the steps: what this is, and of what.
struct Head {
    std::string title, below;
    bool may_cut = false, unread = false;
};

Look head_look(const Frame& f) {
    return {
        .style = f.theme.roomy() ? Style::head : Style::title, .weight = Weight::bold, .lines = 1};
}

Look below_look(const Frame& f, const Head& head) {
    return {.style = f.theme.extra() ? Style::caption : Style::body,
            .weight = Weight::semibold,
            .colour = f.colour.ink2,
            .lines = head.may_cut ? 1 : 2,
            .may_cut = head.may_cut,
            .unread = head.unread};
}

float head_height(Frame& f, const Head& head, float width) {
    return line_height(f, head_look(f)) + text_height(f, head.below, below_look(f, head), width);
}

void draw_head(Frame& f, Box box, const Head& head) {
    if (box.empty()) return mention(f, f.content, "guide.title");
    const Look most = head_look(f);
    Look less = most;
    less.style = Style::key;
    Look least = most;
    least.style = Style::caption;
    const Box room{0, 0, box.w, line_height(f, most)};
    draw_text(f, box.cut_top(room.h), head.title,
              fitting(f, head.title, room, {most, less, least}));
    Look below = below_look(f, head);
    if (head.may_cut) below.lines = f.low() && !f.portrait() ? 3 : 1;
    draw_text(f, box, head.below, below);
}

/// The five parts of both screens.
struct Parts {
    Box head, steps, ends, code, timer;
};

float timer_height(const Frame& f) {
    return std::max(f.theme.px(112), f.size.button + f.size.space3);
}

/// Upright: the code above what is touched; without low reach it needs no head of its own.
Parts upright_parts(Frame& f, const Head& head) {
    Parts parts;
    Box box = f.content;
    if (f.low()) {
        Box above = f.reading;
        parts.head = above.cut_top(head_height(f, head, above.w), f.size.space2);
        parts.code = above;
    } else {
        parts.code = box.cut_top(f.theme.px(f.theme.roomy() ? 760 : 690), f.size.space2);
    }
    parts.timer = box.cut_top(timer_height(f), f.size.space2);
    parts.ends = box.cut_bottom(f.size.big_button, f.size.space2);
    parts.steps = box;
    return parts;
}

/// Across: the code at the side of the hand; with low reach above it, and below it the ends.
Parts across_parts(Frame& f, const Head& head) {
    Parts parts;
    Box box = f.content;
    Box side = cut_hand(f, box, f.theme.px(640), f.size.space4);
    if (f.low()) {
        Box above = f.reading;
        parts.code = cut_hand(f, above, std::floor(above.w * 0.58f), f.size.space4);
        parts.head = above;
        parts.timer = side.cut_top(timer_height(f), f.size.space2);
        parts.ends = side;
        parts.ends.h = std::min(side.h, 2 * f.size.big_button + f.size.gap);
        parts.steps = box;
        return parts;
    }
    parts.timer = side.cut_bottom(timer_height(f), f.size.space2);
    parts.code = side;
    parts.head = box.cut_top(head_height(f, head, box.w), f.size.space2);
    parts.ends = box.cut_bottom(f.size.big_button, f.size.space2);
    parts.steps = box;
    return parts;
}

Parts parts_of(Frame& f, const Head& head) {
    return f.portrait() ? upright_parts(f, head) : across_parts(f, head);
}

}  // namespace

Asked draw_guide(Frame& f, const app::Guide& screen) {
    const catalogue::Procedure* procedure = procedure_of(f, screen.code);
    if (!procedure) return app::GoHome{};
    const auto shown = app::guide_steps(f.model);
    std::vector<WayStep> steps;
    for (const GuideStep step : shown) steps.push_back(step_of(f, step));
    const auto at_step = std::find(shown.begin(), shown.end(), screen.step);
    const auto current =
        static_cast<std::size_t>(at_step == shown.end() ? 0 : at_step - shown.begin());
    const std::string name = catalogue::short_name(*procedure, f.language());
    const bool unread = !name_is_read(f, *procedure);
    const Head head{f.say("guide.title"), name, true, unread};
    const Parts parts = parts_of(f, head);
    draw_head(f, parts.head, head);
    const std::string code = step_code(f, screen.step, *procedure);
    const std::string safe = step_safe(f, screen.step);
    const auto draw_code = [&] {
        code_card(f, parts.code,
                  {.title = f.say(steps[current].key),
                   .about = parts.head.empty() ? name : std::string_view(),
                   .code = code,
                   .hint = f.say("guide.scan"),
                   .safe = safe,
                   .title_unread = true,
                   .about_unread = unread,
                   .about_lines = 2});  // An official name can be any length.
    };
    const StepPlaces at = step_places(f, parts.steps, steps, current);
    Asked asked;
    if (const auto tapped = draw_steps(f, at, steps, current, draw_code))
        asked = app::ShowStep{shown[*tapped]};
    if (Asked more = draw_timer(f, parts.timer)) asked = more;
    if (Asked end = draw_ends(f, parts.ends)) asked = end;
    return asked;
}

Asked draw_track(Frame& f, const app::Track&) {
    const Head head{f.say("home.track"), f.say("track.sub")};
    const Parts parts = parts_of(f, head);
    if (!parts.head.empty()) draw_head(f, parts.head, head);
    const std::string code = address_of(f, catalogue::LinkKind::track);
    const std::string safe = safe_line(f, "guide.safe");
    code_card(f, parts.code,
              {.title = f.say("home.track"),
               .about = parts.head.empty() ? head.below : std::string_view(),
               .code = code,
               .hint = f.say("guide.scan"),
               .safe = safe});
    const WayStep steps[] = {{.key = "track.1", .icon = "qr_code_scanner"},
                             {.key = "track.2", .icon = "badge"},
                             {.key = "track.3", .icon = "fact_check"}};
    draw_read_steps(f, parts.steps, steps);
    Asked asked = draw_timer(f, parts.timer);
    if (Asked end = draw_ends(f, parts.ends)) asked = end;
    return asked;
}

}  // namespace ui
