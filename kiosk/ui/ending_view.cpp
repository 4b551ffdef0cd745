// How it went: outcome and rating. Every answer may be skipped; only a count is kept.

#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

/// A line below a question.
struct Below {
    std::string words{};
    bool may_cut = false, unread = false;
};

void draw_question(Frame& f, Box& box, const std::string& question, const Below& below) {
    const Look head{.style = f.theme.roomy() ? Style::head : Style::title, .weight = Weight::bold};
    draw_text(f, box.cut_top(text_height(f, question, head, box.w)), question, head);
    if (!below.words.empty()) {
        const Look quiet{.style = f.theme.extra() ? Style::body : Style::key,
                         .colour = f.colour.ink2,
                         .lines = 1,
                         .may_cut = below.may_cut,
                         .unread = below.unread};
        Look small = quiet;
        small.style = Style::body;
        const Box room{0, 0, box.w, line_height(f, quiet)};
        draw_text(f, box.cut_top(room.h), below.words,
                  fitting(f, below.words, room, {quiet, small}));
    }
    box.cut_top(0, f.size.space2);
}

/// "You need not answer": above, where nothing is touched, or in what is left of the last line.
void draw_promise(Frame& f, Box line) {
    const std::string& words = f.say("out.note");
    const float signed_by = f.size.icon + f.size.space2;
    Box at = line;
    if (f.low()) {
        at = f.reading;
        const Look body{.style = Style::body};
        at.h = std::min(at.h, text_height(f, words, body, at.w - signed_by));
    }
    const bool fits = at.w > signed_by && text_height(f, words, {.style = Style::caption},
                                                      at.w - signed_by) <= at.h + 1;
    if (fits) note(f, at, "info", words);
}

float skip_width(Frame& f, const Button& skip) {
    return std::max(button_width(f, skip), f.theme.px(176));
}

