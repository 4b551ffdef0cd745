// Screens that say one thing: the way to the counter, "no network", "are you still there?".

#include <cmath>

#include "app/update.h"
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

float words_height(Frame& f, const Notice& notice, float width) {
    const float buttons = f.portrait() ? 2 * f.size.big_button + f.size.gap : f.size.big_button;
    float height = text_height(f, notice.title, title_of(f), width) + f.size.space3 +
                   text_height(f, notice.words, words_of(f), width) + f.size.space3 + buttons;
    if (!notice.quiet.empty())
        height += f.size.space3 + text_height(f, notice.quiet, {.style = Style::caption},
                                              width - f.size.icon - f.size.space2);
    return height;
}

Pressed draw_words(Frame& f, Box box, const Notice& notice) {
    const Look title = title_of(f), words = words_of(f);
    draw_text(f, box.cut_top(text_height(f, notice.title, title, box.w), f.size.space3),
              notice.title, title);
    draw_text(f, box.cut_top(text_height(f, notice.words, words, box.w), f.size.space3),
              notice.words, words);
    Pressed pressed;
    if (f.portrait()) {
        pressed.first =
            button(f, "first", box.cut_top(f.size.big_button, f.size.gap), notice.first);
        pressed.second =
            button(f, "second", box.cut_top(f.size.big_button, f.size.space3), notice.second);
    } else {
        Box line = box.cut_top(f.size.big_button, f.size.space3);
        const float half = std::floor((line.w - f.size.space2) / 2);
        const float first =
            std::min(half, std::max(button_width(f, notice.first), f.theme.px(396)));
        const float second =
            std::min(half, std::max(button_width(f, notice.second), f.theme.px(396)));
        pressed.first = button(f, "first", line.cut_left(first, f.size.space2), notice.first);
        pressed.second = button(f, "second", line.cut_left(second), notice.second);
    }
    if (!notice.quiet.empty()) note(f, box, "save", notice.quiet, Style::caption);
    return pressed;
}

/// A square that says it without words, then the words.
Pressed draw_notice(Frame& f, const Notice& notice, float side,
                    const std::function<void(Box)>& draw_square) {
    Box box = f.content;
    if (f.portrait()) {
        const float height = side + f.size.space5 + words_height(f, notice, box.w);
        Box column = box.centred(box.w, std::min(box.h, height));
        const Box top = column.cut_top(side, f.size.space5);
        draw_square(top.centred(side, side));
        return draw_words(f, column, notice);
    }
    const float width = std::min(box.w, f.theme.px(1540));
    Box row = box.centred(width, box.h);
    Box left = row.cut_left(side, f.size.space6);
    const float height = std::min(box.h, words_height(f, notice, row.w));
    draw_square(left.centred(side, side));
    return draw_words(f, row.centred(row.w, height), notice);
}

/// "Đang xem: …": what the citizen comes back to, where it fits one line.
std::string doing_of(Frame& f, float width) {
    const std::string name = name_of(f, app::code_of(f.model.screen));
    if (name.empty()) return {};
    const std::string words = f.fill("warn.doing", {{"name", name}});
    return chip_width(f, words) <= width ? words : std::string();
}

}  // namespace

