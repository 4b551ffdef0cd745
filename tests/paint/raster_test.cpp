#include "paint/raster.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "support/reference_painter.h"

using paint::Atlas;
using paint::Quad;
using paint::Raster;
using paint::Rect;
using paint::Surface;

namespace {

/// An atlas with masks of many sizes: noise, empty, full, mixed, strips.
struct Masks {
    explicit Masks(std::mt19937& random) {
        for (int i = 0; i < 40; ++i) {
            const int width = i < 6 ? 1 : 2 + static_cast<int>(random() % 90);
            const int height = i >= 3 && i < 9 ? 1 : 2 + static_cast<int>(random() % 90);
            slots.push_back(*atlas.place(width, height));
            const auto kind = random() % 4;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    const auto noise = static_cast<std::uint8_t>(random());
                    const std::uint8_t edge = x / 12 % 2 ? 255 : 0;
                    atlas.row(slots.back(), y)[x] = kind == 0 ? noise : kind == 1 ? 255 : edge;
                }
            }
        }
    }
    Atlas atlas;
    std::vector<paint::Slot> slots;
};

/// Pixels with a margin that nobody may touch.
struct Canvas {
    static constexpr std::uint32_t kMargin = 0xdeadbeef;
    Canvas(int w, int h)
        : width(w), height(h), pixels(static_cast<std::size_t>((w + 3) * (h + 2)), kMargin) {}
    Surface surface() {
        return {.pixels = pixels.data() + width + 3,
                .width = width,
                .height = height,
                .pitch = width + 3};
    }
    std::uint32_t at(int x, int y) const {
        return pixels[static_cast<std::size_t>((y + 1) * (width + 3) + x)];
    }
    bool margin_is_whole() const {
        for (int y = -1; y <= height; ++y) {
            for (int x = 0; x < width + 3; ++x) {
                const bool inside = y >= 0 && y < height && x < width;
                if (!inside && at(x, y) != kMargin) return false;
            }
        }
        return true;
    }
    int width, height;
    std::vector<std::uint32_t> pixels;
};

int pick(std::mt19937& random, int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
}

paint::Colour any_colour(std::mt19937& random) {
    const auto hex = static_cast<paint::Colour>(random());
    switch (random() % 4) {
        case 0: return hex;                                           // Any alpha.
        case 1: return paint::with_alpha(hex, random() % 2 ? 0 : 1);  // Nothing, nearly.
        default: return paint::with_alpha(hex, 255);
    }
}

Quad any_quad(std::mt19937& random, const Masks& masks, int width, int height) {
    const int x = pick(random, -60, width + 20), y = pick(random, -60, height + 20);
    Quad quad{.rect = {x, y, x + pick(random, 0, 220), y + pick(random, 0, 220)},
              .mask = {},
              .colour = any_colour(random)};
    if (random() % 2) return quad;
    quad.mask = masks.slots[random() % masks.slots.size()];
    if (quad.mask.width != 1 || random() % 4 == 0) quad.rect.x1 = x + quad.mask.width;
    if (quad.mask.height != 1 || random() % 4 == 0) quad.rect.y1 = y + quad.mask.height;
    return quad;
}

std::vector<Quad> any_scene(std::mt19937& random, const Masks& masks, int width, int height) {
    std::vector<Quad> quads{
        {.rect = {0, 0, width, height}, .mask = {}, .colour = paint::rgb(0xfbf7ee)}};
    const int count = pick(random, 0, 40);
    for (int i = 0; i < count; ++i) quads.push_back(any_quad(random, masks, width, height));
    return quads;
}

bool equal(const Canvas& canvas, const ReferencePainter& reference) {
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            const auto index = static_cast<std::size_t>(y * canvas.width + x);
            if (canvas.at(x, y) != reference.pixels()[index]) return false;
        }
    }
    return true;
}

bool within(const std::vector<Rect>& rects, int x, int y) {
    return std::any_of(rects.begin(), rects.end(), [&](const Rect& r) {
        return x >= r.x0 && x < r.x1 && y >= r.y0 && y < r.y1;
    });
}

int unsaid_changes(const Canvas& before, const Canvas& after, const std::vector<Rect>& said) {
    int unsaid = 0;
    for (int y = 0; y < after.height; ++y) {
        for (int x = 0; x < after.width; ++x) {
            unsaid += after.at(x, y) != before.at(x, y) && !within(said, x, y);
        }
    }
    return unsaid;
}

}  // namespace

TEST_CASE("three thousand random scenes look exactly as painted pixel by pixel") {
    std::mt19937 random(11);
    const Masks masks(random);
    for (unsigned seed = 0; seed < 3000; ++seed) {
        CAPTURE(seed);
        random.seed(seed);
        const int width = pick(random, 1, 150), height = pick(random, 1, 150);
        Canvas canvas(width, height);
        ReferencePainter reference(width, height);
        const auto scene = any_scene(random, masks, width, height);
        Raster raster;
        raster.draw(scene, masks.atlas, canvas.surface());
        reference.draw(scene, masks.atlas);
        REQUIRE(equal(canvas, reference));
        REQUIRE(canvas.margin_is_whole());
    }
}

