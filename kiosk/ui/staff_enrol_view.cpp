// Connecting with the province: a code to type, a while to wait, four words to compare.

#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::Enrol;

constexpr int kKeysInRow = 8, kKeyRows = 4;  // The alphabet has 32 symbols.
constexpr std::size_t kGroup = 5, kGroups = desk::kCodeSymbols / kGroup;

float key_height(const Frame& f) { return f.theme.px(f.portrait() ? 120 : 108); }
float pad_height(const Frame& f) { return kKeyRows * key_height(f) + (kKeyRows - 1) * f.size.gap; }
float symbol_width(const Frame& f) { return f.theme.px(f.portrait() ? 54 : 64); }
float symbol_gap(const Frame& f) { return f.theme.px(6); }
float code_width(const Frame& f) {
    const float group = kGroup * symbol_width(f) + (kGroup - 1) * symbol_gap(f);
    return kGroups * group + (kGroups - 1) * f.size.space4;
}

/// Fifteen places in three groups, as the province shows them.
void draw_code(Frame& f, Box box, const std::string& code) {
    const Look letter{.style = Style::title,
                      .weight = Weight::bold,
                      .align = Align::centre,
                      .middle = true,
                      .lines = 1};
    for (std::size_t i = 0; i < desk::kCodeSymbols; ++i) {
        const bool last = i % kGroup == kGroup - 1;
        const Box at = box.cut_left(symbol_width(f), last ? f.size.space4 : symbol_gap(f));
        const bool next = i == code.size();
        card(f, at, f.size.radius, i < code.size() ? f.colour.card : f.colour.sand,
             next ? f.colour.ink : f.colour.edge, next ? f.size.strong : f.size.border);
        if (i < code.size()) draw_text(f, at, code.substr(i, 1), letter);
    }
}

/// What is asked for, or why it did not work.
void draw_standing(Frame& f, Box box, const Enrol& screen) {
    if (screen.error.empty()) return note(f, box, "info", f.say("enrol.about"));
    const std::string key = "enrol.error." + screen.error;
    const std::string& words = f.say(f.words.has(key) ? key : "enrol.error.other");
    icon(f, box.cut_left(f.size.icon, f.size.space2), "warning", f.size.icon, f.colour.red);
    draw_text(f, box, words,
              {.style = Style::body,
               .weight = Weight::semibold,
               .colour = f.colour.red,
               .middle = true});
}

bool draw_key(Frame& f, Box box, char symbol) {
    const std::string label(1, symbol);
    const Touchable touch = touchable(f, "sym-" + label, box);
    const Colours& c = f.colour;
    card(f, box, f.size.radius, touch.pressed ? c.gold : c.card, touch.pressed ? c.ink : c.edge,
         f.size.border);
    draw_text(f, box, label,
              {.style = Style::title,
               .weight = Weight::bold,
               .colour = touch.pressed ? c.on_gold : c.ink,
               .align = Align::centre,
               .middle = true,
               .lines = 1});
    return touch.tapped;
}

Asked draw_keys(Frame& f, Box box) {
    Asked asked;
    std::size_t at = 0;
    for (const Box& line : rows(box, kKeyRows, f.size.gap))
        for (const Box& cell : columns(line, kKeysInRow, f.size.gap)) {
            const char symbol = desk::kCodeAlphabet[at++];
            if (draw_key(f, cell, symbol)) asked = at_desk(desk::CodeSymbol{symbol});
        }
    return asked;
}

/// Beside the pad, or below it: taking back, and the way on.
Asked draw_deeds(Frame& f, Box box, const Enrol& screen) {
    const bool any = !screen.code.empty();
    const bool whole = screen.code.size() == desk::kCodeSymbols;
    const Box lower = box.cut_bottom(f.size.big_button, f.size.gap);
    const auto above = columns(box.cut_bottom(f.size.button), 2, f.size.gap);
    Asked asked;
    if (button(f, "erase", above[0],
               {.icon = "backspace", .label = f.say("enrol.erase"), .enabled = any}))
        asked = at_desk(desk::EraseDigit{});
    if (button(f, "clear", above[1],
               {.icon = "close", .label = f.say("enrol.clear"), .enabled = any}))
        asked = at_desk(desk::EraseDigits{});
    if (button(f, "connect", lower,
               {.icon = "sync",
                .label = f.say("enrol.connect"),
                .kind = Kind::primary,
                .large = true,
                .enabled = whole}))
        asked = at_desk(desk::SendCode{});
    return asked;
}

