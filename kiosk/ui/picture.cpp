#include "ui/picture.h"

namespace ui {

namespace {

struct Tint {
    Colour ground, icon;
};

Tint tint_named(const Colours& c, std::string_view name) {
    if (name == "family") return {c.red_tint, c.red_press};
    if (name == "land") return {c.green_tint, c.green};
    if (name == "care") return {c.gold_tint, c.gold_ink};
    return {c.indigo_tint, c.indigo};
}

}  // namespace

void picture(Frame& f, Box square, std::string_view name, std::string_view tint, Colour letters,
             bool pressed) {
    Tint colours = tint_named(f.colour, tint);
    if (f.theme.plain() || pressed)
        colours.icon = letters;
    else
        round(f, square, f.size.radius, colours.ground);
    icon(f, square, name, f.size.icon_medium, colours.icon);
}

}  // namespace ui
