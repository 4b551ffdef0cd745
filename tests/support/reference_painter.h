#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "paint/atlas.h"
#include "paint/quad.h"

/// Quads painted the slow and obvious way, pixel by pixel: what every painter must equal.
class ReferencePainter {
public:
    ReferencePainter(int width, int height)
        : width_(width),
          height_(height),
          pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

    void draw(std::span<const paint::Quad> quads, const paint::Atlas& atlas) {
        for (const paint::Quad& quad : quads) {
            for (int y = std::max(quad.rect.y0, 0); y < std::min(quad.rect.y1, height_); ++y) {
                for (int x = std::max(quad.rect.x0, 0); x < std::min(quad.rect.x1, width_); ++x) {
                    blend(at(x, y), quad.colour, coverage(quad, x, y, atlas));
                }
            }
        }
    }

    std::uint32_t& at(int x, int y) {
        return pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                       static_cast<std::size_t>(x)];
    }
    const std::vector<std::uint32_t>& pixels() const { return pixels_; }

private:
    /// a·b/255 to the nearest, said with a fraction.
    static std::uint32_t product(std::uint32_t a, std::uint32_t b) {
        return (2 * a * b + 255) / 510;
    }

    static std::uint32_t coverage(const paint::Quad& quad, int x, int y,
                                  const paint::Atlas& atlas) {
        const std::uint32_t alpha = quad.colour >> 24;
        if (quad.mask.width == 0) return alpha;
        const int u = quad.mask.u + (quad.mask.width == 1 ? 0 : x - quad.rect.x0);
        const int v = quad.mask.v + (quad.mask.height == 1 ? 0 : y - quad.rect.y0);
        return product(atlas.pixels()[v * paint::Atlas::kWidth + u], alpha);
    }

    static void blend(std::uint32_t& pixel, paint::Colour colour, std::uint32_t alpha) {
        std::uint32_t result = 0;
        for (int channel = 0; channel < 3; ++channel) {
            const std::uint32_t source = colour >> (8 * channel) & 0xff;  // Red first.
            const int shift = 16 - 8 * channel;
            const std::uint32_t ground = pixel >> shift & 0xff;
            const std::uint32_t sum = source * alpha + ground * (255 - alpha);
            result |= (2 * sum + 255) / 510 << shift;
        }
        pixel = result;
    }

    int width_, height_;
    std::vector<std::uint32_t> pixels_;
};
