#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "paint/raster.h"
#include "platform/turn.h"

namespace platform {

/// The picture upright in memory of our own, from where its changes are copied, turned, to the
/// panel. Also for a panel that is not turned but whose memory is slow to read: blending reads.
class Canvas {
public:
    explicit Canvas(Turn turn) : turn_(turn) {}

    /// Paints for a panel of this size; what changed, in upright pixels, until the next call.
    const std::vector<paint::Rect>& draw(std::span<const paint::Quad> quads,
                                         const paint::Atlas& atlas, Size panel);
    /// Copies parts of the picture to a panel of that size.
    void copy(std::span<const paint::Rect> parts, const paint::Surface& panel);
    /// Where a part of it lies on the panel.
    paint::Rect on_panel(const paint::Rect& part) const { return turn_.to_panel(part, size_); }

    /// The panel lost what it had: the next draw() reports everything.
    void forget() { raster_.forget(); }

private:
    paint::Surface surface();

    Turn turn_;
    Size size_;
    std::vector<std::uint32_t> pixels_;
    paint::Raster raster_;
};

}  // namespace platform
