#pragma once

#include <cstddef>
#include <cstdint>

/// Rows of pixels 0x00RRGGBB, the inner loops of the rasteriser. Every result is exact: each
/// channel is (source·alpha + ground·(255 − alpha)) / 255, rounded to the nearest.
namespace paint {

/// x / 255 rounded to the nearest, for x up to 65,025; a half cannot happen.
constexpr std::uint32_t over_255(std::uint32_t x) { return (x + 128 + ((x + 128) >> 8)) >> 8; }

void fill_row(std::uint32_t* pixels, std::size_t count, std::uint32_t colour);

/// One colour at one alpha.
void blend_row(std::uint32_t* pixels, std::size_t count, std::uint32_t colour, std::uint32_t alpha);

/// One colour through a mask; what reaches the pixel is over_255(mask · alpha).
void mask_row(std::uint32_t* pixels, const std::uint8_t* mask, std::size_t count,
              std::uint32_t colour, std::uint32_t alpha);

}  // namespace paint
