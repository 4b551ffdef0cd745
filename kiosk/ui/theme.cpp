#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

using paint::rgb;

// The design is drawn at 1920 px on a panel 476 mm wide (21.5 inch).
constexpr double kDesignPixelsPerMm = 1920.0 / 476.0;

// Low reach: the upper 40 % of the glass is for the eyes. A seated person reaches 1.2 m; a panel
// hung so high that less than 55 % of it would be left keeps that much (issue 6).
constexpr double kOutOfReach = 0.4, kOutOfReachMost = 0.45, kReachMm = 1200;

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

/// One colour for all that is drawn, one for all that it is drawn on: 21:1. What is pressed is
/// marked by another colour for as long as the finger rests.
Colours two_colours(Colour ground, Colour ink, Colour under_finger) {
    Colours c{};
    c.paper = c.sand = c.card = ground;
    c.ink = c.ink2 = c.line = c.edge = ink;
    c.red = c.gold = c.indigo = ink;
    c.red_press = c.indigo_press = c.gold_press = under_finger;
    c.red_tint = c.gold_tint = c.indigo_tint = c.green_tint = ground;
    c.on_red = c.on_gold = c.on_indigo = ground;
    c.gold_ink = c.green = ink;
    c.head = c.staff_head = c.scrim = ground;
    c.on_head = ink;
    c.pressed = ink;
    c.on_pressed = ground;
    c.pressed_edge = under_finger;
    return c;
}

// Nothing on the glass shines brighter than a page under a lamp; letters keep 10:1.
Colours dim_colours() {
    Colours c{};
    c.paper = rgb(0x1A1714);
    c.sand = rgb(0x231F1B);
    c.card = rgb(0x26221E);
    c.ink = rgb(0xEDE3D2);
    c.ink2 = rgb(0xE6DCCA);
    c.line = rgb(0x4A433B);
    c.edge = rgb(0x9A8D78);
    c.red = rgb(0xF0C0AF);
    c.red_press = rgb(0xFFDACD);
    c.red_tint = rgb(0x33221E);
    c.on_red = rgb(0x1A1210);
    c.gold = rgb(0xECC878);
    c.gold_press = rgb(0xF7DFA6);
    c.gold_tint = rgb(0x2C2516);
    c.gold_ink = rgb(0xF2DDA8);
    c.on_gold = rgb(0x1C1710);
    c.indigo = rgb(0xC6CEF0);
    c.indigo_press = rgb(0xE0E5FA);
    c.indigo_tint = rgb(0x1E2133);
    c.on_indigo = rgb(0x12142A);
    c.green = rgb(0xB8DFC2);
    c.green_tint = rgb(0x1A281F);
    c.head = rgb(0x2E0A10);
    c.on_head = rgb(0xF5E7CF);
    c.staff_head = rgb(0x11173A);
    c.scrim = rgb(0x0E0C0B);
    c.pressed = c.gold;
    c.on_pressed = c.on_gold;
    c.pressed_edge = c.ink;
    return c;
}

Colours colours_of(app::Scheme scheme) {
    const Colour black = rgb(0x000000), white = rgb(0xFFFFFF);
    switch (scheme) {
        case app::Scheme::paper: return paper_colours();
        case app::Scheme::black_on_white: return two_colours(white, black, rgb(0x0033A0));
        case app::Scheme::white_on_black: return two_colours(black, white, rgb(0xFFE14D));
        case app::Scheme::dim: return dim_colours();
    }
    return paper_colours();
}

// The smallest capitals: 3.5, 4.8, 6.4 and 8.5 mm (VVSG 2.0 as in VxSuite; handbook/kiosk.md
// §4.1), at 0.714 em a capital. The larger the small letters, the less the large ones need to
// tower over them. Size and line height of the six styles, in design pixels.
constexpr Type kScales[4][6] = {
    {{20, 26}, {23, 31}, {28, 37}, {36, 46}, {48, 60}, {80, 94}},
    {{28, 36}, {32, 44}, {40, 52}, {48, 60}, {60, 72}, {96, 112}},
    {{37, 46}, {41, 52}, {47, 59}, {56, 69}, {68, 82}, {104, 120}},
    {{48, 59}, {51, 63}, {55, 68}, {62, 75}, {74, 88}, {108, 124}}};
constexpr double kCapitals[4] = {3.5, 4.8, 6.4, 8.5};

std::size_t rung(app::TextSize text) { return static_cast<std::size_t>(text); }

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
    const Type t = kScales[rung(display_.text)][static_cast<int>(style)];
    return {.size = static_cast<int>(px(static_cast<float>(t.size))),
            .line = static_cast<int>(px(static_cast<float>(t.line)))};
}

Type Theme::fixed_type(Style style) const {
    const Type t = kScales[rung(app::TextSize::standard)][static_cast<int>(style)];
    return {.size = static_cast<int>(px(static_cast<float>(t.size))),
            .line = static_cast<int>(px(static_cast<float>(t.line)))};
}

double Theme::capital_mm() const { return kCapitals[rung(display_.text)]; }

float Theme::reach_top() const {
    if (!display_.low) return 0;
    const double height = panel_.height;
    double top = kOutOfReach * height;
    if (portrait() && panel_.above_floor_mm > 0) {
        const double reach_mm = kReachMm - panel_.above_floor_mm;
        top = std::clamp(height - reach_mm * panel_.width / panel_.width_mm, top,
                         kOutOfReachMost * height);
    }
    return static_cast<float>(std::ceil(top));
}

Theme::Theme(const Panel& panel, const app::Display& display)
    : panel_(panel),
      display_(display),
      unit_(panel.width / panel.width_mm / kDesignPixelsPerMm),
      colours_(colours_of(display.scheme)),
      sizes_{} {
    const auto scaled = [&](float small, float standard, float large, float extra) {
        const float by_text[] = {small, standard, large, extra};
        return px(by_text[rung(display.text)]);
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
    s.border = px(plain() ? 3 : 2);
    s.strong = px(3);
    s.radius = px(12);
    s.card_radius = px(24);
    s.header = portrait() ? scaled(96, 104, 112, 136) : scaled(64, 72, 72, 84);
    s.band = px(ornate() ? 24 : 3);
    s.bar_item = scaled(84, 88, 100, 124);
    s.staff_bar = px(portrait() ? 136 : 104);
    s.button = scaled(88, 88, 104, 120);
    s.big_button = scaled(104, 104, 112, 128);
    s.action = scaled(128, 128, 128, 136);
    s.tile = portrait() ? scaled(152, 152, 152, 200) : scaled(152, 152, 136, 136);
    s.row = scaled(140, 140, 170, 200);
    s.paper = scaled(96, 96, 108, 132);
    s.step = scaled(96, 96, 96, 112);
    s.tab = scaled(84, 84, 84, 96);
    s.chip = scaled(52, 52, 60, 68);
    s.fact = scaled(124, 124, 132, 152);
    s.key = portrait() ? px(90) : scaled(92, 92, 92, 82);
    s.field = px(104);
    s.rail = scaled(136, 136, 160, 200);
    s.choices = scaled(616, 616, 616, 720);
    s.meta = px(408);
    s.icon_box = px(88);
    s.face_min = scaled(96, 96, 112, 128);
    s.icon_small = scaled(32, 32, 32, 40);
    s.icon = scaled(40, 40, 40, 56);
    s.icon_medium = scaled(56, 56, 56, 72);
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
