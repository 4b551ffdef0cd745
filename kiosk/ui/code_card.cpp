// A white card with a QR code: above and below it, or at its side, what it is for, what to do with
// it, and where it leads.

#include <algorithm>
#include <cmath>

#include "ui/widgets.h"

namespace ui {

namespace {

struct CardText {
    std::string_view text;
    Look look;
    float height = 0;
};

/// The words of a card as they stand in a width, in reading order: one line each where their
/// letters can be made small enough, more lines of the smallest where not.
struct CardWords {
    CardText title, about, hint, safe;
    float gap = 0;  ///< Between the last two.
    float above() const { return title.height + about.height; }
    float below() const { return hint.height + gap + safe.height; }
};

/// The sign before "where it leads".
float sign_room(const Frame& f) { return f.size.icon_small + f.size.space1; }

/// The card is white in every theme, so its words are dark in every theme.
CardWords words_of(Frame& f, const CodeCard& card, float width, Align align) {
    const Colour black = f.theme.plain() ? paint::rgb(0x000000) : paint::rgb(0x1C1714);
    const bool coloured = !f.theme.dark() && !f.theme.plain();
    const auto laid = [&](std::string_view words, Look look, float room) {
        look.align = align;
        look = fitting(f, words, {0, 0, room, line_height(f, look)}, look);
        return CardText{words, look, words.empty() ? 0 : text_height(f, words, look, room)};
    };
    CardWords words;
    words.title = laid(card.title,
                       {.style = Style::key,
                        .weight = Weight::semibold,
                        .colour = coloured ? f.colour.red : black},
                       width);
    words.title.look.unread = card.title_unread;
    words.about = laid(card.about, {.style = Style::body, .colour = black}, width);
    words.about.look.unread = card.about_unread;
    if (card.about_lines > 0 && !card.about.empty() &&
        line_count(f, card.about, words.about.look, width) > card.about_lines) {
        words.about.look.lines = card.about_lines;
        words.about.look.may_cut = true;
        words.about.height =
            static_cast<float>(card.about_lines) * line_height(f, words.about.look);
    }
    words.hint =
        laid(card.hint, {.style = Style::body, .weight = Weight::semibold, .colour = black}, width);
    words.safe = laid(card.safe,
                      {.style = Style::caption,
                       .weight = Weight::semibold,
                       .colour = coloured ? f.colour.green : black},
                      width - sign_room(f));
    words.safe.height = std::max(words.safe.height, f.size.icon_small);
    words.gap = f.size.space1;
    return words;
}

void draw_card_text(Frame& f, Box& box, const CardText& words) {
    if (!words.text.empty()) draw_text(f, box.cut_top(words.height), words.text, words.look);
}

/// Where it leads, with the sign of what is official.
void draw_safe(Frame& f, Box box, const CardText& safe) {
    const float width = std::min(box.w, text_width(f, safe.text, safe.look) + sign_room(f));
    Box row = safe.look.align == Align::centre ? box.centred(width, box.h)
                                               : Box{box.x, box.y, width, box.h};
    icon(f, row.cut_left(f.size.icon_small, f.size.space1), "verified_user", f.size.icon_small,
         safe.look.colour);
    Look look = safe.look;
    look.align = Align::left;
    look.middle = true;
    draw_text(f, row, safe.text, look);
}

/// Whether no word of the text is wider than a line.
bool words_whole(Frame& f, const CardText& part, float width) {
    std::string_view rest = part.text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (text_width(f, rest.substr(0, end), part.look) > width) return false;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return true;
}

/// How large the code can be with the words at its side; 0 when they do not fit there.
float side_beside(Frame& f, const CodeCard& look, Box inside) {
    const float most = std::min(inside.h, std::floor(inside.w * 0.6f));
    for (float side = most; side >= f.size.qr_min; side -= f.size.space1) {
        const float width = inside.w - side - f.size.space3;
        const CardWords words = words_of(f, look, width, Align::left);
        if (words.above() + f.size.space1 + words.below() <= inside.h &&
            words_whole(f, words.title, width) && words_whole(f, words.hint, width) &&
            words_whole(f, words.safe, width - sign_room(f)))
            return side;
    }
    return 0;
}

void draw_beside(Frame& f, Box inside, const CodeCard& look, float side) {
    const Box code = cut_hand(f, inside, side, f.size.space3);
    const CardWords words = words_of(f, look, inside.w, Align::left);
    const float gap = f.size.space1;
    Box column = inside.centred(inside.w, words.above() + gap + words.below());
    draw_card_text(f, column, words.title);
    draw_card_text(f, column, words.about);
    column.cut_top(0, gap);
    draw_card_text(f, column, words.hint);
    column.cut_top(0, words.gap);
    draw_safe(f, column, words.safe);
    qr(f, code, look.code);
}

void draw_upright(Frame& f, Box inside, const CodeCard& look) {
    const CardWords words = words_of(f, look, inside.w, Align::centre);
    draw_card_text(f, inside, words.title);
    draw_card_text(f, inside, words.about);
    Box below = inside.cut_bottom(words.below());
    draw_card_text(f, below, words.hint);
    below.cut_top(0, words.gap);
    draw_safe(f, below, words.safe);
    qr(f, inside, look.code);
}

}  // namespace

void code_card(Frame& f, Box box, const CodeCard& look) {
    shadow(f, box, f.size.card_radius);
    const Colour white = paint::rgb(0xFFFFFF);
    card(f, box, f.size.card_radius, white, f.theme.plain() ? f.colour.ink : white, f.size.border);
    const Box upright = box.inset(f.size.space3);
    const CardWords words = words_of(f, look, upright.w, Align::centre);
    const float below_each_other = std::min(upright.w, upright.h - words.above() - words.below());
    // A code read at arm's length stands in the middle of its card. What is smaller grows at the
    // side of the words; the white around the code needs no margin there.
    constexpr float kEnough = 1.5f;
    const Box across = box.inset(f.size.space3, f.size.space1);
    if (below_each_other < kEnough * f.size.qr_min) {
        const float side = side_beside(f, look, across);
        if (qr_side(f, look.code, side) > qr_side(f, look.code, below_each_other))
            return draw_beside(f, across, look, side);
    }
    draw_upright(f, upright, look);
}

}  // namespace ui
