// Shapes made of axis-aligned quads: whole rectangles and masks from the atlas, in Dear ImGui's
// draw list. A quad's mask is told by its texture coordinates; (0,0)-(0,0) means "no mask".

#include <imgui.h>

#include <cmath>

#include "ui/frame.h"
#include "ui/icons.h"

namespace ui {

namespace {

using Corner = paint::Glyphs::Corner;
using Edge = paint::Glyphs::Edge;

void masked(Frame&, float x, float y, float w, float h, const paint::Slot& slot, Colour colour) {
    if (slot.width == 0 || slot.height == 0) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 a{static_cast<float>(slot.u) / paint::Atlas::kWidth,
                   static_cast<float>(slot.v) / paint::Atlas::kHeight};
    const ImVec2 b{static_cast<float>(slot.u + slot.width) / paint::Atlas::kWidth,
                   static_cast<float>(slot.v + slot.height) / paint::Atlas::kHeight};
    list->PrimReserve(6, 4);
    list->PrimRectUV({x, y}, {x + w, y + h}, a, b, colour);
}

}  // namespace

const std::string& Frame::say(std::string_view key) const {
    if (probe && !words.has(key)) probe->missing.emplace_back(key);
    const std::string& text = words(key);
    if (script) script->sources.emplace(text, Script::Source{std::string(key)});
    return text;
}

std::string Frame::fill(
    std::string_view key,
    std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    std::string text = text::fill(say(key), values);
    if (script) script->sources.emplace(text, Script::Source{std::string(key), true});
    return text;
}

void fill(Frame&, Box box, Colour colour) {
    if (box.empty()) return;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PrimReserve(6, 4);
    list->PrimRectUV({box.x, box.y}, {box.right(), box.bottom()}, {0, 0}, {0, 0}, colour);
}

void round(Frame& f, Box box, float radius, Colour colour) {
    const float r = std::min({radius, std::floor(box.w / 2), std::floor(box.h / 2)});
    if (r < 1) return fill(f, box, colour);
    const int whole = static_cast<int>(r);
    const auto corner = [&](float x, float y, Corner which) {
        masked(f, x, y, r, r, f.glyphs.disc(whole, which), colour);
    };
    corner(box.x, box.y, Corner::top_left);
    corner(box.right() - r, box.y, Corner::top_right);
    corner(box.x, box.bottom() - r, Corner::bottom_left);
    corner(box.right() - r, box.bottom() - r, Corner::bottom_right);
    fill(f, {box.x + r, box.y, box.w - 2 * r, r}, colour);
    fill(f, {box.x, box.y + r, box.w, box.h - 2 * r}, colour);
    fill(f, {box.x + r, box.bottom() - r, box.w - 2 * r, r}, colour);
}

void card(Frame& f, Box box, float radius, Colour inside, Colour outline, float border) {
    if (border > 0 && outline != inside) {
        round(f, box, radius, outline);
        round(f, box.inset(border), radius - border, inside);
    } else {
        round(f, box, radius, inside);
    }
}

void shadow(Frame& f, Box box, float radius) {
    if (!f.theme.ornate()) return;
    // Design §4: 6 px down, blur 18 (half of it outside the box), a warm brown at 16 %.
    const Colour brown = paint::with_alpha(paint::rgb(0x3C2408), 41);
    const float out = std::round(f.size.unit * 18);
    const int blur = static_cast<int>(2 * out);
    const int size = static_cast<int>(radius) + blur;
    const float s = static_cast<float>(size);
    const Box b{box.x - out, box.y - out + std::round(f.size.unit * 6), box.w + 2 * out,
                box.h + 2 * out};
    if (b.w < 2 * s || b.h < 2 * s) return;
    const auto corner = [&](float x, float y, Corner which) {
        masked(f, x, y, s, s, f.glyphs.shadow_corner(size, blur, which), brown);
    };
    corner(b.x, b.y, Corner::top_left);
    corner(b.right() - s, b.y, Corner::top_right);
    corner(b.x, b.bottom() - s, Corner::bottom_left);
    corner(b.right() - s, b.bottom() - s, Corner::bottom_right);
    const float w = b.w - 2 * s, h = b.h - 2 * s;
    masked(f, b.x + s, b.y, w, s, f.glyphs.shadow_edge(size, blur, Edge::top), brown);
    masked(f, b.x + s, b.bottom() - s, w, s, f.glyphs.shadow_edge(size, blur, Edge::bottom), brown);
    masked(f, b.x, b.y + s, s, h, f.glyphs.shadow_edge(size, blur, Edge::left), brown);
    masked(f, b.right() - s, b.y + s, s, h, f.glyphs.shadow_edge(size, blur, Edge::right), brown);
}

void ring(Frame& f, Box box, float width, Colour colour) {
    fill(f, box.cut_top(width), colour);
    fill(f, box.cut_bottom(width), colour);
    fill(f, box.cut_left(width), colour);
    fill(f, box.cut_right(width), colour);
}

void icon(Frame& f, Box box, std::string_view name, float size, Colour colour) {
    const char32_t code = icon_code(name);
    if (code == 0 && f.probe) f.probe->missing.push_back("icon " + std::string(name));
    // The icon font's em box is the icon: the baseline is its lower edge.
    const Box at = box.centred(size, size);
    const paint::Glyph& glyph = f.glyphs.glyph(paint::Face::icons, static_cast<int>(size), code);
    masked(f, at.x + static_cast<float>(glyph.left), at.bottom() - static_cast<float>(glyph.top),
           static_cast<float>(glyph.mask.width), static_cast<float>(glyph.mask.height), glyph.mask,
           colour);
}

void clip(Frame&, Box box) {
    ImGui::PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
}
void unclip(Frame&) { ImGui::PopClipRect(); }

}  // namespace ui
