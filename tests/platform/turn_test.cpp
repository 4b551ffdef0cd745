#include "platform/turn.h"

#include <doctest/doctest.h>

#include <random>

#include "platform/canvas.h"

using paint::Rect;
using platform::Point;
using platform::Size;
using platform::Turn;

namespace {

struct Picture {
    explicit Picture(Size of) : size(of) {
        pixels.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    }
    std::uint32_t& at(int x, int y) {
        return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                      static_cast<std::size_t>(x)];
    }
    paint::Surface surface() {
        return {.pixels = pixels.data(),
                .width = size.width,
                .height = size.height,
                .pitch = size.width};
    }
    Size size;
    std::vector<std::uint32_t> pixels;
};

Picture noise(Size size, unsigned seed) {
    std::mt19937 random(seed);
    Picture picture(size);
    for (std::uint32_t& pixel : picture.pixels) pixel = random() & 0xffffff;
    return picture;
}

/// Turned clockwise by one quarter, one pixel after the other.
Picture quarter(Picture& from) {
    Picture to({from.size.height, from.size.width});
    for (int y = 0; y < from.size.height; ++y)
        for (int x = 0; x < from.size.width; ++x)
            to.at(from.size.height - 1 - y, x) = from.at(x, y);
    return to;
}

Picture turned(Picture picture, int degrees) {
    for (int quarters = degrees / 90; quarters > 0; --quarters) picture = quarter(picture);
    return picture;
}

constexpr int kDegrees[] = {0, 90, 180, 270};
constexpr Size kUpright{203, 131};  // Prime: no tile ends where the picture does.

}  // namespace

TEST_CASE("a picture is turned clockwise, pixel by pixel") {
    for (const int degrees : kDegrees) {
        CAPTURE(degrees);
        const Turn turn(degrees);
        Picture upright = noise(kUpright, 1);
        Picture panel(turn.panel(kUpright));
        turn.copy(upright.surface(), {0, 0, kUpright.width, kUpright.height}, panel.surface());
        CHECK(panel.pixels == turned(upright, degrees).pixels);
        CHECK(turn.upright(panel.size) == kUpright);
    }
}

TEST_CASE("a part of a picture is copied to its place and nowhere else") {
    std::mt19937 random(2);
    for (int round = 0; round < 200; ++round) {
        const Turn turn(kDegrees[round % 4]);
        const int x = static_cast<int>(random() % 200), y = static_cast<int>(random() % 130);
        const Rect part{x, y, x + 1 + static_cast<int>(random() % static_cast<unsigned>(203 - x)),
                        y + 1 + static_cast<int>(random() % static_cast<unsigned>(131 - y))};
        Picture before = noise(kUpright, 3), after = before, changed = noise(kUpright, 4);
        for (int row = part.y0; row < part.y1; ++row)
            for (int column = part.x0; column < part.x1; ++column)
                after.at(column, row) = changed.at(column, row);
        Picture panel = turned(before, kDegrees[round % 4]);
        turn.copy(changed.surface(), part, panel.surface());
        REQUIRE(panel.pixels == turned(after, kDegrees[round % 4]).pixels);
        const Rect there = turn.to_panel(part, kUpright);
        REQUIRE(there.width() * there.height() == part.width() * part.height());
    }
}

TEST_CASE("a place on the panel is the place in the picture that is seen there") {
    for (const int degrees : kDegrees) {
        CAPTURE(degrees);
        const Turn turn(degrees);
        const Size panel = turn.panel(kUpright);
        Picture upright = noise(kUpright, 5);
        Picture shown = turned(upright, degrees);
        for (int y = 0; y < panel.height; y += 7) {
            for (int x = 0; x < panel.width; x += 7) {
                const Point at =
                    turn.to_upright({static_cast<float>(x), static_cast<float>(y)}, panel);
                REQUIRE(upright.at(static_cast<int>(at.x), static_cast<int>(at.y)) ==
                        shown.at(x, y));
            }
        }
        // And back: the corner between pixels that a GPU draws to.
        const Rect part{20, 30, 70, 45};
        const Rect there = turn.to_panel(part, kUpright);
        const Point one = turn.to_panel(Point{20, 30}, kUpright);
        const Point other = turn.to_panel(Point{70, 45}, kUpright);
        CHECK(std::min(one.x, other.x) == static_cast<float>(there.x0));
        CHECK(std::max(one.y, other.y) == static_cast<float>(there.y1));
    }
}

TEST_CASE("a canvas says what changed as it lies upright, and everything after it forgot") {
    platform::Canvas canvas(Turn(90));
    const paint::Atlas atlas;
    constexpr Size kPanel{131, 203};
    Picture panel(kPanel);
    std::vector<paint::Quad> quads{{{0, 0, 203, 131}, {}, paint::rgb(0xfbf7ee)},
                                   {{0, 0, 10, 10}, {}, paint::rgb(0xff0000)}};
    auto changes = canvas.draw(quads, atlas, kPanel);
    canvas.copy(changes, panel.surface());
    CHECK(panel.at(130, 0) == 0xff0000);  // The picture's first corner is the panel's second.
    CHECK(panel.at(0, 0) == 0xfbf7ee);
    CHECK(canvas.draw(quads, atlas, kPanel).empty());
    quads[1].colour = paint::rgb(0x00ff00);
    changes = canvas.draw(quads, atlas, kPanel);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].x0 == 0);
    CHECK(canvas.on_panel(changes[0]).x1 == 131);
    canvas.forget();
    changes = canvas.draw(quads, atlas, kPanel);
    int area = 0;
    for (const Rect& change : changes) area += change.width() * change.height();
    CHECK(area == 203 * 131);
}
