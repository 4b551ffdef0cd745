// Thanks, and what happens next.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "app/update.h"
#include "ui/brocade.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

std::string time_line(const Frame& f, const std::string& code) {
    const catalogue::Procedure* procedure = procedure_of(f, code);
    if (!procedure || procedure->times.size() != 1) return f.say("thx.receipt");
    return f.fill("thx.time", {{"n", f.speaker.time(*procedure)}});
}

struct Next {
    const char* icon;
    std::string words;
    float height = 0;  ///< Of the words and the air around them.
};

Look next_look() {
    return {.style = Style::body, .weight = Weight::semibold, .middle = true};
}

/// What happens next, from the first on as much as the box has room for, each as high as the
/// design has it or as its words need.
std::vector<Next> next_of(Frame& f, Box box, const app::Thanks& screen) {
    std::vector<Next> all{{"smartphone", f.say("thx.phone")},
                          {"schedule", time_line(f, screen.code)},
                          {"support_agent", f.fill("thx.counter", {{"n", f.world.counter}})}};
    const float width = box.w - 2 * f.size.space4 - f.size.icon_medium - f.size.space3;
    const auto fill_with = [&](Style style, float air) {
        Look look = next_look();
        look.style = style;
        float sum = -f.size.gap;
        for (Next& next : all) {
            next.height = text_height(f, next.words, look, width) + 2 * air;
            sum += next.height + f.size.gap;
        }
        return sum;
    };
    float sum = fill_with(Style::body, f.size.space1);
    if (sum > box.h) sum = fill_with(Style::caption, f.size.space1);
    if (sum > box.h) sum = fill_with(Style::caption, f.size.space1 / 2);
    while (all.size() > 1 && sum > box.h) {
        sum -= all.back().height + f.size.gap;
        all.pop_back();
    }
    // What is left over makes the low ones as high as the others.
    const auto count = static_cast<float>(all.size());
    const float even = std::min(f.theme.px(128), (box.h - f.size.gap * (count - 1)) / count);
    float spare = box.h - sum;
    for (Next& next : all) {
        const float more = std::clamp(std::floor(even - next.height), 0.0f, std::max(0.0f, spare));
        next.height += more;
        spare -= more;
    }
    return all;
}