/// The way past, at the end of the last line. Returns whether it was taken.
bool draw_skip(Frame& f, Box line) {
    const Button skip{.label = f.say("out.skip")};
    const Box at = cut_hand(f, line, skip_width(f, skip), f.size.space3);
    draw_promise(f, line);
    return button(f, "skip", at, skip);
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
    float sub = f.theme.extra() ? 0 : text_height(f, below, quiet, inside.w);
    if (sub + line_height(f, small) > inside.h) sub = 0;
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

/// Five beside each other while the reasons are asked for; else as large as they can be.
struct FaceShape {
    bool small = false;
    bool worded = true;  ///< Where the words leave the faces no room the faces say it alone.
};

Look face_look(bool small) {
    return {.style = small ? Style::caption : Style::body,
            .weight = Weight::semibold,
            .align = Align::centre};
}

bool words_fit(Frame& f, Box box) {
    const Box inside = box.inset(f.size.space1, f.size.space1);
    for (int level = 1; level <= 5; ++level)
        if (text_height(f, f.say("rate." + std::to_string(level)), face_look(true), inside.w) >
            inside.h / 2)
            return false;
    return true;
}

bool draw_face(Frame& f, Box box, int level, bool chosen, const FaceShape& shape) {
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
    Look look = face_look(shape.small);
    look.colour = letters;
    if (chosen) mention(f, box, "aloud.chosen");
    if (f.portrait() && !shape.small) {
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
    const float words = shape.worded ? text_height(f, label, look, inside.w) : 0;
    const float most = shape.small ? f.size.icon_large : f.size.icon_face;
    const float side = std::min(most, inside.h - words - f.size.space1);
    Box column = inside.centred(inside.w, side + (shape.worded ? f.size.space1 + words : 0));
    icon(f, column.cut_top(side, f.size.space1), kFaces[level - 1], side, picture);
    if (shape.worded)
        draw_text(f, column, label, look);
    else
        mention(f, box, "rate." + number);
    return touch.tapped;
}

struct Reason {
    const char* icon;
    const char* number;
};
constexpr Reason kReasons[] = {{"help_outline", "1"}, {"format_size", "2"},   {"speed", "3"},
                               {"badge", "4"},        {"manage_search", "5"}, {"edit_note", "6"}};
constexpr int kReasonCount = static_cast<int>(std::size(kReasons));

int reasons_across(const Frame& f) { return f.portrait() ? 2 : 3; }

/// High enough for a label in two lines.
float reasons_height(const Frame& f) {
    const auto down = static_cast<float>(kReasonCount / reasons_across(f));
    const float row = std::max(f.size.big_button, 2 * line_height(f, {.style = Style::caption}) +
                                                      2 * f.size.space1);
    return down * row + (down - 1) * f.size.gap;
}

void draw_why(Frame& f, Box& box) {
    const Look heading{.style = f.theme.extra() ? Style::body : Style::key,
                       .weight = Weight::semibold,
                       .lines = 1};
    const std::string& why = f.say("rate.why");
    draw_text(f, box.cut_top(line_height(f, heading), f.size.gap), why,
              fitting(f, why, {0, 0, box.w, line_height(f, heading)}, heading));
}

Asked draw_reasons(Frame& f, Box box, const app::Rating& screen) {
    const int across = reasons_across(f), down = kReasonCount / across;
    const auto lines = rows(box.cut_top(std::min(box.h, reasons_height(f))), down, f.size.gap);
    Asked asked;
    for (int i = 0; i < kReasonCount; ++i) {
        const auto cells = columns(lines[static_cast<std::size_t>(i / across)], across, f.size.gap);
        const Box& at = cells[static_cast<std::size_t>(i % across)];
        const Reason& reason = kReasons[i];
        const bool chosen = screen.reason == i + 1;
        const Button look{.icon = chosen ? "check" : reason.icon,
                          .label = f.say(std::string("rate.w") + reason.number),
                          .selected = chosen};
        if (button(f, std::string("reason-") + reason.number, at, look))
            asked = app::GiveReason{i + 1};
    }
    return asked;
}

Asked draw_faces(Frame& f, Box box, const app::Rating& screen) {
    const bool asking = screen.level > 0;
    const bool in_rows = f.portrait() && !asking;
    const auto cells = in_rows ? rows(box, 5, f.size.gap) : columns(box, 5, f.size.gap);
    const FaceShape shape{.small = asking, .worded = !asking || words_fit(f, cells.front())};
    Asked asked;
    for (int level = 1; level <= 5; ++level)
        if (draw_face(f, cells[static_cast<std::size_t>(level - 1)], level, screen.level == level,
                      shape))
            asked = app::Rate{level};
    return asked;
}

/// Send, or skip; the rest of the line promises that only a count is kept.
Asked draw_last(Frame& f, Box line) {
    const Button send{.icon = "send", .label = f.say("rate.send"), .kind = Kind::primary};
    const Button skip{.label = f.say("out.skip")};
    Box second = cut_hand(f, line, skip_width(f, skip), f.size.space2);
    Box first = cut_hand(f, line, button_width(f, send), f.size.space3);
    Asked asked;
    draw_promise(f, line);
    if (button(f, "send", first, send)) asked = app::SendRating{};
    if (button(f, "skip", second, skip)) asked = app::SkipRating{};
    return asked;
}

/// The same below each other, where the glass is too low for a line of its own.
Asked draw_last_column(Frame& f, Box box) {
    const Button send{.icon = "send", .label = f.say("rate.send"), .kind = Kind::primary};
    const Button skip{.label = f.say("out.skip")};
    draw_promise(f, {});
    Asked asked;
    if (button(f, "send", box.cut_top(2 * f.size.button, f.size.gap), send))
        asked = app::SendRating{};
    if (button(f, "skip", box.cut_top(f.size.button), skip)) asked = app::SkipRating{};
    return asked;
}

/// Very unhappy, or unhappy: why?
Asked draw_asking(Frame& f, Box box, const app::Rating& screen) {
    const bool column = f.low() && !f.portrait();
    Box last{};
    if (column)
        last = cut_hand(f, box,
                        button_width(f, {.icon = "send", .label = f.say("rate.send")}),
                        f.size.space3);
    else
        last = box.cut_bottom(f.size.button, f.size.space2);
    const float most = f.theme.px(f.theme.roomy() ? 230 : 200);
    const float heading = f.low() ? 0 : line_height(f, {.style = Style::key}) + f.size.gap;
    const Box faces = box.cut_top(
        std::min(most, box.h - f.size.space2 - heading - reasons_height(f)), f.size.space2);
    Asked asked = draw_faces(f, faces, screen);
    draw_why(f, f.beyond_reach(box));
    if (Asked reason = draw_reasons(f, box, screen)) asked = reason;
    const Asked end = column ? draw_last_column(f, last) : draw_last(f, last);
    return end ? end : asked;
}

}  // namespace

Asked draw_outcome(Frame& f, const app::Outcome& screen) {
    Box box = f.content;
    const std::string name = f.theme.extra() ? std::string() : name_of(f, screen.code);
    draw_question(f, f.beyond_reach(box), f.say("out.title"),
                  {name, true, !name_is_read(f, screen.code)});
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
    const std::string sub = asking || f.theme.extra() ? std::string() : f.say("rate.sub");
    draw_question(f, f.beyond_reach(box), f.say("rate.title"), {sub});
    if (asking) return draw_asking(f, box, screen);
    const Box last = box.cut_bottom(f.size.button, f.size.space2);
    Box faces = box;
    if (!f.portrait()) faces = box.centred(box.w, std::min(box.h, f.theme.px(464)));
    Asked asked = draw_faces(f, faces, screen);
    if (draw_skip(f, last)) asked = app::SkipRating{};
    return asked;
}

}  // namespace ui
