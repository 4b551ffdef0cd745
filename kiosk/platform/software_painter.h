#pragma once

#include <memory>
#include <span>
#include <vector>

#include "paint/raster.h"

struct SDL_Window;
struct SDL_Surface;

namespace platform {

/// Quads painted by the CPU into the window's own pixels (shared memory under X11). The window
/// must outlive it and must not have a renderer.
class SoftwarePainter {
public:
    explicit SoftwarePainter(SDL_Window* window) : window_(window) {}

    /// Paints and sends what changed. False when nothing did, or when the window has no pixels
    /// just now (the display is away): the next call tries again from the beginning.
    bool present(std::span<const paint::Quad> quads, const paint::Atlas& atlas);

    /// The pixels on the glass were lost: the next present() paints everything.
    void forget() { raster_.forget(); }

    const char* name() const { return "software"; }

private:
    struct FreeSurface {
        void operator()(SDL_Surface* surface) const;
    };
    bool copy_changes(SDL_Surface* screen, const std::vector<paint::Rect>& changes);
    paint::Surface own_pixels(int width, int height);

    SDL_Window* window_;
    paint::Raster raster_;
    // Only for a screen that is not 32 bits of 0x00RRGGBB: painted here, then converted.
    std::vector<std::uint32_t> own_;
    std::unique_ptr<SDL_Surface, FreeSurface> own_surface_;
};

}  // namespace platform
