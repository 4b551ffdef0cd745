#include "platform/canvas.h"

namespace platform {

const std::vector<paint::Rect>& Canvas::draw(std::span<const paint::Quad> quads,
                                             const paint::Atlas& atlas, Size panel) {
    const Size size = turn_.upright(panel);
    if (size != size_) {
        size_ = size;
        pixels_.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height),
                       0);
        raster_.forget();
    }
    return raster_.draw(quads, atlas, surface());
}

void Canvas::copy(std::span<const paint::Rect> parts, const paint::Surface& panel) {
    for (const paint::Rect& part : parts) turn_.copy(surface(), part, panel);
}

paint::Surface Canvas::surface() {
    return {.pixels = pixels_.data(),
            .width = size_.width,
            .height = size_.height,
            .pitch = size_.width};
}

}  // namespace platform