Asked draw_typing(Frame& f, Box box, const Enrol& screen) {
    const float code = f.theme.px(96), pad = pad_height(f);
    const float deeds = f.size.big_button + f.size.gap + f.size.button;
    Box words, places, keys;
    if (f.portrait()) {
        const float standing = 3 * line_height(f, {.style = Style::body});
        const float gaps = 2 * f.size.space3 + f.size.space4;
        box = box.centred(box.w, std::min(box.h, code + standing + pad + deeds + gaps));
        words = box.cut_top(standing, f.size.space3);
        places = box.cut_top(code, f.size.space3).centred(code_width(f), code);
        keys = box.cut_top(pad, f.size.space4);
    } else {
        box = box.centred(box.w, std::min(box.h, code + f.size.space3 + pad));
        Box left = box.cut_left(code_width(f), f.size.space6);
        places = left.cut_top(code, f.size.space3);
        keys = left;
        words = Box{box.x, keys.y, box.w, keys.h - deeds - f.size.space3};
    }
    draw_standing(f, words, screen);
    draw_code(f, places, screen.code);
    const Asked asked = draw_keys(f, keys);
    const Asked done = draw_deeds(f, box, screen);
    return done ? done : asked;
}

void draw_waiting(Frame& f, Box box) {
    const Look head{.style = Style::head, .weight = Weight::bold, .align = Align::centre};
    const Look quiet{.style = Style::key, .colour = f.colour.ink2, .align = Align::centre};
    const std::string& title = f.say("enrol.waiting");
    const std::string& about = f.say("enrol.waiting.about");
    const float width = std::min(box.w, f.size.dialog);
    const float above = text_height(f, title, head, width);
    const float below = text_height(f, about, quiet, width);
    Box column = box.centred(width, f.size.icon_huge + above + below + 2 * f.size.space3);
    icon(f, column.cut_top(f.size.icon_huge, f.size.space3), "hourglass_empty", f.size.icon_huge,
         f.colour.indigo);
    draw_text(f, column.cut_top(above, f.size.space3), title, head);
    draw_text(f, column, about, quiet);
}

/// "mây sông gạo trâu" as four words; an agent of another mind may say fewer or more.
std::vector<std::string> split(const std::string& words) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (end > at) parts.push_back(words.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

float card_height(const Frame& f) { return f.theme.px(200); }
/// Four in a row, or two and two.
int cards_in_row(const Frame& f) { return f.portrait() ? 2 : 4; }
float cards_height(const Frame& f) {
    return f.portrait() ? 2 * card_height(f) + f.size.space3 : card_height(f);
}

void draw_words(Frame& f, Box box, const std::string& words) {
    const auto parts = split(words);
    const Look large{.style = Style::display,
                     .weight = Weight::bold,
                     .align = Align::centre,
                     .middle = true,
                     .lines = 1};
    std::size_t next = 0;
    for (const Box& line : rows(box, 4 / cards_in_row(f), f.size.space3))
        for (const Box& at : columns(line, cards_in_row(f), f.size.space3)) {
            if (next >= parts.size()) return;
            const std::string& word = parts[next++];
            card(f, at, f.size.card_radius, f.colour.card, f.colour.indigo, f.size.strong);
            draw_text(f, at, word, fitting(f, word, at.inset(f.size.space1, 0), large));
        }
}

Asked draw_connected(Frame& f, Box box, const Enrol& screen) {
    const Look head{.style = Style::head, .weight = Weight::bold};
    const Look body{.style = Style::key};
    const std::string title = screen.name.empty()
                                  ? f.say("enrol.done")
                                  : f.fill("enrol.done.name", {{"name", screen.name}});
    const std::string& same = f.say("enrol.same");
    const std::string& other = f.say("enrol.other");
    const float cards = cards_height(f), gap = f.size.space3;
    const Look below = {.style = Style::body, .colour = f.colour.ink2};
    const float all = text_height(f, title, head, box.w) + text_height(f, same, body, box.w) +
                      cards + text_height(f, other, below, box.w) + f.size.big_button + 5 * gap;
    box = box.centred(box.w, std::min(box.h, all));
    draw_text(f, box.cut_top(text_height(f, title, head, box.w), gap), title, head);
    draw_text(f, box.cut_top(text_height(f, same, body, box.w), gap), same, body);
    draw_words(f, box.cut_top(cards, gap), screen.words);
    draw_text(f, box.cut_top(text_height(f, other, below, box.w), gap), other, below);
    const Button done{
        .icon = "check", .label = f.say("enrol.finish"), .kind = Kind::primary, .large = true};
    const Box at = box.cut_top(f.size.big_button);
    const float width = f.portrait() ? at.w : std::min(at.w, f.theme.px(560));
    if (button(f, "finish", {at.x, at.y, width, at.h}, done)) return at_desk(desk::Back{});
    return std::nullopt;
}

}  // namespace

Asked draw_enrol(Frame& f, const desk::Desk&, const Enrol& screen) {
    Box box = f.content;
    const Asked left = draw_way_back(f, box, "cloud_sync", f.say("enrol.title"));
    Asked asked;
    if (!screen.words.empty())
        asked = draw_connected(f, box, screen);
    else if (screen.waiting)
        draw_waiting(f, box);
    else
        asked = draw_typing(f, box, screen);
    return asked ? asked : left;
}

}  // namespace ui
