#include "paint/raster.h"

#include <algorithm>

#include "base/panic.h"
#include "paint/blend.h"

// A frame in three passes. Scan: every quad leaves its hash in the tiles it touches; one that
// hides all before it starts the tile's hash afresh. Sort: the quads of tiles whose hash is new
// are listed per tile. Paint: tile by tile, so that a tile's pixels stay in the cache however
// many layers it has.

namespace paint {

namespace {

constexpr int kTile = 64;  // 16 KiB, half a level-1 cache; 96 and 127 px measured the same.

// More rectangles than this cost the window system more than sending what lies between them.
constexpr std::size_t kChangesMax = 32;

/// A step of hashing that loses nothing: for equal `hash`, different `value` stays different.
std::uint64_t stir(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

std::uint64_t pair(int high, int low) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32 |
           static_cast<std::uint32_t>(low);
}

Rect intersection(const Rect& a, const Rect& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

std::uint32_t alpha_of(Colour colour) { return colour >> 24; }

/// From 0xAABBGGRR to the surface's 0x00RRGGBB.
std::uint32_t to_pixel(Colour colour) {
    return (colour & 0xffu) << 16 | (colour & 0xff00u) | (colour >> 16 & 0xffu);
}

bool is_masked(const Quad& quad) { return quad.mask.width != 0; }
bool is_opaque(const Quad& quad) { return !is_masked(quad) && alpha_of(quad.colour) == 255; }

std::uint64_t hash_of_masked(const Quad& quad, std::uint32_t generation) {
    std::uint64_t hash = stir(generation, pair(quad.rect.x0, quad.rect.y0));
    hash = stir(hash, pair(quad.rect.x1, quad.rect.y1));
    hash =
        stir(hash, pair(quad.mask.u << 16 | quad.mask.v, quad.mask.width << 16 | quad.mask.height));
    return stir(hash, quad.colour);
}

/// A whole rectangle looks the same wherever it goes on outside the tile.
std::uint64_t hash_of_solid(const Rect& seen, const Rect& tile, Colour colour) {
    const auto bits = static_cast<std::uint64_t>(seen.x0 - tile.x0) << 21 |
                      static_cast<std::uint64_t>(seen.y0 - tile.y0) << 14 |
                      static_cast<std::uint64_t>(seen.x1 - tile.x0) << 7 |
                      static_cast<std::uint64_t>(seen.y1 - tile.y0);
    return bits << 32 | colour;
}

void paint_solid(const Rect& seen, Colour colour, const Surface& surface) {
    const auto count = static_cast<std::size_t>(seen.width());
    std::uint32_t* row = surface.pixels + std::ptrdiff_t{seen.y0} * surface.pitch + seen.x0;
    const std::uint32_t alpha = alpha_of(colour), pixel = to_pixel(colour);
    for (int y = seen.y0; y < seen.y1; ++y, row += surface.pitch) {
        if (alpha == 255) {
            fill_row(row, count, pixel);
        } else {
            blend_row(row, count, pixel, alpha);
        }
    }
}

void paint_masked(const Rect& seen, const Quad& quad, const Atlas& atlas, const Surface& surface) {
    const auto count = static_cast<std::size_t>(seen.width());
    const bool repeats_across = quad.mask.width == 1, repeats_down = quad.mask.height == 1;
    const std::uint32_t alpha = alpha_of(quad.colour), pixel = to_pixel(quad.colour);
    std::uint32_t* row = surface.pixels + std::ptrdiff_t{seen.y0} * surface.pitch + seen.x0;
    for (int y = seen.y0; y < seen.y1; ++y, row += surface.pitch) {
        const int v = quad.mask.v + (repeats_down ? 0 : y - quad.rect.y0);
        const int u = quad.mask.u + (repeats_across ? 0 : seen.x0 - quad.rect.x0);
        const std::uint8_t* mask = atlas.pixels() + std::ptrdiff_t{v} * Atlas::kWidth + u;
        if (repeats_across) {
            blend_row(row, count, pixel, over_255(*mask * alpha));
        } else {
            mask_row(row, mask, count, pixel, alpha);
        }
    }
}

/// The promise of quad.h, kept by whoever made the quad.
void check(const Quad& quad) {
    if (!is_masked(quad)) return;
    ASSERT(quad.mask.width == 1 || quad.mask.width == quad.rect.width());
    ASSERT(quad.mask.height == 1 || quad.mask.height == quad.rect.height());
    ASSERT(quad.mask.u + quad.mask.width <= Atlas::kWidth);
    ASSERT(quad.mask.v + quad.mask.height <= Atlas::kHeight);
}

/// The tiles that a rectangle inside the surface touches.
Rect tiles_of(const Rect& seen) {
    return {seen.x0 / kTile, seen.y0 / kTile, (seen.x1 - 1) / kTile + 1, (seen.y1 - 1) / kTile + 1};
}

}  // namespace

const std::vector<Rect>& Raster::draw(std::span<const Quad> quads, const Atlas& atlas,
                                      Surface surface) {
    lay_out(surface);
    scan(quads, atlas.generation());
    sort_into_dirty_tiles(quads);
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const Tile& tile = tiles_[static_cast<std::size_t>(row * columns_ + column)];
            const Rect area = tile_rect(column, row);
            for (std::uint32_t i = tile.end - tile.count; i < tile.end; ++i) {
                const Quad& quad = quads[order_[i]];
                const Rect seen = intersection(quad.rect, area);
                if (is_masked(quad)) {
                    paint_masked(seen, quad, atlas, surface_);
                } else {
                    paint_solid(seen, quad.colour, surface_);
                }
            }
        }
    }
    report_changes();
    return changes_;
}

