// Screens that say one thing: the way to the counter, "no network".

#include <algorithm>
#include <cmath>
#include <functional>

#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

struct Notice {
    std::string title, words;
    Button first, second;
    std::string quiet{};  ///< A line below the buttons.
};

struct Pressed {
    bool first = false, second = false;
};

Look title_of(const Frame& f) {
    return {.style = f.theme.extra() ? Style::title : Style::head, .weight = Weight::bold};
}
Look words_of(const Frame& f) { return {.style = f.theme.extra() ? Style::body : Style::key}; }

float buttons_height(const Frame& f) {
    return f.portrait() ? 2 * f.size.big_button + f.size.gap : f.size.big_button;
}

/// The title and the words under it, in looks that fit.
struct Told {
    Look title, words;
    float title_height = 0, words_height = 0;
    float height = 0;
};

Told told(Frame& f, const Notice& notice, const Box& room) {
    Told all{.title = title_of(f), .words = words_of(f)};
    const auto measure = [&] {
        all.title_height = text_height(f, notice.title, all.title, room.w);
        all.words_height = text_height(f, notice.words, all.words, room.w);
        all.height = all.title_height + f.size.space2 + all.words_height;
    };
    for (measure(); all.height > room.h && all.words.style != Style::caption; measure())
        all.words.style = static_cast<Style>(static_cast<int>(all.words.style) - 1);
    for (; all.height > room.h && all.title.style != Style::key; measure())
        all.title.style = static_cast<Style>(static_cast<int>(all.title.style) - 1);
    return all;
}

void draw_told(Frame& f, Box box, const Notice& notice, const Told& how) {
    draw_text(f, box.cut_top(how.title_height, f.size.space2), notice.title, how.title);
    draw_text(f, box.cut_top(how.words_height), notice.words, how.words);
}

Pressed draw_buttons(Frame& f, Box box, const Notice& notice) {
    Pressed pressed;
    if (f.portrait()) {
        pressed.first =
            button(f, "first", box.cut_top(f.size.big_button, f.size.gap), notice.first);
        pressed.second = button(f, "second", box.cut_top(f.size.big_button), notice.second);
        return pressed;
    }
    const float half = std::floor((box.w - f.size.space2) / 2), least = f.theme.px(396);
    const float first = std::min(half, std::max(button_width(f, notice.first), least));
    const float second = std::min(half, std::max(button_width(f, notice.second), least));
    pressed.first = button(f, "first", box.cut_left(first, f.size.space2), notice.first);
    pressed.second = button(f, "second", box.cut_left(second), notice.second);
    return pressed;
}

float quiet_height(Frame& f, const Notice& notice, float width) {
    if (notice.quiet.empty()) return 0;
    return f.size.space3 +
           std::max(f.size.icon, text_height(f, notice.quiet, {.style = Style::caption},
                                             width - f.size.icon - f.size.space2));
}

/// Buttons, and the quiet line below them.
Pressed draw_ways(Frame& f, Box box, const Notice& notice) {
    const Pressed pressed = draw_buttons(f, box.cut_top(buttons_height(f)), notice);
    const float quiet = quiet_height(f, notice, box.w);
    if (quiet > 0) {
        box.cut_top(f.size.space3);
        note(f, box.cut_top(quiet - f.size.space3), "save", notice.quiet, Style::caption);
    }
    return pressed;
}

/// A square that says it without words, then the words; the buttons below. With low reach the
/// words stand above the line.
Pressed draw_notice(Frame& f, const Notice& notice, float side,
                    const std::function<void(Box)>& draw_square) {
    Box box = f.content;
    if (f.low()) {
        Box above = f.reading;
        const float square = std::min(side, above.h);
        draw_square(above.cut_left(square, f.size.space5).centred(square, square));
        const Told how = told(f, notice, above);
        draw_told(f, above.centred(above.w, std::min(above.h, how.height)), notice, how);
        const float ways = buttons_height(f) + quiet_height(f, notice, box.w);
        return draw_ways(f, box.centred(box.w, std::min(box.h, ways)), notice);
    }
    Box row = box.centred(f.portrait() ? box.w : std::min(box.w, f.theme.px(1540)), box.h);
    Box square = f.portrait() ? Box{} : row.cut_left(side, f.size.space6).centred(side, side);
    const float above = f.portrait() ? side + f.size.space5 : 0;
    const float ways = f.size.space3 + buttons_height(f) + quiet_height(f, notice, row.w);
    const Told how = told(f, notice, {0, 0, row.w, row.h - above - ways});
    Box column = row.centred(row.w, std::min(row.h, above + how.height + ways));
    if (f.portrait()) square = column.cut_top(side, f.size.space5).centred(side, side);
    draw_square(square);
    draw_told(f, column.cut_top(how.height, f.size.space3), notice, how);
    return draw_ways(f, column, notice);
}

}  // namespace

Asked draw_help(Frame& f, const app::Help&) {
    const std::string& counter = f.world.counter;
    const Notice notice{
        .title = f.fill("help.title", {{"n", counter}}),
        .words = f.say("help.sub"),
        .first = {.icon = "check", .label = f.say("help.ok"), .kind = Kind::primary, .large = true},
        .second = {.icon = "arrow_back", .label = f.say("bar.back"), .large = true}};
    const Pressed pressed = draw_notice(f, notice, f.theme.px(280), [&](Box box) {
        // The title says the same to who listens.
        round(f, box, f.size.card_radius, f.colour.indigo);
        const Look word{.style = Style::key,
                        .weight = Weight::semibold,
                        .colour = f.colour.on_indigo,
                        .align = Align::centre,
                        .lines = 1,
                        .unread = true};
        Look twice = word;
        twice.style = Style::caption;
        twice.lines = 2;
        const Look label =
            fitting(f, f.say("help.counter"), {0, 0, box.w - f.size.space2, box.h}, {word, twice});
        const Look number{.style = Style::display,
                          .weight = Weight::bold,
                          .colour = f.colour.on_indigo,
                          .align = Align::centre,
                          .lines = 1,
                          .unread = true};
        const float above = text_height(f, f.say("help.counter"), label, box.w);
        Box column = box.centred(box.w, above + line_height(f, number));
        draw_text(f, column.cut_top(above), f.say("help.counter"), label);
        draw_text(f, column, counter, number);
    });
    if (pressed.first) return app::Understood{};
    if (pressed.second) return app::GoBack{};
    return std::nullopt;
}

Asked draw_offline(Frame& f, const app::Offline&) {
    const Notice notice{
        .title = f.say("off.title"),
        .words = f.say("off.sub"),
        .first = {.icon = "arrow_forward",
                  .label = f.say("off.go"),
                  .kind = Kind::primary,
                  .large = true,
                  .icon_after = true},
        .second = {.icon = "support_agent", .label = f.say("detail.to_counter"), .large = true},
        .quiet = f.say("off.keep")};
    const Pressed pressed = draw_notice(f, notice, f.theme.px(256), [&](Box box) {
        card(f, box, f.size.card_radius, f.colour.gold_tint,
             f.theme.plain() ? f.colour.ink : f.colour.gold_tint, f.size.border);
        icon(f, box, "wifi_off", f.size.icon_huge, f.colour.gold_ink);
    });
    if (pressed.first) return app::Continue{};
    if (pressed.second) return app::GoToCounter{};
    return std::nullopt;
}

}  // namespace ui
