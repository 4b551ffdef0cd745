// How it went: outcome, rating, thanks. Every answer may be skipped; only a count is kept.

#include <cmath>

#include "app/update.h"
#include "ui/brocade.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

void draw_question(Frame& f, Box& box, const std::string& question, const std::string& below,
                   bool may_cut) {
    const Look head{.style = Style::head, .weight = Weight::bold};
    Look title = head;
    title.style = Style::title;
    const Look look = f.theme.roomy() ? head : title;
    draw_text(f, box.cut_top(text_height(f, question, look, box.w)), question, look);
    if (below.empty()) {
        box.cut_top(0, f.size.space2);
        return;
    }
    const Look quiet{.style = f.theme.extra() ? Style::body : Style::key,
                     .colour = f.colour.ink2,
                     .lines = 1,
                     .may_cut = may_cut};
    Look small = quiet;
    small.style = Style::body;
    draw_text(f, box.cut_top(line_height(f, quiet), f.size.space2), below,
              fitting(f, below, {0, 0, box.w, line_height(f, quiet)}, {quiet, small}));
}

/// "You need not answer", and the way past. Returns whether it was taken.
bool draw_skip(Frame& f, Box line) {
    const Button skip{.label = f.say("out.skip")};
    const Box at = line.cut_right(std::max(button_width(f, skip), f.theme.px(176)), f.size.space3);
    const bool skipped = button(f, "skip", at, skip);
    if (!f.theme.extra()) note(f, line, "info", f.say("out.note"));
    return skipped;
}

struct Answer {
    const char* id;
    const char* icon;
    const char* tint;
    app::Answer answer;
};

bool draw_answer(Frame& f, Box box, const Answer& answer) {
    const std::string key = std::string("out.") + answer.id;
    const Touchable touch = touchable(f, key, box);
    const Colours& c = f.colour;
    const Colour letters = touch.pressed ? c.on_pressed : c.ink;
    card(f, box, f.size.card_radius, touch.pressed ? c.pressed : c.card,
         touch.pressed ? c.pressed_edge : c.edge, f.size.border);
    Box inside = box.inset(f.size.space4, f.size.space2);
    const float side = std::min(f.theme.px(f.theme.roomy() ? 160 : 120), inside.h);
    const Box square = inside.cut_left(side, f.size.space4).centred(side, side);
    const std::string_view tint = answer.tint;
    Colour ground = c.green_tint, picture = c.green;
    if (tint == "papers") {
        ground = c.indigo_tint;
        picture = c.indigo;
    }
    if (tint == "family") {
        ground = c.red_tint;
        picture = c.red;
    }
    if (tint == "care") {
        ground = c.gold_tint;
        picture = c.gold_ink;
    }
    if (f.theme.plain())
        picture = touch.pressed ? letters : c.gold;
    else
        round(f, square, f.size.card_radius, ground);
    icon(f, square, answer.icon, std::min(f.size.icon_large, side - f.size.space2), picture);
    const std::string& title = f.say(key);
    const std::string& below = f.say(key + ".sub");
    const Look big{.style = Style::title, .weight = Weight::bold, .colour = letters};
    Look mid = big;
    mid.style = Style::key;
    Look small = big;
    small.style = Style::body;
    const Look quiet{.style = f.theme.roomy() ? Style::body : Style::caption,
                     .colour = touch.pressed ? letters : c.ink2};
    const float sub = f.theme.extra() ? 0 : text_height(f, below, quiet, inside.w);
    const Look look = fitting(f, title, {0, 0, inside.w, inside.h - sub}, {big, mid, small});
    const float above = text_height(f, title, look, inside.w);
    Box column = inside.centred(inside.w, above + sub);
    draw_text(f, column.cut_top(above), title, look);
    if (sub > 0) draw_text(f, column, below, quiet);
    return touch.tapped;
}

constexpr const char* kFaces[] = {"sentiment_very_dissatisfied", "sentiment_dissatisfied",
                                  "sentiment_neutral", "sentiment_satisfied",
                                  "sentiment_very_satisfied"};