void Raster::forget() { surface_ = {}; }

void Raster::lay_out(Surface surface) {
    ASSERT(surface.pixels != nullptr);
    ASSERT(surface.width > 0 && surface.height > 0);
    ASSERT(surface.pitch >= surface.width);
    const bool same = surface.pixels == surface_.pixels && surface.width == surface_.width &&
                      surface.height == surface_.height && surface.pitch == surface_.pitch;
    if (same) return;
    surface_ = surface;
    columns_ = (surface.width + kTile - 1) / kTile;
    rows_ = (surface.height + kTile - 1) / kTile;
    hashes_.assign(static_cast<std::size_t>(columns_ * rows_), 0);
    tiles_.resize(hashes_.size());
}

void Raster::scan(std::span<const Quad> quads, std::uint32_t generation) {
    std::fill(tiles_.begin(), tiles_.end(), Tile{.hash = 1, .first = 0, .count = 0, .end = 0});
    for (std::size_t i = 0; i < quads.size(); ++i) {
        const Quad& quad = quads[i];
        check(quad);
        const Rect seen = intersection(quad.rect, {0, 0, surface_.width, surface_.height});
        if (seen.empty() || alpha_of(quad.colour) == 0) continue;
        const bool masked = is_masked(quad), opaque = is_opaque(quad);
        const std::uint64_t hash = masked ? hash_of_masked(quad, generation) : 0;
        const Rect touched = tiles_of(seen);
        for (int row = touched.y0; row < touched.y1; ++row) {
            for (int column = touched.x0; column < touched.x1; ++column) {
                Tile& tile = tiles_[static_cast<std::size_t>(row * columns_ + column)];
                const Rect area = tile_rect(column, row);
                const Rect part = intersection(seen, area);
                if (opaque && part == area) {
                    tile = {
                        .hash = 1, .first = static_cast<std::uint32_t>(i), .count = 0, .end = 0};
                }
                tile.hash = stir(tile.hash, masked ? hash : hash_of_solid(part, area, quad.colour));
                ++tile.count;
            }
        }
    }
}

void Raster::sort_into_dirty_tiles(std::span<const Quad> quads) {
    std::uint32_t entries = 0;
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        Tile& tile = tiles_[i];
        if (tile.hash == 0) tile.hash = 1;  // 0 means unknown.
        if (tile.hash == hashes_[i]) tile.count = 0;
        tile.end = entries;  // Grows as the tile is filled, to the end.
        entries += tile.count;
    }
    order_.resize(entries);
    if (entries == 0) return;
    for (std::size_t i = 0; i < quads.size(); ++i) {
        const Rect seen = intersection(quads[i].rect, {0, 0, surface_.width, surface_.height});
        if (seen.empty() || alpha_of(quads[i].colour) == 0) continue;
        const Rect touched = tiles_of(seen);
        for (int row = touched.y0; row < touched.y1; ++row) {
            for (int column = touched.x0; column < touched.x1; ++column) {
                Tile& tile = tiles_[static_cast<std::size_t>(row * columns_ + column)];
                if (tile.count == 0 || i < tile.first) continue;
                order_[tile.end++] = static_cast<std::uint32_t>(i);
            }
        }
    }
}

void Raster::report_changes() {
    changes_.clear();
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const auto index = static_cast<std::size_t>(row * columns_ + column);
            if (tiles_[index].hash == hashes_[index]) continue;
            hashes_[index] = tiles_[index].hash;
            const Rect area = tile_rect(column, row);
            const bool goes_on =
                !changes_.empty() && changes_.back().y0 == area.y0 && changes_.back().x1 == area.x0;
            if (goes_on) {
                changes_.back().x1 = area.x1;
            } else {
                changes_.push_back(area);
            }
        }
    }
    // Runs of the same width under one another become one rectangle.
    std::size_t kept = 0;
    for (const Rect& run : changes_) {
        const auto above = std::find_if(
            changes_.begin(), changes_.begin() + static_cast<std::ptrdiff_t>(kept),
            [&](const Rect& r) { return r.x0 == run.x0 && r.x1 == run.x1 && r.y1 == run.y0; });
        if (above != changes_.begin() + static_cast<std::ptrdiff_t>(kept)) {
            above->y1 = run.y1;
        } else {
            changes_[kept++] = run;
        }
    }
    changes_.resize(kept);
    if (changes_.size() <= kChangesMax) return;
    Rect all = changes_.front();
    for (const Rect& change : changes_) {
        all = {std::min(all.x0, change.x0), std::min(all.y0, change.y0),
               std::max(all.x1, change.x1), std::max(all.y1, change.y1)};
    }
    changes_.assign(1, all);
}

Rect Raster::tile_rect(int column, int row) const {
    const int x = column * kTile, y = row * kTile;
    return {x, y, std::min(x + kTile, surface_.width), std::min(y + kTile, surface_.height)};
}

}  // namespace paint
