#include "paint/shaper.h"

#include <doctest/doctest.h>

#include <cmath>

#include "base/files.h"
#include "paint/letters.h"
#include "support/must.h"

using paint::Cluster;
using paint::Shaped;
using paint::Shaper;

namespace {

constexpr std::u32string_view kMarks = U"\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323";

std::string bytes_of(const char* font) { return must(files::read(font, 1u << 20)); }

Cluster with(Cluster cluster, std::u32string_view marks) {
    for (const char32_t mark : marks) cluster.add(mark);
    return cluster;
}

}  // namespace

TEST_CASE("glyphs, places and advances are those of hb-shape, in proportion to the size") {
    for (const letters::Weight& weight : letters::weights()) {
        const std::string bytes = bytes_of(weight.file);
        const Shaper shaper(bytes);
        for (const letters::Text* text : {&letters::jrai(), &letters::bahnar()}) {
            std::vector<std::string> lines;
            std::vector<Cluster> clusters;
            for (std::string_view rest : text->lines) {
                while (!rest.empty()) {
                    const std::string_view from = rest;
                    clusters.push_back(paint::next_cluster(rest));
                    lines.emplace_back(from.substr(0, from.size() - rest.size()));
                }
            }
            const auto theirs = must(hb_shapes(weight, lines));
            REQUIRE(theirs.size() == clusters.size());
            for (std::size_t i = 0; i < clusters.size(); ++i) {
                CAPTURE(lines[i]);
                for (const int pixels : {20, 28, 40, 171}) {
                    const Shaped ours = shaper.shape(clusters[i], pixels);
                    REQUIRE(ours.parts.size() == theirs[i].size());
                    double pen = 0;
                    for (std::size_t n = 0; n < ours.parts.size(); ++n) {
                        const letters::Placed& there = theirs[i][n];
                        CHECK(ours.parts[n].glyph == there.glyph);
                        CHECK(ours.parts[n].x ==
                              doctest::Approx(pen + there.x * pixels / 1000.0).epsilon(0.001));
                        CHECK(ours.parts[n].y ==
                              doctest::Approx(there.y * pixels / 1000.0).epsilon(0.001));
                        pen += there.advance * pixels / 1000.0;
                    }
                    CHECK(ours.advance == doctest::Approx(pen).epsilon(0.001));
                }
            }
        }
    }
}

TEST_CASE("a mark is had when the font places it, at the letters it has a place for") {
    for (const letters::Weight& weight : letters::weights()) {
        const std::string bytes = bytes_of(weight.file);
        const Shaper shaper(bytes);
        for (const char32_t mark : kMarks) CHECK(shaper.places(mark));
        CHECK_FALSE(shaper.places(U'\u0308'));  // Not among the shipped glyphs.
        CHECK_FALSE(shaper.places(U'o'));       // A letter is no mark.
        CHECK(shaper.places(with(U'ơ', U"\u0306")));
        CHECK(shaper.places(with(U'Ư', U"\u0306")));
        CHECK(shaper.places(with(U'e', U"\u0323\u0306\u0302")));
        CHECK(shaper.places(with(U'o', U"\u0302")));             // One glyph: ô.
        CHECK_FALSE(shaper.places(with(U'ơ', U"\u0308")));       // No such mark.
        CHECK_FALSE(shaper.places(with(U'\u4e2d', U"\u0306")));  // No such letter.
        CHECK_FALSE(shaper.places(with(U'•', U"\u0306")));       // No place on it for a mark.
    }
}

TEST_CASE("a font without GPOS places nothing, and one of no bytes has nothing") {
    const std::string signs = bytes_of(SOURCE_DIR "/assets/fonts/NotoSansMath-Signs.ttf");
    CHECK_FALSE(Shaper(signs).places(U'\u0306'));
    const std::string none;
    const Shaper empty(none);
    CHECK_FALSE(empty.places(U'\u0306'));
    CHECK_FALSE(empty.places(with('o', U"\u0306")));
}
