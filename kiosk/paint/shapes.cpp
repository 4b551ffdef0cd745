#include <algorithm>
#include <array>
#include <cmath>

#include "base/panic.h"
#include "paint/glyphs.h"

// The masks that are not letters: quarter discs and soft shadows. Each is a formula from pixel
// to coverage, computed once and kept in the atlas.

namespace paint {

namespace {

enum class Kind : std::uint64_t { disc, shadow_corner, shadow_edge };

std::uint64_t key_of(Kind kind, int side, int size, int blur) {
    return static_cast<std::uint64_t>(kind) << 56 | static_cast<std::uint64_t>(side) << 48 |
           static_cast<std::uint64_t>(size) << 24 | static_cast<std::uint64_t>(blur);
}

/// The integral of sqrt(r² − t²) from 0 to x.
double under_circle(double radius, double x) {
    const double clamped = std::clamp(x / radius, 0.0, 1.0);
    const double height = std::sqrt(1 - clamped * clamped);
    return radius * radius * (clamped * height + std::asin(clamped)) / 2;
}

/// How much of the pixel [x, x+1]×[y, y+1] lies in the disc around the origin: exact.
double disc_area(double radius, int x, int y) {
    const auto reach = [radius](double height) {  // How far the disc goes at this height.
        return height >= radius ? 0.0 : std::sqrt(radius * radius - height * height);
    };
    const double left = x, right = x + 1, low = y, high = y + 1;
    const double whole = std::clamp(reach(high), left, right);  // Left of it the column is full.
    const double none = std::clamp(reach(low), left, right);    // Right of it it is empty.
    const double curved = under_circle(radius, none) - under_circle(radius, whole);
    return (whole - left) + curved - (none - whole) * low;
}

/// Coverage along one axis, `depth` pixels in from the outer border: the middle of a Gaussian
/// (±2σ over `blur` pixels), stretched so that it begins at 0 and ends at exactly 1.
double fall_off(int depth, int blur) {
    if (depth >= blur) return 1;
    constexpr double kSigmas = 2;
    const double at = ((depth + 0.5) / blur * 2 - 1) * kSigmas;
    const double end = std::erf(kSigmas / std::sqrt(2.0));
    return (std::erf(at / std::sqrt(2.0)) / end + 1) / 2;
}

std::uint8_t to_mask(double coverage) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(coverage, 0.0, 1.0) * 255));
}

bool at_right(Glyphs::Corner corner) {
    return corner == Glyphs::Corner::top_right || corner == Glyphs::Corner::bottom_right;
}
bool at_bottom(Glyphs::Corner corner) {
    return corner == Glyphs::Corner::bottom_left || corner == Glyphs::Corner::bottom_right;
}

}  // namespace

template <class Coverage>
Slot Glyphs::shape(std::uint64_t key, int width, int height, Coverage coverage) {
    if (width <= 0 || height <= 0) return {};
    const auto found = shapes_.find(key);
    if (found != shapes_.end()) return found->second;
    const std::optional<Slot> slot = atlas_->place(width, height);
    if (!slot) {
        overflowed_ = true;
        return {};
    }
    for (int y = 0; y < height; ++y) {
        std::uint8_t* row = atlas_->row(*slot, y);
        for (int x = 0; x < width; ++x) row[x] = to_mask(coverage(x, y));
    }
    shapes_.emplace(key, *slot);
    return *slot;
}

Slot Glyphs::disc(int radius, Corner corner) {
    const std::uint64_t key = key_of(Kind::disc, static_cast<int>(corner), radius, 0);
    return shape(key, radius, radius, [=](int x, int y) {
        const int across = at_right(corner) ? x : radius - 1 - x;  // Away from the centre.
        const int up = at_bottom(corner) ? y : radius - 1 - y;
        return disc_area(radius, across, up);
    });
}

Slot Glyphs::shadow_corner(int size, int blur, Corner corner) {
    const int reach = std::clamp(blur, 0, std::max(size - 1, 0));  // So that it ends at 1.
    const std::uint64_t key = key_of(Kind::shadow_corner, static_cast<int>(corner), size, reach);
    return shape(key, size, size, [=](int x, int y) {
        const int across = at_right(corner) ? size - 1 - x : x;  // In from the border.
        const int down = at_bottom(corner) ? size - 1 - y : y;
        return fall_off(across, reach) * fall_off(down, reach);
    });
}

Slot Glyphs::shadow_edge(int size, int blur, Edge edge) {
    const int reach = std::clamp(blur, 0, std::max(size - 1, 0));  // So that it ends at 1.
    const std::uint64_t key = key_of(Kind::shadow_edge, static_cast<int>(edge), size, reach);
    const bool lying = edge == Edge::top || edge == Edge::bottom;
    return shape(key, lying ? 1 : size, lying ? size : 1, [=](int x, int y) {
        const int along = lying ? y : x;
        const bool far = edge == Edge::bottom || edge == Edge::right;
        return fall_off(far ? size - 1 - along : along, reach);
    });
}

}  // namespace paint
