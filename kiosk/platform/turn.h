#pragma once

#include "paint/raster.h"
#include "platform/touch.h"

namespace platform {

/// Pixels.
struct Size {
    int width = 0, height = 0;
    bool operator==(const Size&) const = default;
};

/// How the picture lies on the panel: turned clockwise by 0, 90, 180 or 270 degrees. A landscape
/// panel that is mounted upright shows itself as lying; on a bare console nobody else turns the
/// picture for it. "Upright" is what we draw, "panel" what the hardware shows.
class Turn {
public:
    explicit Turn(int degrees = 0) : degrees_(degrees) {}

    bool none() const { return degrees_ == 0; }
    Size upright(Size panel) const { return across() ? Size{panel.height, panel.width} : panel; }
    Size panel(Size upright) const { return this->upright(upright); }  ///< And back.

    /// Where a place of the panel lies in the upright picture; `panel` is the panel's size.
    Point to_upright(Point at, Size panel) const;
    /// A corner point between pixels, and a rectangle of them, as they lie on the panel.
    Point to_panel(Point corner, Size upright) const;
    paint::Rect to_panel(const paint::Rect& part, Size upright) const;

    /// Copies a part of the upright picture to where it belongs on the panel. Both hold all of it.
    void copy(const paint::Surface& upright, const paint::Rect& part,
              const paint::Surface& panel) const;

private:
    bool across() const { return degrees_ % 180 != 0; }
    int degrees_;
};

}  // namespace platform
