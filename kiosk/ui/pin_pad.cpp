#include "ui/pin_pad.h"

namespace ui {

namespace {

struct PadKey {
    std::string id;
    std::string label{};
    std::string_view icon{};
    bool digit = true;
};

float key_width(const Frame& f) { return f.theme.px(f.portrait() ? 176 : 168); }
float key_height(const Frame& f) { return f.theme.px(f.portrait() ? 128 : 112); }
float dot(const Frame& f) { return f.theme.px(40); }

bool draw_key(Frame& f, Box box, const PadKey& key) {
    const Touchable touch = touchable(f, key.id, box);
    const Colours& c = f.colour;
    const Colour ground = touch.pressed ? c.gold : key.digit ? c.card : c.sand;
    const Colour letters = touch.pressed ? c.on_gold : c.ink;
    card(f, box, f.size.radius, ground, touch.pressed ? c.ink : c.edge, f.size.border);
    const Look look{.style = key.digit ? Style::title : Style::caption,
                    .weight = key.digit ? Weight::bold : Weight::semibold,
                    .colour = letters,
                    .align = Align::centre,
                    .middle = true,
                    .lines = 1};
    if (key.icon.empty()) {
        draw_text(f, box, key.label, look);
        return touch.tapped;
    }
    const Box inside = box.inset(f.size.space1, 0);
    const float words = key.label.empty() ? 0 : text_width(f, key.label, look);
    const float gap = key.label.empty() ? 0 : f.size.space1;
    Box row = inside.centred(std::min(inside.w, f.size.icon + gap + words), inside.h);
    icon(f, row.cut_left(f.size.icon, gap), key.icon, f.size.icon, letters);
    if (!key.label.empty()) draw_text(f, row, key.label, look);
    return touch.tapped;
}

}  // namespace

float pin_pad_width(const Frame& f) { return 3 * key_width(f) + 2 * f.size.space2; }
float pin_pad_height(const Frame& f) { return 4 * key_height(f) + 3 * f.size.space2; }

Asked draw_pin_pad(Frame& f, Box box) {
    const PadKey keys[] = {
        {"pin-1", "1"}, {"pin-2", "2"},
        {"pin-3", "3"}, {"pin-4", "4"},
        {"pin-5", "5"}, {"pin-6", "6"},
        {"pin-7", "7"}, {"pin-8", "8"},
        {"pin-9", "9"}, {"pin-clear", f.say("st.del"), "close", false},
        {"pin-0", "0"}, {"pin-erase", "", "backspace", false},
    };
    Asked asked;
    std::size_t at = 0;
    for (const Box& line : rows(box, 4, f.size.space2))
        for (const Box& cell : columns(line, 3, f.size.space2)) {
            const PadKey& key = keys[at++];
            if (!draw_key(f, cell, key)) continue;
            if (key.digit)
                asked = app::AtDesk{desk::Digit{key.label.front()}};
            else if (key.label.empty())
                asked = app::AtDesk{desk::EraseDigit{}};
            else
                asked = app::AtDesk{desk::EraseDigits{}};
        }
    return asked;
}

float dots_width(const Frame& f) {
    const auto count = static_cast<float>(desk::kPinDigits);
    return count * dot(f) + (count - 1) * f.size.space2;
}

void draw_dots(Frame& f, Box box, std::size_t typed) {
    Box row = Box{box.x, box.y, dots_width(f), box.h}.centred(dots_width(f), dot(f));
    for (std::size_t i = 0; i < desk::kPinDigits; ++i) {
        const Colour inside = i < typed ? f.colour.ink : f.colour.card;
        card(f, row.cut_left(dot(f), f.size.space2), f.size.radius, inside, f.colour.ink,
             f.size.strong);
    }
}

}  // namespace ui
