#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "paint/raster.h"
#include "platform/canvas.h"
#include "platform/shown.h"

struct SDL_Window;
struct SDL_Surface;

namespace platform {

/// Quads painted by the CPU into the window's own pixels (shared memory under X11), or by way of a
/// canvas when the picture is turned. The window must outlive it and must not have a renderer.
class SoftwarePainter {
public:
    SoftwarePainter(SDL_Window* window, Turn turn) : window_(window), turn_(turn), canvas_(turn) {}

    /// Paints and sends what changed. It fails when the window has no pixels just now: the next
    /// call tries again from the beginning.
    Shown present(std::span<const paint::Quad> quads, const paint::Atlas& atlas);

    /// Sends a pixel again; the display server answers when it has it.
    Result<> prove();

    /// The pixels on the glass were lost: the next present() paints everything.
    void forget();

    const char* name() const { return "software"; }

private:
    struct FreeSurface {
        void operator()(SDL_Surface* surface) const;
    };
    std::vector<paint::Rect> draw(std::span<const paint::Quad> quads, const paint::Atlas& atlas,
                                  const paint::Surface& target);
    bool copy_changes(SDL_Surface* screen, const std::vector<paint::Rect>& changes);
    paint::Surface own_pixels(int width, int height);

    SDL_Window* window_;
    Turn turn_;
    paint::Raster raster_;
    Canvas canvas_;
    paint::Surface target_;  // What the canvas was copied to last.
    // Only for a screen that is not 32 bits of 0x00RRGGBB: painted here, then converted.
    std::vector<std::uint32_t> own_;
    std::unique_ptr<SDL_Surface, FreeSurface> own_surface_;
};

}  // namespace platform
