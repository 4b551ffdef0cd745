// "Are you still there?": the countdown over any screen.

#include <algorithm>
#include <cmath>

#include "app/update.h"
#include "ui/views.h"
#include "ui/widgets.h"

namespace ui {

namespace {

Look title_look(const Frame& f) {
    return {.style = f.theme.roomy() ? Style::head : Style::title, .weight = Weight::bold};
}
Look words_look(const Frame& f) { return {.style = f.theme.extra() ? Style::body : Style::key}; }

/// "Đang xem: …": what the citizen comes back to, where it fits one line.
std::string doing_of(Frame& f, float width) {
    const std::string name = name_of(f, app::code_of(f.model.screen));
    if (name.empty()) return {};
    const std::string words = f.fill("warn.doing", {{"name", name}});
    return chip_width(f, words) <= width ? words : std::string();
}

/// The seconds left, in a square. They are read once, with the dialog.
void draw_count(Frame& f, Box square, std::chrono::seconds left) {
    card(f, square, f.size.card_radius, f.colour.gold_tint,
         f.theme.plain() ? f.colour.ink : f.colour.gold_tint, f.size.border);
    const Look number{
        .style = Style::display, .weight = Weight::bold, .align = Align::centre, .lines = 1};
    const Look unit{
        .style = Style::body, .weight = Weight::semibold, .align = Align::centre, .lines = 1};
    Box count = square.centred(square.w, line_height(f, number) + line_height(f, unit));
    draw_text(f, count.cut_top(line_height(f, number)), std::to_string(left.count()), number);
    draw_text(f, count, f.say("warn.seconds"), unit);
}

/// The question, why it is asked, and what the citizen comes back to.
struct Words {
    std::string doing;
    float title, sub, height;
};

Words words_of(Frame& f, float width) {
    Words words{doing_of(f, width), text_height(f, f.say("warn.title"), title_look(f), width),
                text_height(f, f.say("warn.sub"), words_look(f), width), 0};
    words.height = words.title + f.size.space2 + words.sub;
    if (!words.doing.empty()) words.height += f.size.space2 + f.size.chip;
    return words;
}

void draw_words(Frame& f, Box box, const Words& words) {
    Box column = box.centred(box.w, words.height);
    draw_text(f, column.cut_top(words.title, f.size.space2), f.say("warn.title"), title_look(f));
    draw_text(f, column.cut_top(words.sub, f.size.space2), f.say("warn.sub"), words_look(f));
    if (words.doing.empty()) return;
    chip(f, column.cut_top(f.size.chip).cut_left(chip_width(f, words.doing)), "description",
         words.doing, Tone::info);
}

Asked draw_buttons(Frame& f, Box box) {
    const Button stay{
        .icon = "touch_app", .label = f.say("warn.stay"), .kind = Kind::primary, .large = true};
    const Button end{.label = f.say("warn.end"), .large = true};
    Box first = box, second;
    if (f.portrait()) {
        first = box.cut_top(f.size.big_button, f.size.gap);
        second = box;
    } else {
        second = first.cut_right(std::floor(first.w / 3), f.size.space3);
    }
    Asked asked;
    if (button(f, "stay", first, stay)) asked = app::Stay{};
    if (button(f, "end", second, end)) asked = app::EndVisit{};
    return asked;
}

}  // namespace

Asked draw_warning(Frame& f) {
    const float pad = f.size.space6;
    const float width = std::min(f.size.dialog, f.content.w - 2 * f.size.margin);
    const float side = f.theme.px(256);
    const float text_w = f.portrait() ? width - 2 * pad : width - 2 * pad - side - f.size.space5;
    const Words words = words_of(f, text_w);
    const float top =
        f.portrait() ? side + f.size.space4 + words.height : std::max(side, words.height);
    const float buttons = f.portrait() ? 2 * f.size.big_button + f.size.gap : f.theme.px(128);
    const float height = top + 2 * f.size.space4 + f.size.progress + buttons + 2 * f.size.space5;
    const Box box = f.content.centred(width, height);
    card(f, box, f.size.card_radius, f.colour.card,
         f.theme.plain() ? f.colour.ink : f.colour.card, f.size.border);
    Box inside = box.inset(pad, f.size.space5);
    Box head = inside.cut_top(top, f.size.space4);
    const Box square = f.portrait() ? head.cut_top(side, f.size.space4)
                                    : head.cut_left(side, f.size.space5).centred(side, side);
    const auto left = app::warning_left(f.model, f.now);
    draw_words(f, head, words);
    draw_count(f, f.portrait() ? square.centred(side, side) : square, left);
    const auto whole = app::warning_of(f.model);
    progress(f, inside.cut_top(f.size.progress, f.size.space4),
             static_cast<float>(left.count()) / static_cast<float>(whole.count()));
    Asked asked = draw_buttons(f, inside);
    // A touch beside the dialog also says "I am here".
    if (!asked && tapped_anywhere(f, "anywhere")) asked = app::Stay{};
    return asked;
}

}  // namespace ui