bool draw_face(Frame& f, Box box, int level, bool chosen, bool small) {
    const std::string number = std::to_string(level);
    const Touchable touch = touchable(f, "face-" + number, box);
    const Colours& c = f.colour;
    Colour ground = c.card, picture = c.ink2;
    if (level <= 2) {
        ground = c.red_tint;
        picture = c.red;
    }
    if (level >= 4) {
        ground = c.green_tint;
        picture = c.green;
    }
    Colour letters = c.ink, outline = c.edge;
    const bool contrast = f.theme.plain();
    if (chosen) {
        ground = contrast ? c.gold : c.gold_tint;
        outline = contrast ? c.gold : c.ink;
        if (contrast) picture = letters = c.on_gold;
    }
    if (touch.pressed) {
        ground = c.pressed;
        outline = c.pressed_edge;
        letters = c.on_pressed;
        if (contrast) picture = letters;
    }
    card(f, box, f.size.card_radius, ground, outline, chosen ? f.size.strong : f.size.border);
    const std::string& label = f.say("rate." + number);
    Look look{.style = small ? Style::caption : Style::body,
              .weight = Weight::semibold,
              .colour = letters,
              .align = Align::centre};
    if (f.portrait() && !small) {
        Box inside = box.inset(f.size.space4, f.size.space1);
        const float side = std::min(f.size.icon_huge, inside.h);
        icon(f, inside.cut_left(side, f.size.space4), kFaces[level - 1], side, picture);
        look.align = Align::left;
        look.middle = true;
        look.style = Style::key;
        draw_text(f, inside, label, fitting(f, label, inside, look));
        return touch.tapped;
    }
    Box inside = box.inset(f.size.space1, f.size.space1);
    look = fitting(f, label, {0, 0, inside.w, inside.h / 2}, look);
    const bool worded = !(small && f.theme.extra());
    const float words = worded ? text_height(f, label, look, inside.w) : 0;
    const float most = small ? f.size.icon_large : f.size.icon_face;
    const float side = std::min(most, inside.h - words - f.size.space1);
    Box column = inside.centred(inside.w, side + (worded ? f.size.space1 + words : 0));
    icon(f, column.cut_top(side, f.size.space1), kFaces[level - 1], side, picture);
    if (worded) draw_text(f, column, label, look);
    return touch.tapped;
}

Asked draw_reasons(Frame& f, Box box, const app::Rating& screen) {
    const Look heading{.style = f.theme.extra() ? Style::body : Style::key,
                       .weight = Weight::semibold,
                       .lines = 1};
    const std::string& why = f.say("rate.why");
    draw_text(f, box.cut_top(line_height(f, heading), f.size.gap), why, heading);
    const int across = f.portrait() ? 2 : 3, down = 6 / across;
    const float height = std::min(box.h, static_cast<float>(down) * f.size.big_button +
                                             static_cast<float>(down - 1) * f.size.gap);
    const auto lines = rows(box.cut_top(height), down, f.size.gap);
    Asked asked;
    for (int i = 0; i < 6; ++i) {
        const auto cells = columns(lines[static_cast<std::size_t>(i / across)], across, f.size.gap);
        const bool chosen = screen.reason == i + 1;
        const std::string number = std::to_string(i + 1);
        const Button look{
            .icon = chosen ? "check" : "", .label = f.say("rate.w" + number), .selected = chosen};
        if (button(f, "reason-" + number, cells[static_cast<std::size_t>(i % across)], look))
            asked = app::GiveReason{i + 1};
    }
    return asked;
}

std::string time_line(const Frame& f, const std::string& code) {
    const catalogue::Procedure* procedure = procedure_of(f, code);
    if (!procedure || procedure->times.size() != 1) return f.say("thx.receipt");
    return f.fill("thx.time", {{"n", f.speaker.time(*procedure)}});
}

void draw_next(Frame& f, Box box, const app::Thanks& screen) {
    const int count = f.theme.extra() ? 2 : 3;
    const std::string lines[] = {f.say("thx.phone"), time_line(f, screen.code),
                                 f.fill("thx.counter", {{"n", f.world.counter}})};
    const char* icons[] = {"smartphone", "schedule", "support_agent"};
    const auto cells = rows(box, count, f.size.gap);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        card(f, cells[i], f.size.card_radius, f.colour.card, f.colour.line, f.size.border);
        Box inside = cells[i].inset(f.size.space4, f.size.space1);
        icon(f, inside.cut_left(f.size.icon_medium, f.size.space3), icons[i], f.size.icon_medium,
             f.colour.red);
        Look body{.style = Style::body, .weight = Weight::semibold, .middle = true};
        draw_text(f, inside, lines[i], fitting(f, lines[i], inside, body));
    }
}

/// The picture, and how many said today that they filed online (said, not confirmed).
void draw_together(Frame& f, Box box) {
    if (f.theme.plain()) return;
    fill(f, box, f.colour.red);
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

}  // namespace

