#include "paint/atlas.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

using paint::Atlas;
using paint::Slot;

namespace {

bool apart(const Slot& a, const Slot& b) {
    return a.u + a.width < b.u || b.u + b.width < a.u || a.v + a.height < b.v ||
           b.v + b.height < a.v;
}

}  // namespace

TEST_CASE("masks lie inside the atlas with a pixel of air between them") {
    std::mt19937 random(7);
    Atlas atlas;
    std::vector<Slot> slots;
    for (int i = 0; i < 600; ++i) {
        const auto slot =
            atlas.place(1 + static_cast<int>(random() % 90), 1 + static_cast<int>(random() % 90));
        if (slot) slots.push_back(*slot);
    }
    REQUIRE(slots.size() > 300);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        CHECK(slots[i].u + slots[i].width < Atlas::kWidth);
        CHECK(slots[i].v + slots[i].height <= atlas.rows_used());
        for (std::size_t j = 0; j < i; ++j) REQUIRE(apart(slots[i], slots[j]));
    }
}

TEST_CASE("the design's largest alphabets fit: three weights, eight sizes, 160 letters each") {
    Atlas atlas;
    int missing = 0;
    for (const int size : {28, 32, 40, 48, 60}) {
        for (int i = 0; i < 160; ++i) missing += !atlas.place(size * 6 / 10, size * 8 / 10);
    }
    for (int i = 0; i < 60; ++i) missing += !atlas.place(120 * 6 / 10, 120 * 9 / 10);
    CHECK(missing == 0);
}

TEST_CASE("a full atlas says so and is empty again after clear") {
    Atlas atlas;
    int placed = 0;
    while (atlas.place(200, 200)) ++placed;
    CHECK(placed == 5 * 9);  // Shelves are 208 high.
    CHECK_FALSE(atlas.place(200, 177));
    CHECK(atlas.place(10, 100));  // The last rows still take smaller masks.
    const auto generation = atlas.generation();
    atlas.clear();
    CHECK(atlas.generation() != generation);
    CHECK(atlas.rows_used() == 0);
    CHECK(atlas.place(200, 200));
}

TEST_CASE("a mask larger than the atlas is refused") {
    Atlas atlas;
    CHECK_FALSE(atlas.place(Atlas::kWidth, 1));
    CHECK_FALSE(atlas.place(1, Atlas::kHeight));
    CHECK(atlas.place(Atlas::kWidth - 1, Atlas::kHeight - 1));
}

TEST_CASE("every placed mask raises the revision, so that a GPU knows to fetch it") {
    Atlas atlas;
    const auto before = atlas.revision();
    REQUIRE(atlas.place(3, 3));
    CHECK(atlas.revision() == before + 1);
    atlas.clear();
    CHECK(atlas.revision() > before + 1);
}
