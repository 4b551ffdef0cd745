#include "platform/gpu_painter.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/log.h"

namespace platform {

namespace {

using paint::Atlas;

constexpr int kWhiteRows = 4;  // Below the atlas: what quads without a mask are cut from.
constexpr int kTextureHeight = Atlas::kHeight + kWhiteRows;
constexpr int kRowsAtOnce = 64;

/// GL_RENDERER, where the renderer is OpenGL; else SDL's name for it.
std::string describe(SDL_Renderer* renderer) {
    SDL_RendererInfo info;
    if (SDL_GetRendererInfo(renderer, &info) != 0) return "unknown";
    constexpr unsigned kGlRenderer = 0x1F01;
    using Function = const unsigned char* (*)(unsigned);
    const auto ask = reinterpret_cast<Function>(SDL_GL_GetProcAddress("glGetString"));
    const auto* words = ask ? ask(kGlRenderer) : nullptr;
    return words ? reinterpret_cast<const char*>(words) : info.name;
}

Error broken(const std::string& what) {
    return Error{Error::Code::io, "draw by GPU: " + what};
}

/// `rows` rows of the texture from masks: white, as opaque as the mask.
bool send_rows(SDL_Texture* texture, int from, int rows, const std::uint8_t* masks) {
    std::array<std::uint32_t, std::size_t{Atlas::kWidth} * kRowsAtOnce> pixels;
    const auto count = static_cast<std::size_t>(Atlas::kWidth * rows);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t mask = masks ? masks[i] : 255u;
        pixels[i] = mask << 24 | 0x00ffffffu;
    }
    const SDL_Rect part{.x = 0, .y = from, .w = Atlas::kWidth, .h = rows};
    return SDL_UpdateTexture(texture, &part, pixels.data(), Atlas::kWidth * 4) == 0;
}

}  // namespace

void GpuPainter::DestroyRenderer::operator()(SDL_Renderer* renderer) const {
    SDL_DestroyRenderer(renderer);
}
void GpuPainter::DestroyTexture::operator()(SDL_Texture* texture) const {
    SDL_DestroyTexture(texture);
}