Asked draw_outcome(Frame& f, const app::Outcome& screen) {
    Box box = f.content;
    draw_question(f, box, f.say("out.title"), f.theme.extra() ? "" : name_of(f, screen.code), true);
    const Box last = box.cut_bottom(f.size.button, f.size.space2);
    static constexpr Answer kAnswers[] = {
        {"submitted", "check_circle", "land", app::Answer::submitted},
        {"later", "home", "papers", app::Answer::later},
        {"need_help", "support_agent", "family", app::Answer::need_help},
        {"counter", "storefront", "care", app::Answer::counter},
    };
    const int across = f.portrait() ? 1 : 2, down = 4 / across;
    const auto lines = rows(box, down, f.size.space2);
    Asked asked;
    for (int i = 0; i < 4; ++i) {
        const auto cells =
            columns(lines[static_cast<std::size_t>(i / across)], across, f.size.space3);
        if (draw_answer(f, cells[static_cast<std::size_t>(i % across)], kAnswers[i]))
            asked = app::Say{kAnswers[i].answer};
    }
    if (draw_skip(f, last)) asked = app::Say{app::Answer::skipped};
    return asked;
}

Asked draw_rating(Frame& f, const app::Rating& screen) {
    Box box = f.content;
    const bool asking = screen.level > 0;
    draw_question(f, box, f.say("rate.title"), asking || f.theme.extra() ? "" : f.say("rate.sub"),
                  false);
    Box last = box.cut_bottom(f.size.button, f.size.space2);
    Box faces = box;
    Asked asked;
    if (asking) {
        faces = box.cut_top(f.theme.px(f.theme.roomy() ? 230 : 200), f.size.space2);
        if (Asked reason = draw_reasons(f, box, screen)) asked = reason;
    } else if (!f.portrait()) {
        faces = box.centred(box.w, std::min(box.h, f.theme.px(464)));
    }
    const bool in_rows = f.portrait() && !asking;
    const auto cells = in_rows ? rows(faces, 5, f.size.gap) : columns(faces, 5, f.size.gap);
    for (int level = 1; level <= 5; ++level)
        if (draw_face(f, cells[static_cast<std::size_t>(level - 1)], level, screen.level == level,
                      asking))
            asked = app::Rate{level};
    if (asking) {
        const Button send{.icon = "send", .label = f.say("rate.send"), .kind = Kind::primary};
        const Button skip{.label = f.say("out.skip")};
        const float wide = std::max(button_width(f, skip), f.theme.px(176));
        if (button(f, "skip", last.cut_right(wide, f.size.space2), skip)) asked = app::SkipRating{};
        if (button(f, "send", last.cut_right(button_width(f, send), f.size.space3), send))
            asked = app::SendRating{};
        if (!f.portrait() && !f.theme.extra()) note(f, last, "info", f.say("out.note"));
    } else if (draw_skip(f, last)) {
        asked = app::SkipRating{};
    }
    return asked;
}

Asked draw_thanks(Frame& f, const app::Thanks& screen) {
    // The picture runs to the edges of the content area.
    Box whole = f.screen();
    whole.cut_top(f.size.header + f.size.band);
    whole.cut_bottom(bar_height(f));
    Box box = f.content;
    if (!f.theme.plain()) {
        Box picture = whole;
        if (f.portrait()) {
            picture = whole.cut_bottom(f.theme.px(f.theme.roomy() ? 800 : 640));
            box.h = picture.y - box.y - f.size.space3;
        } else {
            picture = whole.cut_right(f.theme.px(760));
            box.w = picture.x - box.x - f.size.space5;
        }
        draw_together(f, picture);
    }
    const Look look{.style = f.theme.roomy() ? Style::display : Style::head,
                    .weight = Weight::bold,
                    .lines = 1};
    Look less = look;
    less.style = Style::head;
    Look least = look;
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

    const auto left = app::thanks_left(f.model, f.now);
    const Look small{.style = Style::caption, .colour = f.colour.ink2, .lines = 1};
    const std::string back = f.fill("thx.back", {{"n", std::to_string(left.count())}});
    progress(f, box.cut_bottom(f.size.progress, f.size.space1),
             static_cast<float>(left.count()) / static_cast<float>(f.model.rules.thanks.count()));
    draw_text(f, box.cut_bottom(line_height(f, small), f.size.space2), back, small);
    const Button end{
        .icon = "check", .label = f.say("thx.end"), .kind = Kind::primary, .large = true};
    const Button again{.icon = "replay", .label = f.say("thx.again"), .large = true};
    Box line = box.cut_bottom(f.size.big_button, f.size.space2);
    const Box first = line.cut_left(std::floor(line.w * 0.4f), f.size.space2);
    Asked asked;
    if (button(f, "end", first, end)) asked = app::EndVisit{};
    if (button(f, "again", line, again)) asked = app::AnotherProcedure{};
    const float most = f.theme.px(128) * (f.theme.extra() ? 2.0f : 3.0f);
    box.h = std::min(box.h, most);
    draw_next(f, box, screen);
    return asked;
}

}  // namespace ui
