#include "bench/patch.h"

#include <doctest/doctest.h>

namespace {

Picture grey(int width, int height) {
    return {width, height,
            std::vector<std::uint32_t>(static_cast<std::size_t>(width * height), 0x808080)};
}

void paint(Picture& picture, const Area& at) {
    for (int y = at.y; y < at.y + at.height; ++y)
        for (int x = at.x; x < at.x + at.width; ++x)
            picture.pixels[static_cast<std::size_t>(y * picture.width + x)] = 0xff0000;
}

}  // namespace

TEST_CASE("the patch that is watched is where the most pixels change") {
    const Picture before = grey(640, 400);
    Picture after = before;
    paint(after, {10, 10, 20, 20});      // A clock's minute.
    paint(after, {390, 260, 100, 100});  // What was pressed for.
    const auto patch = most_changed(before, after);
    REQUIRE(patch);
    CHECK(*patch == Area{384, 256, 128, 128});
    CHECK(changed_in(before, after, *patch) == 100 * 100);
}

TEST_CASE("what was pressed can be spared") {
    const Picture before = grey(640, 400);
    Picture after = before;
    paint(after, {10, 10, 200, 100});
    paint(after, {400, 260, 30, 30});
    CHECK(most_changed(before, after, {0, 0, 250, 120}) == Area{320, 192, 128, 128});
    CHECK_FALSE(most_changed(before, after, {0, 0, 640, 400}));
}

TEST_CASE("the last rows and columns are watched, too") {
    const Picture before = grey(300, 200);
    Picture after = before;
    paint(after, {299, 199, 1, 1});
    CHECK(most_changed(before, after) == Area{172, 72, 128, 128});
}

TEST_CASE("a picture smaller than a patch is one patch") {
    const Picture before = grey(40, 30);
    Picture after = before;
    paint(after, {0, 0, 1, 1});
    CHECK(most_changed(before, after) == Area{0, 0, 40, 30});
}

TEST_CASE("where nothing changed there is no patch") {
    const Picture picture = grey(300, 200);
    CHECK_FALSE(most_changed(picture, picture));
}

TEST_CASE("a part of a picture has its pixels") {
    Picture picture = grey(300, 200);
    paint(picture, {100, 50, 10, 10});
    const Picture part = cut(picture, {95, 45, 30, 20});
    CHECK(part.width == 30);
    CHECK(part.at(5, 5) == 0xff0000);
    CHECK(part.at(4, 5) == 0x808080);
    CHECK(part.at(14, 14) == 0xff0000);
    CHECK(part.at(15, 14) == 0x808080);
}

TEST_CASE("the ground is the colour of most pixels, wherever things stand on it") {
    Picture picture = grey(300, 200);
    paint(picture, {0, 0, 100, 200});
    CHECK(ground_of(picture) == 0x808080);
    paint(picture, {0, 0, 160, 200});
    CHECK(ground_of(picture) == 0xff0000);
}
