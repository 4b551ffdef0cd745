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

void mix_four(std::uint32_t* pixels, const Ink& ink, Pixels alpha) {
    Pixels ground;
    std::memcpy(&ground, pixels, sizeof ground);
    ground = mix(ground, ink, alpha);
    std::memcpy(pixels, &ground, sizeof ground);
}

/// The same for one pixel, at the end of a row: two channels at a time in one 32-bit word, where
/// neither product nor rounding leaves its 16 bits.
std::uint32_t mix_one(std::uint32_t ground, std::uint32_t colour, std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    const auto rounded_pair = [](std::uint32_t sum) {
        sum += 0x00800080;
        return (sum + (sum >> 8 & kEven)) >> 8 & kEven;
    };
    const std::uint32_t even = (ground & kEven) * rest + (colour & kEven) * alpha;
    const std::uint32_t odd = (ground >> 8 & kEven) * rest + (colour >> 8 & kEven) * alpha;
    return rounded_pair(even) | rounded_pair(odd) << 8;
}

Pixels alphas_of(const std::uint8_t* mask) {
    Masks four;
    std::memcpy(&four, mask, sizeof four);
    return __builtin_convertvector(four, Pixels);
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
            mix_four(pixels + i, ink, alphas_of(mask + i));
        }
    }
    for (; i < count; ++i) pixels[i] = mix_one(pixels[i], colour, mask[i]);
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
    for (; i < count; ++i) pixels[i] = mix_one(pixels[i], colour, alpha);
}

void mask_row(std::uint32_t* pixels, const std::uint8_t* mask, std::size_t count,
              std::uint32_t colour, std::uint32_t alpha) {
    if (alpha == 255) return mask_opaque(pixels, mask, count, colour);
    const Ink ink(colour);
    std::size_t i = 0;
    for (; i + kFour <= count; i += kFour) {
        mix_four(pixels + i, ink, dimmed(alphas_of(mask + i), alpha));
    }
    for (; i < count; ++i) pixels[i] = mix_one(pixels[i], colour, over_255(mask[i] * alpha));
}

}  // namespace paint
