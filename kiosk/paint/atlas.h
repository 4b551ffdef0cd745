#pragma once

#include <optional>
#include <vector>

#include "paint/quad.h"

namespace paint {

/// All masks (glyphs, icons, corners, shadow) in one 8-bit picture, filled as they are needed.
/// Bounded: when it is full `place` says so, and the owner clears it and draws the frame again.
/// `generation` changes whenever pixels that were handed out before may have changed.
class Atlas {
public:
    /// Room for everything one screen needs at the largest text several times over (bench).
    static constexpr int kWidth = 1024, kHeight = 2048;

    Atlas();

    /// Room for a mask, with a pixel of air around it; nothing when full.
    std::optional<Slot> place(int width, int height);

    std::uint8_t* row(const Slot& slot, int y);  ///< Where to write row y of a slot.
    const std::uint8_t* pixels() const { return pixels_.data(); }
    std::uint32_t generation() const { return generation_; }
    std::uint32_t revision() const { return revision_; }  ///< Grows with each placed mask.
    int rows_used() const;                                ///< No mask lies below this row.

    /// Forgets every mask; whoever holds a Slot must ask for it again.
    void clear();

private:
    struct Shelf {
        int y, height, used;
    };
    std::vector<std::uint8_t> pixels_;
    std::vector<Shelf> shelves_;
    std::uint32_t generation_ = 0, revision_ = 0;
};

}  // namespace paint
