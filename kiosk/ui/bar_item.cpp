#include "ui/bar_item.h"

#include <iterator>

namespace ui {

namespace {

/// One A for each size.
constexpr Style kLetters[] = {Style::caption, Style::body, Style::key, Style::title};

/// A, A, A, A: the size in force is underlined. Decoration: the label says what it does.
void draw_letters(Frame& f, Box box) {
    const auto current = static_cast<std::size_t>(f.model.display.text);
    const bool selected = f.theme.text() != app::TextSize::standard;
    const Colour colour = selected ? f.colour.on_indigo : f.colour.ink;
    // One baseline for all sizes, above the mark of the one in force.
    const float base = box.bottom() - 2 * f.size.strong;
    for (std::size_t i = 0; i < std::size(kLetters); ++i) {
        const Look look{.style = kLetters[i],
                        .weight = Weight::bold,
                        .colour = colour,
                        .fixed = true,
                        .decoration = true};
        const float width = text_width(f, "A", look);
        Box at = box.cut_left(width, f.size.space1);
        at.y = base - baseline(f, look);
        at.h = line_height(f, look);
        draw_text(f, at, "A", look);
        if (i == current)
            fill(f, {at.x, box.bottom() - f.size.strong, width, f.size.strong}, colour);
    }
}

float letters_width(Frame& f) {
    float width = 3 * f.size.space1;
    for (const Style style : kLetters)
        width += text_width(f, "A", {.style = style, .weight = Weight::bold, .fixed = true});
    return width;
}

}  // namespace

float bar_item_width(Frame& f, const BarItem& item, bool stacked) {
    const Look type{.style = Style::caption, .weight = Weight::semibold};
    const float words = text_width(f, item.label, type);
    const float picture = item.icon.empty() ? letters_width(f) : f.size.icon;
    const float width = stacked ? std::max(words, picture) + 2 * f.size.space2
                                : words + picture + f.size.gap + 2 * f.size.space3;
    return std::max(width, f.size.touch_min + 1);
}

bool draw_bar_item(Frame& f, Box box, const BarItem& item, bool stacked) {
    const Touchable touch = touchable(f, item.id, box);
    const Colours& c = f.colour;
    const Colour ground = touch.pressed ? c.gold : item.selected ? c.indigo : c.card;
    const Colour letters = touch.pressed ? c.on_gold : item.selected ? c.on_indigo : c.ink;
    card(f, box, f.size.radius, ground,
         touch.pressed   ? c.ink
         : item.selected ? c.indigo
                         : c.edge,
         f.size.border);
    const Look type{.style = Style::caption,
                    .weight = Weight::semibold,
                    .colour = letters,
                    .align = Align::centre,
                    .middle = true,
                    .lines = 1};
    const float picture = item.icon.empty() ? letters_width(f) : f.size.icon;
    const float words = text_width(f, item.label, type);
    const float tall = f.size.icon + (f.theme.extra() ? 0 : f.size.space1);
    if (stacked) {
        Box column = box.centred(box.w - 2 * f.size.border, tall + line_height(f, type));
        const Box above = column.cut_top(tall);
        if (item.icon.empty())
            draw_letters(f, above.centred(picture, f.size.icon));
        else
            icon(f, above, item.icon, f.size.icon, letters);
        draw_text(f, column, item.label, type);
        return touch.tapped;
    }
    Box row = box.centred(picture + f.size.gap + words, box.h);
    const Box left = row.cut_left(picture, f.size.gap);
    if (item.icon.empty())
        draw_letters(f, left.centred(picture, f.size.icon));
    else
        icon(f, left, item.icon, f.size.icon, letters);
    draw_text(f, row, item.label, type);
    return touch.tapped;
}

}  // namespace ui