Asked draw_help(Frame& f, const app::Help&) {
    const std::string& counter = f.world.counter;
    const Notice notice{
        .title = f.fill("help.title", {{"n", counter}}),
        .words = f.say("help.sub"),
        .first = {.label = f.say("help.ok"), .kind = Kind::primary, .large = true},
        .second = {.icon = "arrow_back", .label = f.say("bar.back"), .large = true}};
    const Pressed pressed = draw_notice(f, notice, f.theme.px(280), [&](Box box) {
        round(f, box, f.size.card_radius, f.colour.indigo);
        const Look word{.style = Style::key,
                        .weight = Weight::semibold,
                        .colour = f.colour.on_indigo,
                        .align = Align::centre,
                        .lines = 1};
        Look fixed = word;
        fixed.fixed = true;
        const Look label =
            fitting(f, f.say("help.counter"), {0, 0, box.w - f.size.space2, box.h}, {word, fixed});
        const Look number{.style = Style::display,
                          .weight = Weight::bold,
                          .colour = f.colour.on_indigo,
                          .align = Align::centre,
                          .lines = 1};
        Box column = box.centred(box.w, line_height(f, label) + line_height(f, number));
        draw_text(f, column.cut_top(line_height(f, label)), f.say("help.counter"), label);
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

Asked draw_warning(Frame& f) {
    const float pad = f.size.space6;
    const float width = std::min(f.size.dialog, f.content.w - 2 * f.size.margin);
    const Look title = title_of(f), words = words_of(f);
    const float side = f.theme.px(256);
    const float text_w = f.portrait() ? width - 2 * pad : width - 2 * pad - side - f.size.space5;
    const std::string doing = doing_of(f, text_w);
    const float chip_room = doing.empty() ? 0 : f.size.chip + f.size.space2;
    const float text_h = text_height(f, f.say("warn.title"), title, text_w) + f.size.space2 +
                         text_height(f, f.say("warn.sub"), words, text_w) + chip_room;
    const float top = f.portrait() ? side + f.size.space4 + text_h : std::max(side, text_h);
    const float buttons = f.portrait() ? 2 * f.size.big_button + f.size.gap : f.theme.px(128);
    const float height = top + 2 * f.size.space4 + f.size.progress + buttons + 2 * f.size.space5;
    const Box box = f.content.centred(width, height);
    card(f, box, f.size.card_radius, f.colour.card,
         f.theme.plain() ? f.colour.ink : f.colour.card, f.size.border);
    Box inside = box.inset(pad, f.size.space5);
    Box head = inside.cut_top(top, f.size.space4);
    const Box square = f.portrait() ? head.cut_top(side, f.size.space4)
                                    : head.cut_left(side, f.size.space5).centred(side, side);
    card(f, square, f.size.card_radius, f.colour.gold_tint,
         f.theme.plain() ? f.colour.ink : f.colour.gold_tint, f.size.border);
    const auto left = app::warning_left(f.model, f.now);
    const Look number{
        .style = Style::display, .weight = Weight::bold, .align = Align::centre, .lines = 1};
    const Look unit{
        .style = Style::body, .weight = Weight::semibold, .align = Align::centre, .lines = 1};
    Box count = square.centred(square.w, line_height(f, number) + line_height(f, unit));
    draw_text(f, count.cut_top(line_height(f, number)), std::to_string(left.count()), number);
    draw_text(f, count, f.say("warn.seconds"), unit);
    Box column = head.centred(head.w, text_h);
    draw_text(f, column.cut_top(text_height(f, f.say("warn.title"), title, text_w), f.size.space2),
              f.say("warn.title"), title);
    draw_text(f, column.cut_top(text_height(f, f.say("warn.sub"), words, text_w), f.size.space2),
              f.say("warn.sub"), words);
    if (!doing.empty())
        chip(f, column.cut_top(f.size.chip).cut_left(chip_width(f, doing)), "description", doing,
             Tone::info);
    progress(f, inside.cut_top(f.size.progress, f.size.space4),
             static_cast<float>(left.count()) / static_cast<float>(app::warning_of(f.model).count()));
    const Button stay{
        .icon = "touch_app", .label = f.say("warn.stay"), .kind = Kind::primary, .large = true};
    const Button end{.label = f.say("warn.end"), .large = true};
    Box first = inside, second;
    if (f.portrait()) {
        first = inside.cut_top(f.size.big_button, f.size.gap);
        second = inside;
    } else {
        second = first.cut_right(std::floor(first.w / 3), f.size.space3);
    }
    Asked asked;
    if (button(f, "stay", first, stay)) asked = app::Stay{};
    if (button(f, "end", second, end)) asked = app::EndVisit{};
    // A touch beside the dialog also says "I am here".
    if (!asked && tapped_anywhere(f, "anywhere")) asked = app::Stay{};
    return asked;
}

}  // namespace ui
