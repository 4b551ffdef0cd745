#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "paint/glyphs.h"
#include "support/must.h"

using paint::Glyphs;
using paint::Slot;
using Corner = Glyphs::Corner;
using Edge = Glyphs::Edge;

namespace {

constexpr std::array kCorners{Corner::top_left, Corner::top_right, Corner::bottom_left,
                              Corner::bottom_right};

Glyphs shipped() { return must(Glyphs::open(SOURCE_DIR "/assets/fonts")); }

int at(const Glyphs& glyphs, const Slot& slot, int x, int y) {
    return glyphs.atlas().pixels()[(slot.v + y) * paint::Atlas::kWidth + slot.u + x];
}

/// Coverage of a pixel by the disc around (radius, radius), by 64×64 samples.
int sampled(int radius, int x, int y) {
    constexpr int kSamples = 64;
    int inside = 0;
    for (int i = 0; i < kSamples * kSamples; ++i) {
        const double dx = x + (i % kSamples + 0.5) / kSamples - radius;
        const double dy = y + (static_cast<double>(i / kSamples) + 0.5) / kSamples - radius;
        inside += dx * dx + dy * dy <= 1.0 * radius * radius;
    }
    return static_cast<int>(std::lround(255.0 * inside / (kSamples * kSamples)));
}

}  // namespace

TEST_CASE("a quarter disc covers each pixel by its exact area") {
    Glyphs glyphs = shipped();
    for (const int radius : {1, 2, 3, 10, 12, 22, 24, 40}) {
        const Slot slot = glyphs.disc(radius, Corner::top_left);
        REQUIRE(slot.width == radius);
        REQUIRE(slot.height == radius);
        for (int y = 0; y < radius; ++y) {
            for (int x = 0; x < radius; ++x) {
                CAPTURE(radius);
                CAPTURE(x);
                CAPTURE(y);
                REQUIRE(std::abs(at(glyphs, slot, x, y) - sampled(radius, x, y)) <= 2);
            }
        }
    }
}

TEST_CASE("the four corners of a disc are mirrors of one another") {
    Glyphs glyphs = shipped();
    constexpr int kRadius = 24;
    std::array<Slot, 4> slots;
    for (std::size_t i = 0; i < 4; ++i) slots[i] = glyphs.disc(kRadius, kCorners[i]);
    for (int y = 0; y < kRadius; ++y) {
        for (int x = 0; x < kRadius; ++x) {
            const int far_x = kRadius - 1 - x, far_y = kRadius - 1 - y;
            const int expected = at(glyphs, slots[0], x, y);
            CHECK(at(glyphs, slots[0], y, x) == expected);
            CHECK(at(glyphs, slots[1], far_x, y) == expected);
            CHECK(at(glyphs, slots[2], x, far_y) == expected);
            CHECK(at(glyphs, slots[3], far_x, far_y) == expected);
        }
    }
}

TEST_CASE("a rounded box has no seam where its corners meet its sides") {
    Glyphs glyphs = shipped();
    for (const int radius : {4, 12, 24, 48}) {
        const Slot slot = glyphs.disc(radius, Corner::top_left);
        for (int i = 0; i < radius; ++i) {
            // Towards the sides the corner is full, but for the curve's last thousandths.
            const int wanted = i == 0 ? 255 - 255 / (4 * radius) - 2 : 255;
            CHECK(at(glyphs, slot, radius - 1, i) >= wanted);
            CHECK(at(glyphs, slot, i, radius - 1) >= wanted);
        }
    }
}

TEST_CASE("a shadow's corner goes over into its sides without a step") {
    Glyphs glyphs = shipped();
    for (const auto& [size, blur] : {std::pair{48, 36}, {48, 48}, {48, 99}, {8, 3}, {2, 1}}) {
        const Slot top = glyphs.shadow_edge(size, blur, Edge::top);
        const Slot bottom = glyphs.shadow_edge(size, blur, Edge::bottom);
        const Slot left = glyphs.shadow_edge(size, blur, Edge::left);
        const Slot right = glyphs.shadow_edge(size, blur, Edge::right);
        REQUIRE((top.width == 1 && top.height == size && left.width == size && left.height == 1));
        std::array<Slot, 4> c;
        for (std::size_t i = 0; i < 4; ++i) c[i] = glyphs.shadow_corner(size, blur, kCorners[i]);
        for (int i = 0; i < size; ++i) {
            CAPTURE(i);
            CHECK(at(glyphs, c[0], size - 1, i) == at(glyphs, top, 0, i));
            CHECK(at(glyphs, c[1], 0, i) == at(glyphs, top, 0, i));
            CHECK(at(glyphs, c[2], size - 1, i) == at(glyphs, bottom, 0, i));
            CHECK(at(glyphs, c[3], 0, i) == at(glyphs, bottom, 0, i));
            CHECK(at(glyphs, c[0], i, size - 1) == at(glyphs, left, i, 0));
            CHECK(at(glyphs, c[1], i, size - 1) == at(glyphs, right, i, 0));
            CHECK(at(glyphs, c[2], i, 0) == at(glyphs, left, i, 0));
            CHECK(at(glyphs, c[3], i, 0) == at(glyphs, right, i, 0));
            if (i > 0) CHECK(at(glyphs, top, 0, i) >= at(glyphs, top, 0, i - 1));
        }
        CHECK(at(glyphs, top, 0, size - 1) == 255);
        CHECK(at(glyphs, bottom, 0, 0) == 255);
    }
}

TEST_CASE("a shape is placed once and a radius of nothing is nothing") {
    Glyphs glyphs = shipped();
    const Slot first = glyphs.disc(24, Corner::top_left);
    CHECK(glyphs.disc(24, Corner::top_left) == first);
    CHECK(glyphs.disc(24, Corner::top_right) != first);
    CHECK(glyphs.disc(0, Corner::top_left) == Slot{});
    CHECK_FALSE(glyphs.overflowed());
}