Result<GpuPainter> GpuPainter::open(SDL_Window* window, Turn turn) {
    GpuPainter painter;
    painter.turn_ = turn;
    constexpr Uint32 kFlags = SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC;
    painter.renderer_.reset(SDL_CreateRenderer(window, -1, kFlags));
    if (painter.renderer_) {
        painter.texture_.reset(SDL_CreateTexture(painter.renderer_.get(), SDL_PIXELFORMAT_ARGB8888,
                                                 SDL_TEXTUREACCESS_STATIC, Atlas::kWidth,
                                                 kTextureHeight));
    }
    if (!painter.texture_) {
        return Error{Error::Code::unavailable, std::string("open GPU: ") + SDL_GetError()};
    }
    painter.proof_.reset(SDL_CreateTexture(painter.renderer_.get(), SDL_PIXELFORMAT_ARGB8888,
                                           SDL_TEXTUREACCESS_TARGET, 1, 1));
    if (!painter.proof_) logging::warning("GPU: what it draws cannot be read back");
    SDL_SetTextureBlendMode(painter.texture_.get(), SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(painter.texture_.get(), SDL_ScaleModeNearest);
    painter.name_ = "gpu (" + describe(painter.renderer_.get()) + ")";
    return painter;
}

bool GpuPainter::is_emulated() const {
    constexpr std::array<const char*, 5> kEmulators{"llvmpipe", "softpipe", "swrast", "SWR",
                                                    "software"};
    return std::any_of(kEmulators.begin(), kEmulators.end(), [&](const char* emulator) {
        return name_.find(emulator) != std::string::npos;
    });
}

void GpuPainter::forget() { fresh_ = true; }

Shown GpuPainter::present(std::span<const paint::Quad> quads, const Atlas& atlas) {
    const bool same = !fresh_ && generation_ == atlas.generation() &&
                      std::equal(quads.begin(), quads.end(), shown_.begin(), shown_.end());
    if (same) return Shown::same;
    if (!upload(atlas)) {
        logging::warning("send the atlas to the GPU: {}", SDL_GetError());
        return Shown::failed;
    }
    build(quads);
    shown_.assign(quads.begin(), quads.end());
    if (!render()) {
        logging::warning("draw by GPU: {}", SDL_GetError());
        return Shown::failed;
    }
    SDL_RenderPresent(renderer_.get());
    fresh_ = false;
    return Shown::shown;
}

bool GpuPainter::render() {
    SDL_Renderer* renderer = renderer_.get();
    if (SDL_SetRenderDrawColor(renderer, 0, 0, 0, 255) != 0) return false;
    if (SDL_RenderClear(renderer) != 0) return false;
    const int corner_count = static_cast<int>(corners_.size());
    if (corner_count == 0) return true;
    constexpr int kStride = sizeof(Corner);
    const Corner& first = corners_.front();
    const auto* colours = reinterpret_cast<const SDL_Color*>(&first.colour);
    return SDL_RenderGeometryRaw(renderer, texture_.get(), &first.x, kStride, colours, kStride,
                                 &first.u, kStride, corner_count, indices_.data(),
                                 static_cast<int>(indices_.size()), sizeof(int)) == 0;
}

Result<> GpuPainter::prove() {
    if (proof_) TRY(prove_drawing());
    if (fresh_) return {};
    if (!render()) return broken(SDL_GetError());
    SDL_RenderPresent(renderer_.get());
    return {};
}

/// Lets the GPU colour a pixel that nobody sees, another colour each time, and reads it back. Not
/// one of the glass: what a window's back buffer holds is nobody's promise.
Result<> GpuPainter::prove_drawing() {
    SDL_Renderer* renderer = renderer_.get();
    proofs_ = (proofs_ + 1) % 255;
    const std::uint32_t wanted = 0xff00a000u | proofs_;
    std::uint32_t seen = ~wanted;
    const bool drawn =
        SDL_SetRenderTarget(renderer, proof_.get()) == 0 &&
        SDL_SetRenderDrawColor(renderer, 0, 0xa0, static_cast<Uint8>(proofs_), 255) == 0 &&
        SDL_RenderClear(renderer) == 0 &&
        SDL_RenderReadPixels(renderer, nullptr, SDL_PIXELFORMAT_ARGB8888, &seen, sizeof seen) == 0;
    if (SDL_SetRenderTarget(renderer, nullptr) != 0 || !drawn) return broken(SDL_GetError());
    if (seen != wanted) return broken(fmt::format("a pixel is {:08x}, not {:08x}", seen, wanted));
    return {};
}

bool GpuPainter::upload(const Atlas& atlas) {
    const bool current =
        !fresh_ && generation_ == atlas.generation() && revision_ == atlas.revision();
    if (current) return true;
    for (int row = 0; row < atlas.rows_used(); row += kRowsAtOnce) {
        const int rows = std::min(kRowsAtOnce, Atlas::kHeight - row);
        const std::uint8_t* masks = atlas.pixels() + std::ptrdiff_t{row} * Atlas::kWidth;
        if (!send_rows(texture_.get(), row, rows, masks)) return false;
    }
    if (fresh_ && !send_rows(texture_.get(), Atlas::kHeight, kWhiteRows, nullptr)) return false;
    generation_ = atlas.generation();
    revision_ = atlas.revision();
    return true;
}

void GpuPainter::build(std::span<const paint::Quad> quads) {
    corners_.clear();
    indices_.clear();
    Size panel;
    SDL_GetRendererOutputSize(renderer_.get(), &panel.width, &panel.height);
    upright_ = turn_.upright(panel);
    for (const paint::Quad& quad : quads) {
        if (!quad.rect.empty() && quad.colour >> 24 != 0) add(quad);
    }
}

void GpuPainter::add(const paint::Quad& quad) {
    constexpr float kWide = Atlas::kWidth, kHigh = kTextureHeight;
    float u0 = 0.5f, v0 = Atlas::kHeight + kWhiteRows / 2.0f, u1 = u0, v1 = v0;
    if (quad.mask.width != 0) {
        // A mask one pixel wide is repeated: the same texel's middle at both ends.
        const bool across = quad.mask.width == 1, down = quad.mask.height == 1;
        u0 = static_cast<float>(quad.mask.u) + (across ? 0.5f : 0);
        v0 = static_cast<float>(quad.mask.v) + (down ? 0.5f : 0);
        u1 = across ? u0 : u0 + static_cast<float>(quad.mask.width);
        v1 = down ? v0 : v0 + static_cast<float>(quad.mask.height);
    }
    const auto x0 = static_cast<float>(quad.rect.x0), x1 = static_cast<float>(quad.rect.x1);
    const auto y0 = static_cast<float>(quad.rect.y0), y1 = static_cast<float>(quad.rect.y1);
    const int base = static_cast<int>(corners_.size());
    const auto corner = [&](float x, float y, float u, float v) {
        const Point at = turn_.to_panel(Point{x, y}, upright_);
        corners_.push_back({at.x, at.y, quad.colour, u / kWide, v / kHigh});
    };
    corner(x0, y0, u0, v0);
    corner(x1, y0, u1, v0);
    corner(x1, y1, u1, v1);
    corner(x0, y1, u0, v1);
    for (const int offset : {0, 1, 2, 0, 2, 3}) indices_.push_back(base + offset);
}

}  // namespace platform