TEST_CASE("frames that change a little equal the same frames painted from nothing") {
    for (unsigned seed = 0; seed < 100; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        const Masks masks(random);
        const int width = pick(random, 100, 330), height = pick(random, 100, 330);
        Canvas canvas(width, height);
        Raster raster;
        auto scene = any_scene(random, masks, width, height);
        for (int frame = 0; frame < 12; ++frame) {
            const Canvas before = canvas;
            const auto changes = raster.draw(scene, masks.atlas, canvas.surface());
            ReferencePainter reference(width, height);
            reference.draw(scene, masks.atlas);
            REQUIRE(equal(canvas, reference));
            REQUIRE(unsaid_changes(before, canvas, changes) == 0);
            for (const Rect& r : changes) {
                REQUIRE_FALSE(r.empty());
                REQUIRE((r.x0 >= 0 && r.y0 >= 0 && r.x1 <= width && r.y1 <= height));
            }
            const auto victim = 1 + random() % 40;
            if (victim < scene.size() && random() % 2) {
                scene[victim] = any_quad(random, masks, width, height);
            } else if (victim < scene.size()) {
                scene.erase(scene.begin() + static_cast<std::ptrdiff_t>(victim));
            } else {
                scene.push_back(any_quad(random, masks, width, height));
            }
            const auto painted = random() % scene.size();
            if (random() % 3 == 0) scene[painted].colour = any_colour(random);
            if (painted == 0) scene[0].colour = paint::rgb(0xf2e9d9);
        }
    }
}

TEST_CASE("the same frame again changes nothing and is not painted") {
    std::mt19937 random(1);
    const Masks masks(random);
    Canvas canvas(300, 200);
    Raster raster;
    const auto scene = any_scene(random, masks, 300, 200);
    CHECK_FALSE(raster.draw(scene, masks.atlas, canvas.surface()).empty());
    const Canvas before = canvas;
    CHECK(raster.draw(scene, masks.atlas, canvas.surface()).empty());
    CHECK(canvas.pixels == before.pixels);
}

TEST_CASE("a small change repaints the tiles it touches, not the screen") {
    const Atlas atlas;
    Canvas canvas(1920, 1080);
    Raster raster;
    std::vector<Quad> scene{{{0, 0, 1920, 1080}, {}, paint::rgb(0xffffff)},
                            {{100, 100, 140, 120}, {}, paint::rgb(0x720c19)}};
    raster.draw(scene, atlas, canvas.surface());
    scene[1].colour = paint::rgb(0x4e0610);
    const auto changes = raster.draw(scene, atlas, canvas.surface());
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].width() <= 192);
    CHECK(changes[0].height() <= 192);
    CHECK(canvas.at(139, 119) == 0x4e0610);
}

TEST_CASE("what an opaque quad hides may change without a repaint") {
    const Atlas atlas;
    Canvas canvas(256, 256);
    Raster raster;
    std::vector<Quad> scene{{{0, 0, 256, 256}, {}, paint::rgb(0x111111)},
                            {{10, 10, 50, 50}, {}, paint::rgb(0x222222)},
                            {{0, 0, 256, 256}, {}, paint::rgb(0x333333)}};
    raster.draw(scene, atlas, canvas.surface());
    scene[1].colour = paint::rgb(0x444444);
    CHECK(raster.draw(scene, atlas, canvas.surface()).empty());
    scene[2].colour = paint::with_alpha(scene[2].colour, 254);  // Now it can be seen.
    CHECK_FALSE(raster.draw(scene, atlas, canvas.surface()).empty());
}

TEST_CASE("a mask drawn anew after the atlas was cleared is painted anew") {
    Atlas atlas;
    Canvas canvas(100, 100);
    Raster raster;
    const auto fill = [&atlas](std::uint8_t value) {
        const paint::Slot slot = *atlas.place(20, 20);
        for (int y = 0; y < 20; ++y) std::fill_n(atlas.row(slot, y), 20, value);
        return slot;
    };
    const std::vector<Quad> scene{{{0, 0, 100, 100}, {}, paint::rgb(0xffffff)},
                                  {{10, 10, 30, 30}, fill(0), paint::rgb(0x123456)}};
    raster.draw(scene, atlas, canvas.surface());
    CHECK(canvas.at(15, 15) == 0xffffff);
    atlas.clear();
    REQUIRE(fill(255) == scene[1].mask);  // The same place, another letter.
    CHECK_FALSE(raster.draw(scene, atlas, canvas.surface()).empty());
    CHECK(canvas.at(15, 15) == 0x123456);
}

TEST_CASE("a surface that lost its content is painted whole again") {
    const Atlas atlas;
    Canvas canvas(200, 100);
    Raster raster;
    const std::vector<Quad> scene{{{0, 0, 200, 100}, {}, paint::rgb(0xabcdef)}};
    raster.draw(scene, atlas, canvas.surface());
    canvas = Canvas(200, 100);
    raster.forget();
    CHECK(raster.draw(scene, atlas, canvas.surface()) == std::vector<Rect>{{0, 0, 200, 100}});
    CHECK(canvas.at(199, 99) == 0xabcdef);
    Canvas larger(201, 100);  // Another surface is known by itself.
    const std::vector<Quad> wider{{{0, 0, 201, 100}, {}, paint::rgb(0xabcdef)}};
    CHECK_FALSE(raster.draw(wider, atlas, larger.surface()).empty());
}

TEST_CASE("changes all over the screen are sent as one rectangle") {
    const Atlas atlas;
    Canvas canvas(1920, 1080);
    Raster raster;
    std::vector<Quad> scene{{{0, 0, 1920, 1080}, {}, paint::rgb(0)}};
    raster.draw(scene, atlas, canvas.surface());
    for (int i = 0; i < 200; ++i) {
        const int x = i * 397 % 1900, y = i * 211 % 1060;
        scene.push_back({{x, y, x + 3, y + 3}, {}, paint::rgb(0xffffff)});
    }
    CHECK(raster.draw(scene, atlas, canvas.surface()).size() == 1);
}
