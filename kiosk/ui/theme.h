#pragma once

#include "app/model.h"
#include "paint/quad.h"

/// Colours, type and sizes of the design, in millimetres of the real panel. Views name them;
/// numbers of pixels stand nowhere else.
namespace ui {

using paint::Colour;

/// The panel in front of us.
struct Panel {
    int width = 1920, height = 1080;  ///< Pixels.
    double width_mm = 476;            ///< As it stands, measured, from configuration.
    double above_floor_mm = 0;        ///< Of the lower edge of the lit glass; 0: not known.
    bool operator==(const Panel&) const = default;
};

struct Colours {
    Colour paper, sand, card, ink, ink2, line, edge;
    Colour red, red_press, red_tint, on_red;
    Colour gold, gold_press, gold_tint, gold_ink, on_gold;
    Colour indigo, indigo_press, indigo_tint, on_indigo;
    Colour green, green_tint;
    Colour head, on_head, staff_head, scrim;
    Colour pressed, on_pressed, pressed_edge;  ///< A plain control under a finger.
};

/// The six sizes of a scale, smallest first.
enum class Style { caption, body, key, title, head, display };
struct Type {
    int size = 0;  ///< Em in pixels.
    int line = 0;  ///< Line height in pixels.
};

/// Lengths by name, in pixels. Design pixels at 4.03 px/mm (shared/design, §1 and §7).
struct Sizes {
    float unit;                                            ///< One design pixel (0.248 mm).
    float space1, space2, space3, space4, space5, space6;  ///< 8 16 24 32 48 64.
    float gap;                                             ///< Between targets: 12 = 3.0 mm.
    float tile_gap;
    float margin;               ///< At the sides of the content.
    float border, strong;       ///< Outlines: 2 (3 in high contrast) and 3.
    float radius, card_radius;  ///< 12 and 24.
    float header, band;         ///< The frame's upper part.
    float bar_item;             ///< Height of a control of the citizens' bar.
    float staff_bar;            ///< Height of the whole bar of staff.
    float button, big_button, action, tile, row, paper, step, tab, chip, fact, key, field;
    float rail, choices, meta, icon_box, face_min;
    float icon_small, icon, icon_medium, icon_large, icon_huge, icon_face;
    float qr_min;                ///< 60 mm.
    float touch_min, touch_gap;  ///< 20 mm and 2.5 mm: the gate's limits.
    float progress, dialog;
};

class Theme {
public:
    Theme(const Panel& panel, const app::Display& display);

    const Panel& panel() const { return panel_; }
    bool portrait() const { return panel_.height > panel_.width; }
    app::TextSize text() const { return display_.text; }
    bool extra() const { return display_.text == app::TextSize::extra; }
    /// The text leaves the room the design gives it: standard, or smaller.
    bool roomy() const { return display_.text <= app::TextSize::standard; }
    app::Scheme scheme() const { return display_.scheme; }
    /// Black and white alone: no tints, no ornament.
    bool plain() const {
        return display_.scheme == app::Scheme::black_on_white ||
               display_.scheme == app::Scheme::white_on_black;
    }
    bool dark() const {
        return display_.scheme == app::Scheme::white_on_black ||
               display_.scheme == app::Scheme::dim;
    }
    /// Shadows and ornament as designed.
    bool ornate() const { return display_.scheme == app::Scheme::paper; }
    bool low() const { return display_.low; }
    bool left_handed() const { return display_.hand == app::Hand::left; }
    /// Pixels from the top: what is touched stands below it. 0 unless asked for.
    float reach_top() const;

    Type type(Style style) const;
    /// The same style at the standard text size, for what is no information (decoration).
    Type fixed_type(Style style) const;
    /// The least height of a capital letter at this size, in millimetres.
    double capital_mm() const;
    const Colours& colours() const { return colours_; }
    const Sizes& sizes() const { return sizes_; }
    float millimetres(float mm) const;
    float px(float design_pixels) const;

private:
    Panel panel_;
    app::Display display_;
    double unit_;
    Colours colours_;
    Sizes sizes_;
};

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrast(Colour a, Colour b);

}  // namespace ui