void draw_next(Frame& f, Box box, const app::Thanks& screen) {
    for (const Next& next : next_of(f, box, screen)) {
        const Box cell = box.cut_top(next.height, f.size.gap);
        card(f, cell, f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
        Box inside = cell.inset(f.size.space4, f.size.space1 / 2);
        icon(f, inside.cut_left(f.size.icon_medium, f.size.space3), next.icon, f.size.icon_medium,
             f.colour.red);
        draw_text(f, inside, next.words, fitting(f, next.words, inside, next_look()));
    }
}

/// The picture, and how many said today that they filed online (said, not confirmed).
void draw_together(Frame& f, Box box) {
    fill(f, box, f.colour.head);
    const float cell = std::max(1.0f, std::floor(std::min(box.w / 76, box.h * 0.75f / 46)));
    const Box picture{std::round(box.x + (box.w - 76 * cell) / 2), box.bottom() - 46 * cell,
                      84 * cell, 46 * cell};
    clip(f, box);
    draw_cloth(f, picture.x, picture.y, picture_cloth(), cell, cell);
    unclip(f);
    if (f.model.status.submitted_today == 0 || !f.theme.roomy()) return;
    Box words = box.inset(f.size.space6, f.size.space5);
    const Look number{
        .style = Style::display, .weight = Weight::bold, .colour = f.colour.on_head, .lines = 1};
    const Look label{.style = Style::key, .weight = Weight::semibold, .colour = f.colour.on_head};
    draw_text(f, words.cut_top(line_height(f, number)),
              std::to_string(f.model.status.submitted_today), number);
    draw_text(f, words, f.say("thx.count"), label);
}

/// Thanks, and "what happens next".
void draw_title(Frame& f, Box& box) {
    const Look look{.style = f.theme.roomy() ? Style::display : Style::head,
                    .weight = Weight::bold,
                    .lines = 1};
    Look less = look, least = look;
    less.style = Style::head;
    least.style = Style::title;
    Box head = box.cut_top(line_height(f, look), f.size.space2);
    icon(f, head.cut_left(f.size.icon_large, f.size.space3), "check_circle", f.size.icon_large,
         f.colour.green);
    Look title = fitting(f, f.say("thx.title"), head, {look, less, least});
    title.middle = true;
    draw_text(f, head, f.say("thx.title"), title);
    const Look sub{.style = Style::key, .weight = Weight::semibold, .lines = 1};
    if (!f.theme.extra())
        draw_text(f, box.cut_top(line_height(f, sub), f.size.space2), f.say("thx.sub"), sub);
}

Look back_look(const Frame& f) {
    // It changes every second.
    return {.style = Style::caption, .colour = f.colour.ink2, .lines = 2, .unread = true};
}

/// Finish, or another procedure; below them how long the screen stays.
struct End {
    std::string back;
    float back_height, height;
};

End end_of(Frame& f, float width) {
    const auto left = app::thanks_left(f.model, f.now);
    End end{f.fill("thx.back", {{"n", std::to_string(left.count())}}), 0, 0};
    end.back_height = text_height(f, end.back, back_look(f), width);
    end.height = f.size.big_button + f.size.space2 + end.back_height + f.size.space2 +
                 f.size.progress;
    return end;
}

Asked draw_end(Frame& f, Box box, const End& end) {
    Box line = box.cut_top(f.size.big_button, f.size.space2);
    const Button done{
        .icon = "check", .label = f.say("thx.end"), .kind = Kind::primary, .large = true};
    const Button again{.icon = "replay", .label = f.say("thx.again"), .large = true};
    const Box first = line.cut_left(std::floor(line.w * 0.4f), f.size.space2);
    Asked asked;
    if (button(f, "end", first, done)) asked = app::EndVisit{};
    if (button(f, "again", line, again)) asked = app::AnotherProcedure{};
    const auto left = app::thanks_left(f.model, f.now);
    draw_text(f, box.cut_top(end.back_height, f.size.space2), end.back, back_look(f));
    progress(f, box.cut_top(f.size.progress),
             static_cast<float>(left.count()) / static_cast<float>(f.model.rules.thanks.count()));
    return asked;
}

/// The picture runs to the edges of the content area; the rest is for the words.
Box cut_picture(Frame& f, Box& box, Box& reading, float kept) {
    Box whole = f.screen();
    whole.cut_top(f.size.header + f.size.band);
    whole.cut_bottom(bar_height(f));
    if (!f.portrait()) {
        const Box picture = whole.cut_right(f.theme.px(760));
        box.w = reading.w = picture.x - box.x - f.size.space5;
        return picture;
    }
    const float wanted = f.theme.px(f.theme.roomy() ? 800 : 640);
    const Box picture = whole.cut_bottom(
        f.low() ? std::min(wanted, whole.bottom() - box.y - kept - f.size.space3) : wanted);
    box.h = picture.y - box.y - f.size.space3;
    return picture;
}

}  // namespace

Asked draw_thanks(Frame& f, const app::Thanks& screen) {
    Box box = f.content;
    // Black and white have no ornament; large text on half a glass has no room for it.
    const bool pictured = !f.theme.plain() && (f.theme.roomy() || f.portrait() || !f.low());
    if (pictured)
        draw_together(f, cut_picture(f, box, f.reading, end_of(f, box.w).height));
    const End end = end_of(f, box.w);
    draw_title(f, f.beyond_reach(box));
    const Box last = box.cut_bottom(end.height, f.size.space3);
    // Upright and with low reach what is next stands above, with all that is only read.
    const Box next = f.low() && f.portrait() ? f.reading : box;
    draw_next(f, next, screen);
    return draw_end(f, last, end);
}

}  // namespace ui
