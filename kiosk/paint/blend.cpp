#include "paint/blend.h"

#include <algorithm>
#include <cstring>

// Four pixels at a time, in GCC's portable vectors (SSE2, NEON). A channel's product fits 16
// bits, so the two halves of a pixel's 32 are multiplied as 16-bit lanes: every x86 since 2003
// does eight of those at once, while a 32-bit multiplication needs what small CPUs lack.
// Built with -O3 in every configuration (CMakeLists.txt): this is where the time goes.

namespace paint {

namespace {

using Pixels = std::uint32_t __attribute__((vector_size(16)));  // Four, 0x00RRGGBB.
using Lanes = std::uint16_t __attribute__((vector_size(16)));   // Eight channels.
using Masks = std::uint8_t __attribute__((vector_size(4)));     // Of four pixels.
constexpr std::size_t kFour = 4;

constexpr std::uint32_t kEven = 0x00ff00ff;  // Red and blue.
constexpr std::uint32_t kOdd = 0xff00ff00;   // Green, and the unused byte.

/// One colour, taken apart once for a row.
struct Ink {
    explicit Ink(std::uint32_t colour)
        : even(reinterpret_cast<Lanes>(Pixels{} + (colour & kEven))),
          odd(reinterpret_cast<Lanes>(Pixels{} + (colour >> 8 & kEven))) {}
    Lanes even, odd;
};

/// over_255() in every lane: 255·255 + 128 and its carry stay below 65,536.
Lanes rounded(Lanes sum) {
    sum += 128;
    return sum + (sum >> 8);
}

Pixels mix(Pixels ground, const Ink& ink, Pixels alpha) {
    const Lanes part = reinterpret_cast<Lanes>(alpha | alpha << 16);
    const Lanes rest = 255 - part;
    const Lanes even = reinterpret_cast<Lanes>(ground & kEven) * rest + ink.even * part;
    const Lanes odd = reinterpret_cast<Lanes>(ground >> 8 & kEven) * rest + ink.odd * part;
    return reinterpret_cast<Pixels>(rounded(even) >> 8) |
           (reinterpret_cast<Pixels>(rounded(odd)) & kOdd);
}

/// Blends up to four pixels; those behind `count` are neither read nor written.
void mix_few(std::uint32_t* pixels, std::size_t count, const Ink& ink, Pixels alpha) {
    Pixels ground{};
    std::memcpy(&ground, pixels, count * sizeof *pixels);
    ground = mix(ground, ink, alpha);
    std::memcpy(pixels, &ground, count * sizeof *pixels);
}

void mix_four(std::uint32_t* pixels, const Ink& ink, Pixels alpha) {
    mix_few(pixels, kFour, ink, alpha);
}

Pixels alphas_of(const std::uint8_t* mask, std::size_t count) {
    Masks few{};
    std::memcpy(&few, mask, count);
    return __builtin_convertvector(few, Pixels);
}

/// What a mask lets through of a colour that is itself not opaque.
Pixels dimmed(Pixels mask, std::uint32_t alpha) {
    Pixels product{};
    for (std::size_t i = 0; i < kFour; ++i) product[i] = over_255(mask[i] * alpha);
    return product;
}

void mask_opaque(std::uint32_t* pixels, const std::uint8_t* mask, std::size_t count,
                 std::uint32_t colour) {
    const Ink ink(colour);
    std::size_t i = 0;
    for (; i + kFour <= count; i += kFour) {
        // Most of a letter's box is empty or full.
        std::uint32_t four;
        std::memcpy(&four, mask + i, kFour);
        if (four == 0) continue;
        if (four == 0xffffffff) {
            std::fill_n(pixels + i, kFour, colour);
        } else {
            mix_four(pixels + i, ink, alphas_of(mask + i, kFour));
        }
    }
    if (i < count) mix_few(pixels + i, count - i, ink, alphas_of(mask + i, count - i));
}

}  // namespace

void fill_row(std::uint32_t* pixels, std::size_t count, std::uint32_t colour) {
    std::fill_n(pixels, count, colour);
}

void blend_row(std::uint32_t* pixels, std::size_t count, std::uint32_t colour,
               std::uint32_t alpha) {
    const Ink ink(colour);
    const Pixels alphas = Pixels{} + alpha;
    std::size_t i = 0;
    for (; i + kFour <= count; i += kFour) mix_four(pixels + i, ink, alphas);
    if (i < count) mix_few(pixels + i, count - i, ink, alphas);
}

void mask_row(std::uint32_t* pixels, const std::uint8_t* mask, std::size_t count,
              std::uint32_t colour, std::uint32_t alpha) {
    if (alpha == 255) return mask_opaque(pixels, mask, count, colour);
    const Ink ink(colour);
    std::size_t i = 0;
    for (; i + kFour <= count; i += kFour) {
        mix_four(pixels + i, ink, dimmed(alphas_of(mask + i, kFour), alpha));
    }
    if (i < count) {
        mix_few(pixels + i, count - i, ink, dimmed(alphas_of(mask + i, count - i), alpha));
    }
}

}  // namespace paint
