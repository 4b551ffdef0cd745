#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using paint::rgb;

// The design is drawn at 1920 px on a panel 476 mm wide (21.5 inch).
constexpr double kDesignPixelsPerMm = 1920.0 / 476.0;

Colours paper_colours() {
    Colours c{};
    c.paper = rgb(0xFBF7EE);
    c.sand = rgb(0xF2E9D9);
    c.card = rgb(0xFFFFFF);
    c.ink = rgb(0x1C1714);
    c.ink2 = rgb(0x3D342D);
    c.line = rgb(0xDCD0BB);
    c.edge = rgb(0x857659);
    c.red = rgb(0x720C19);
    c.red_press = rgb(0x4E0610);
    c.red_tint = rgb(0xFBEDE9);
    c.on_red = rgb(0xFFFFFF);
    c.gold = rgb(0xF7BF48);
    c.gold_press = rgb(0xFFD984);
    c.gold_tint = rgb(0xFDF1D2);
    c.gold_ink = rgb(0x4A3000);
    c.on_gold = rgb(0x1C1714);
    c.indigo = rgb(0x1B2352);
    c.indigo_press = rgb(0x0D1230);
    c.indigo_tint = rgb(0xE9ECF7);
    c.on_indigo = rgb(0xFFFFFF);
    c.green = rgb(0x07402A);
    c.green_tint = rgb(0xE6F4EB);
    c.head = rgb(0x720C19);
    c.on_head = rgb(0xFFF8E7);
    c.staff_head = rgb(0x11173A);
    c.scrim = rgb(0x2A1E1A);
    c.pressed = c.gold_tint;
    c.on_pressed = c.ink;
    c.pressed_edge = c.ink;
    return c;
}

// Black, white and one yellow: 16:1 and 21:1 throughout.
Colours contrast_colours() {
    const Colour black = rgb(0x000000), white = rgb(0xFFFFFF), yellow = rgb(0xFFE14D);
    Colours c{};
    c.paper = c.sand = c.card = black;
    c.ink = c.ink2 = c.line = c.edge = white;
    c.red = yellow;
    c.red_press = white;
    c.red_tint = black;
    c.on_red = black;
    c.gold = yellow;
    c.gold_press = white;
    c.gold_tint = black;
    c.gold_ink = white;
    c.on_gold = black;
    c.indigo = white;
    c.indigo_press = yellow;
    c.indigo_tint = black;
    c.on_indigo = black;
    c.green = white;
    c.green_tint = black;
    c.head = black;
    c.on_head = white;
    c.staff_head = black;
    c.scrim = black;
    c.pressed = white;
    c.on_pressed = black;
    c.pressed_edge = yellow;
    return c;
}

// One ladder of eight sizes; the scales shift up it by one and two rungs (design, §3).
constexpr Type kLadder[] = {{28, 36}, {32, 44}, {40, 52},  {48, 60},
                            {60, 72}, {72, 88}, {96, 112}, {120, 136}};
constexpr int kRungs[3][6] = {{0, 1, 2, 3, 4, 6}, {1, 2, 3, 4, 5, 7}, {2, 3, 4, 5, 6, 7}};

float by_text(const app::Display& display, float standard, float large, float extra) {
    switch (display.text) {
        case app::TextSize::standard: return standard;
        case app::TextSize::large: return large;
        case app::TextSize::extra: return extra;
    }
    return standard;
}

double channel(Colour colour, int shift) {
    const double value = static_cast<double>(colour >> shift & 0xff) / 255;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * channel(colour, 0) + 0.7152 * channel(colour, 8) + 0.0722 * channel(colour, 16);
}

}  // namespace

double contrast(Colour a, Colour b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

float Theme::px(float design_pixels) const {
    return static_cast<float>(std::lround(design_pixels * unit_));
}

float Theme::millimetres(float mm) const {
    return static_cast<float>(std::ceil(mm * unit_ * kDesignPixelsPerMm));
}

Type Theme::type(Style style) const {
    const Type t = kLadder[kRungs[static_cast<int>(display_.text)][static_cast<int>(style)]];
    return {.size = static_cast<int>(px(static_cast<float>(t.size))),
            .line = static_cast<int>(px(static_cast<float>(t.line)))};
}

Type Theme::fixed_type(Style style) const {
    const Type t = kLadder[kRungs[0][static_cast<int>(style)]];
    return {.size = static_cast<int>(px(static_cast<float>(t.size))),
            .line = static_cast<int>(px(static_cast<float>(t.line)))};
}

Theme::Theme(const Panel& panel, const app::Display& display)
    : panel_(panel),
      display_(display),
      unit_(panel.width / panel.width_mm / kDesignPixelsPerMm),
      colours_(display.high_contrast ? contrast_colours() : paper_colours()),
      sizes_{} {
    const auto scaled = [&](float standard, float large, float extra) {
        return px(by_text(display, standard, large, extra));
    };
    Sizes& s = sizes_;
    s.unit = static_cast<float>(unit_);
    s.space1 = px(8);
    s.space2 = px(16);
    s.space3 = px(24);
    s.space4 = px(32);
    s.space5 = px(48);
    s.space6 = px(64);
    s.gap = px(12);
    s.tile_gap = px(20);
    s.margin = px(portrait() ? 40 : 64);
    s.border = px(display.high_contrast ? 3 : 2);
    s.strong = px(3);
    s.radius = px(12);
    s.card_radius = px(24);
    s.header = portrait() ? scaled(104, 104, 112) : px(72);
    s.band = px(display.high_contrast ? 3 : 24);
    s.bar = portrait() ? scaled(136, 240, 240) : scaled(104, 112, 136);
    s.button = scaled(88, 104, 120);
    s.big_button = scaled(104, 112, 128);
    s.action = scaled(128, 112, 120);
    s.tile = scaled(152, 136, 136);
    s.row = scaled(140, 170, 200);
    s.paper = scaled(96, 108, 132);
    s.step = scaled(96, 96, 112);
    s.tab = scaled(84, 84, 96);
    s.chip = scaled(52, 60, 68);
    s.fact = scaled(124, 132, 152);
    s.key = px(portrait() ? 90 : 92);
    s.field = px(104);
    s.rail = scaled(136, 160, 200);
    s.choices = px(616);
    s.meta = px(408);
    s.icon_box = px(88);
    s.face_min = scaled(96, 112, 128);
    s.icon_small = scaled(32, 32, 40);
    s.icon = scaled(40, 40, 56);
    s.icon_medium = scaled(56, 56, 72);
    s.icon_large = px(96);
    s.icon_huge = px(144);
    s.icon_face = px(192);
    s.qr_min = millimetres(60);
    // A pixel less than the millimetres say is rounding, not a smaller button.
    s.touch_min = std::floor(millimetres(20)) - 1;
    s.touch_gap = std::floor(millimetres(2.5f)) - 1;
    s.progress = px(16);
    s.dialog = px(portrait() ? 1000 : 1424);
}

}  // namespace ui
