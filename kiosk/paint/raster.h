#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "paint/atlas.h"
#include "paint/quad.h"

namespace paint {

/// 32-bit pixels 0x00RRGGBB that belong to somebody else (the window).
struct Surface {
    std::uint32_t* pixels = nullptr;
    int width = 0, height = 0;
    int pitch = 0;  ///< Pixels from one row to the next.
};

/// Paints quads into a surface that keeps its content between frames. The surface is cut into
/// tiles; a tile whose quads are the same as last time is left alone, and in the others what a
/// later opaque quad covers is not painted at all. What no quad covers keeps what it had, so a
/// frame begins with a quad over everything. The result is exactly that of painting every quad
/// in order (blend.h says how a pixel is rounded).
class Raster {
public:
    /// Paints and says which rectangles changed (few, merged, inside the surface). Valid until
    /// the next call.
    const std::vector<Rect>& draw(std::span<const Quad> quads, const Atlas& atlas, Surface surface);

    /// The surface lost its content (another window or size): paint everything next time.
    void forget();

private:
    /// What this frame puts into one square of the surface.
    struct Tile {
        std::uint64_t hash;   ///< Of every quad that can be seen in it.
        std::uint32_t first;  ///< The quad that covers all before it, or 0.
        std::uint32_t count;  ///< Quads from `first` on that touch it.
        std::uint32_t end;    ///< Behind its last entry in order_.
    };
    void lay_out(Surface surface);
    void scan(std::span<const Quad> quads, std::uint32_t generation);
    void sort_into_dirty_tiles(std::span<const Quad> quads);
    void report_changes();
    Rect tile_rect(int column, int row) const;

    std::vector<std::uint64_t> hashes_;  // Of each tile, last frame; 0 when unknown.
    Surface surface_;
    int columns_ = 0, rows_ = 0;
    // Scratch kept between frames so that a frame allocates nothing.
    std::vector<Tile> tiles_;
    std::vector<std::uint32_t> order_;  // Quads of the dirty tiles, tile after tile.
    std::vector<Rect> changes_;
};

}  // namespace paint
