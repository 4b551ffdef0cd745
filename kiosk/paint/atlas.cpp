#include "paint/atlas.h"

#include <algorithm>

#include "base/panic.h"

// Shelves: rows of masks of similar height, filled left to right. Glyphs come in few heights,
// so a shelf wastes little, and placing is a walk over at most some dozens of shelves.

namespace paint {

namespace {

constexpr int kAir = 1;        // Between masks, so that a GPU's sampler cannot bleed.
constexpr int kShelfStep = 8;  // Shelf heights are rounded up to this; heights then repeat.

}  // namespace

Atlas::Atlas() : pixels_(std::size_t{kWidth} * kHeight) {}

std::optional<Slot> Atlas::place(int width, int height) {
    ASSERT(width > 0);
    ASSERT(height > 0);
    if (width + kAir > kWidth || height + kAir > kHeight) return std::nullopt;
    const int room = std::min((height + kAir + kShelfStep - 1) / kShelfStep * kShelfStep, kHeight);

    // The lowest shelf that is high enough, but not so high that most of it would be lost.
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        if (shelf.height < room || shelf.height > room * 2) continue;
        if (shelf.used + width + kAir > kWidth) continue;
        if (!best || shelf.height < best->height) best = &shelf;
    }
    if (!best) {
        const int y = rows_used();
        if (y + room > kHeight) return std::nullopt;
        best = &shelves_.emplace_back(Shelf{.y = y, .height = room, .used = 0});
    }
    const Slot slot{.u = static_cast<std::uint16_t>(best->used),
                    .v = static_cast<std::uint16_t>(best->y),
                    .width = static_cast<std::uint16_t>(width),
                    .height = static_cast<std::uint16_t>(height)};
    best->used += width + kAir;
    ++revision_;
    return slot;
}

std::uint8_t* Atlas::row(const Slot& slot, int y) {
    ASSERT(y >= 0 && y < slot.height);
    return pixels_.data() + std::size_t{kWidth} * static_cast<std::size_t>(slot.v + y) + slot.u;
}

int Atlas::rows_used() const {
    return shelves_.empty() ? 0 : shelves_.back().y + shelves_.back().height;
}

void Atlas::clear() {
    std::fill(pixels_.begin(), pixels_.end(), std::uint8_t{0});
    shelves_.clear();
    ++generation_;
    ++revision_;
}

}  // namespace paint
