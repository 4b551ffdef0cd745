#include "platform/software_painter.h"

#include <SDL.h>

#include "base/log.h"

namespace platform {

namespace {

bool is_plain(const SDL_Surface& screen) {
    const SDL_PixelFormat& format = *screen.format;
    return format.BytesPerPixel == 4 && format.Rmask == 0x00ff0000u &&
           format.Gmask == 0x0000ff00u && format.Bmask == 0x000000ffu && screen.pitch % 4 == 0 &&
           !SDL_MUSTLOCK(&screen);
}

SDL_Rect to_sdl(const paint::Rect& rect) {
    return {.x = rect.x0, .y = rect.y0, .w = rect.width(), .h = rect.height()};
}

}  // namespace

void SoftwarePainter::FreeSurface::operator()(SDL_Surface* surface) const {
    SDL_FreeSurface(surface);
}

Shown SoftwarePainter::present(std::span<const paint::Quad> quads, const paint::Atlas& atlas) {
    SDL_Surface* screen = SDL_GetWindowSurface(window_);
    if (!screen || screen->w <= 0 || screen->h <= 0) {
        logging::warning("no window surface: {}", SDL_GetError());
        forget();
        return Shown::failed;
    }
    const bool plain = is_plain(*screen);
    const paint::Surface target =
        plain ? paint::Surface{.pixels = static_cast<std::uint32_t*>(screen->pixels),
                               .width = screen->w,
                               .height = screen->h,
                               .pitch = screen->pitch / 4}
              : own_pixels(screen->w, screen->h);
    const std::vector<paint::Rect> changes = draw(quads, atlas, target);
    if (changes.empty()) return Shown::same;

    std::vector<SDL_Rect> rects;
    for (const paint::Rect& change : changes) rects.push_back(to_sdl(change));
    const bool copied = plain || copy_changes(screen, changes);
    const int count = static_cast<int>(rects.size());
    if (!copied || SDL_UpdateWindowSurfaceRects(window_, rects.data(), count) != 0) {
        logging::warning("show the frame: {}", SDL_GetError());
        forget();
        return Shown::failed;
    }
    return Shown::shown;
}

/// What changed, as it lies on the panel.
std::vector<paint::Rect> SoftwarePainter::draw(std::span<const paint::Quad> quads,
                                               const paint::Atlas& atlas,
                                               const paint::Surface& target) {
    if (turn_.none()) return raster_.draw(quads, atlas, target);
    const Size panel{target.width, target.height};
    // The window has other pixels than it had: they have nothing of the picture yet.
    if (target.pixels != target_.pixels || panel != Size{target_.width, target_.height})
        canvas_.forget();
    target_ = target;
    const std::vector<paint::Rect>& changes = canvas_.draw(quads, atlas, panel);
    canvas_.copy(changes, target);
    std::vector<paint::Rect> turned;
    for (const paint::Rect& change : changes) turned.push_back(canvas_.on_panel(change));
    return turned;
}

Result<> SoftwarePainter::prove() {
    const SDL_Rect first{.x = 0, .y = 0, .w = 1, .h = 1};
    if (SDL_GetWindowSurface(window_) && SDL_UpdateWindowSurfaceRects(window_, &first, 1) == 0)
        return {};
    return Error{Error::Code::io, std::string("show the frame: ") + SDL_GetError()};
}

void SoftwarePainter::forget() {
    raster_.forget();
    canvas_.forget();
}

paint::Surface SoftwarePainter::own_pixels(int width, int height) {
    if (!own_surface_ || own_surface_->w != width || own_surface_->h != height) {
        own_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
        own_surface_.reset(SDL_CreateRGBSurfaceWithFormatFrom(own_.data(), width, height, 32,
                                                              width * 4, SDL_PIXELFORMAT_RGB888));
        forget();
    }
    return {.pixels = own_.data(), .width = width, .height = height, .pitch = width};
}

bool SoftwarePainter::copy_changes(SDL_Surface* screen, const std::vector<paint::Rect>& changes) {
    for (const paint::Rect& change : changes) {
        const SDL_Rect from = to_sdl(change);
        SDL_Rect to = from;
        if (SDL_BlitSurface(own_surface_.get(), &from, screen, &to) != 0) return false;
    }
    return true;
}

}  // namespace platform
