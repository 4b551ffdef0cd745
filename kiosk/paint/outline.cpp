#include "paint/outline.h"

namespace paint {

namespace {

constexpr std::size_t kPointsMax = 4096;  // The richest of ours, ẵ, has 86.
constexpr int kSideMax = 2048;            // Pixels; a letter at the largest size has 700.

}  // namespace

void Outline::add(const FT_Outline& glyph, FT_Pos dx, FT_Pos dy) {
    const auto points = static_cast<std::size_t>(glyph.n_points);
    const auto contours = static_cast<std::size_t>(glyph.n_contours);
    const std::size_t before = points_.size();
    if (before + points > kPointsMax) return;
    for (std::size_t i = 0; i < points; ++i) {
        points_.push_back({glyph.points[i].x + dx, glyph.points[i].y + dy});
        tags_.push_back(glyph.tags[i]);
    }
    for (std::size_t i = 0; i < contours; ++i)
        ends_.push_back(static_cast<End>(before + static_cast<std::size_t>(glyph.contours[i])));
}

/// FreeType's outlines are not const; what only reads may be given ours.
FT_Outline Outline::view() const {
    FT_Outline view{};
    view.n_points = static_cast<decltype(view.n_points)>(points_.size());
    view.n_contours = static_cast<decltype(view.n_contours)>(ends_.size());
    view.points = const_cast<FT_Vector*>(points_.data());
    view.tags = const_cast<Tag*>(tags_.data());
    view.contours = const_cast<End*>(ends_.data());
    return view;
}

Rect Outline::ink() const {
    if (points_.empty()) return {};
    const FT_Outline all = view();
    FT_BBox box{};
    FT_Outline_Get_CBox(&all, &box);
    const auto down = [](FT_Pos at) { return static_cast<int>(at >> 6); };  // Floors.
    const auto up = [&](FT_Pos at) { return down(at + 63); };
    const Rect ink{down(box.xMin), -up(box.yMax), up(box.xMax), -down(box.yMin)};
    return ink.width() > kSideMax || ink.height() > kSideMax ? Rect{} : ink;
}

void Outline::render(FT_Library library, std::uint8_t* pixels, int pitch) {
    const Rect place = ink();
    FT_Outline all = view();
    FT_Bitmap bitmap{};
    bitmap.rows = static_cast<unsigned>(place.height());
    bitmap.width = static_cast<unsigned>(place.width());
    bitmap.pitch = pitch;
    bitmap.buffer = pixels;
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    // One that cannot be drawn (out of memory) stays blank, as a glyph does.
    FT_Outline_Translate(&all, -FT_Pos{place.x0} * 64, FT_Pos{place.y1} * 64);
    FT_Outline_Get_Bitmap(library, &all, &bitmap);
    FT_Outline_Translate(&all, FT_Pos{place.x0} * 64, -FT_Pos{place.y1} * 64);
}

}  // namespace paint
