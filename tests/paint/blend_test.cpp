#include "paint/blend.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

TEST_CASE("a product over 255 is rounded to the nearest, for every product") {
    int wrong = 0;
    for (std::uint32_t x = 0; x <= 255 * 255; ++x) {
        wrong += paint::over_255(x) != static_cast<std::uint32_t>(std::lround(x / 255.0));
    }
    CHECK(wrong == 0);
}

TEST_CASE("a blended channel is exact for every alpha, source and ground") {
    std::array<std::uint32_t, 256> row;
    int wrong = 0;
    for (std::uint32_t source = 0; source < 256; source += 5) {
        const std::uint32_t colour = source << 16 | (255 - source) << 8 | source;
        for (std::uint32_t alpha = 0; alpha < 256; ++alpha) {
            for (std::uint32_t g = 0; g < 256; ++g) row[g] = g << 16 | g << 8 | (255 - g);
            paint::blend_row(row.data(), row.size(), colour, alpha);
            for (std::uint32_t g = 0; g < 256; ++g) {
                const auto mix = [&](std::uint32_t from, std::uint32_t ground) {
                    const double sum = from * alpha + ground * (255.0 - alpha);
                    return static_cast<std::uint32_t>(std::lround(sum / 255));
                };
                const std::uint32_t expected =
                    mix(source, g) << 16 | mix(255 - source, g) << 8 | mix(source, 255 - g);
                wrong += row[g] != expected;
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("a mask of any length and start writes its own pixels and no other") {
    constexpr std::uint32_t kGround = 0x00102030, kColour = 0x00f0e0d0;
    std::array<std::uint8_t, 48> mask{};
    for (std::size_t i = 0; i < mask.size(); ++i) {
        // Empty, full, one pixel of eight less empty or full than the rest, between.
        const std::size_t one = i % 8 == 3;
        const std::size_t kinds[] = {0, 255, one, 255 - one, i * 5, i % 2 * 255};
        mask[i] = static_cast<std::uint8_t>(kinds[i / 8]);
    }
    int wrong = 0;
    for (std::size_t begin = 0; begin < mask.size(); ++begin) {
        for (std::size_t end = begin; end <= mask.size(); ++end) {
            std::array<std::uint32_t, 48> row;
            row.fill(kGround);
            paint::mask_row(row.data() + begin, mask.data() + begin, end - begin, kColour, 255);
            for (std::size_t i = 0; i < row.size(); ++i) {
                std::uint32_t expected = kGround;
                if (i >= begin && i < end) paint::blend_row(&expected, 1, kColour, mask[i]);
                wrong += row[i] != expected;
            }
        }
    }
    CHECK(wrong == 0);
}
