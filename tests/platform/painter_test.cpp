#include "platform/painter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "paint/glyphs.h"
#include "support/reference_painter.h"
#include "support/window_fixture.h"
#include "support/x_observer.h"

using paint::Face;
using paint::Glyphs;
using paint::Quad;
using platform::PainterChoice;
using std::chrono::milliseconds;

namespace {

/// Everything the painters can be asked for: boxes, letters, discs, a shadow, alpha.
std::vector<Quad> scene(Glyphs& glyphs, int width, int height) {
    using Corner = Glyphs::Corner;
    std::vector<Quad> quads{{{0, 0, width, height}, {}, paint::rgb(0xfbf7ee)},
                            {{0, 0, width, 72}, {}, paint::rgb(0x720c19)},
                            {{30, 50, 400, 900}, {}, paint::with_alpha(paint::rgb(0x1b2352), 90)}};
    const auto masked = [&](int x, int y, const paint::Slot& slot, paint::Colour colour) {
        quads.push_back({{x, y, x + slot.width, y + slot.height}, slot, colour});
    };
    masked(600, 300, glyphs.disc(24, Corner::top_left), paint::rgb(0x07402a));
    masked(800, 300, glyphs.disc(24, Corner::top_right), paint::rgb(0x07402a));
    const paint::Colour shade = paint::with_alpha(paint::rgb(0x3c2408), 41);
    masked(600, 500, glyphs.shadow_corner(48, 36, Corner::bottom_left), shade);
    const paint::Slot edge = glyphs.shadow_edge(48, 36, Glyphs::Edge::bottom);
    quads.push_back({{648, 500, 900, 548}, edge, shade});
    float pen = 80;
    for (const char32_t letter : {U'Ô', U'n', U'g', U'/', U'b', U'à', U'ệ', U'ữ', U'₫'}) {
        const auto& glyph = glyphs.glyph(Face::bold, 60, letter);
        const int left = static_cast<int>(pen) + glyph.left;
        masked(left, 200 - glyph.top, glyph.mask, paint::rgb(0x1c1714));
        pen += glyph.advance;
    }
    const auto& icon = glyphs.glyph(Face::icons, 96, 0xe8b6);
    masked(1700, 900, icon.mask, paint::rgb(0x720c19));
    return quads;
}

/// The largest difference of any channel.
int difference(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    REQUIRE(a.size() == b.size());
    int worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (const int shift : {0, 8, 16}) {
            const int one = static_cast<int>(a[i] >> shift & 255);
            const int other = static_cast<int>(b[i] >> shift & 255);
            worst = std::max(worst, std::abs(one - other));
        }
    }
    return worst;
}

}  // namespace

TEST_CASE("the glass shows exactly what was asked for, full screen without a window manager") {
    WindowFixture kiosk;
    XObserver observer(kiosk.display.name());
    REQUIRE(kiosk.window.width() == 1920);
    REQUIRE(kiosk.window.height() == 1080);
    CHECK(std::string(kiosk.window.painter_name()) == "software");
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    auto quads = scene(glyphs, 1920, 1080);
    CHECK(kiosk.window.present(quads, glyphs.atlas()));
    kiosk.settle();
    kiosk.window.present(quads, glyphs.atlas());
    ReferencePainter reference(1920, 1080);
    reference.draw(quads, glyphs.atlas());
    CHECK(observer.glass(1920, 1080) == reference.pixels());

    CHECK_FALSE(kiosk.window.present(quads, glyphs.atlas()));  // Nothing changed.
    const auto frames = kiosk.window.frames_presented();
    quads[1].colour = paint::rgb(0x11173a);
    CHECK(kiosk.window.present(quads, glyphs.atlas()));
    CHECK(kiosk.window.frames_presented() == frames + 1);
    reference.draw(quads, glyphs.atlas());
    CHECK(observer.glass(1920, 1080) == reference.pixels());
}

TEST_CASE("a screen that comes back with another size is filled again") {
    WindowFixture kiosk;
    XObserver observer(kiosk.display.name());
    const paint::Atlas atlas;
    kiosk.settle();
    constexpr std::pair<int, int> kSizes[] = {{1280, 800}, {1920, 1080}, {800, 600}, {1920, 1080}};
    for (const auto& [width, height] : kSizes) {
        CAPTURE(width);
        observer.resize_screen(width, height);
        kiosk.steps_within(milliseconds(200));
        const Instant end = kiosk.now() + milliseconds(6000);
        while (kiosk.window.width() != width && kiosk.now() < end)
            kiosk.steps_within(milliseconds(9));
        REQUIRE(kiosk.window.width() == width);
        REQUIRE(kiosk.window.height() == height);
        const std::vector<Quad> quads{{{0, 0, width, height}, {}, paint::rgb(0x10ff00)}};
        kiosk.window.present(quads, atlas);
        kiosk.settle();
        kiosk.window.present(quads, atlas);
        const auto glass = observer.glass(width, height);
        const auto green = std::count(glass.begin(), glass.end(), 0x10ff00u);
        CHECK(green == std::ptrdiff_t{width} * height);
    }
}

TEST_CASE("a display of 16 bits is painted too") {
    WindowFixture kiosk(WindowFixture::software(), "800x600x16");
    XObserver observer(kiosk.display.name());
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    const std::vector<Quad> quads{{{0, 0, 800, 600}, {}, paint::rgb(0xffffff)},
                                  {{100, 100, 300, 200}, {}, paint::rgb(0xff0000)}};
    CHECK(kiosk.window.present(quads, glyphs.atlas()));
    kiosk.settle();
    kiosk.window.present(quads, glyphs.atlas());
    const auto glass = observer.glass(800, 600);
    CHECK(glass[0] == 0xffff);                // White in 5-6-5.
    CHECK(glass[150 * 800 + 200] == 0xf800);  // Red.
}

TEST_CASE("what another window covered is painted again when it goes") {
    WindowFixture kiosk;
    XObserver observer(kiosk.display.name());
    const paint::Atlas atlas;
    const std::vector<Quad> quads{{{0, 0, 1920, 1080}, {}, paint::rgb(0x345678)}};
    kiosk.window.present(quads, atlas);
    kiosk.settle();
    kiosk.window.present(quads, atlas);
    observer.cover(300, 300);
    kiosk.settle();
    CHECK(observer.glass(400, 400)[100 * 400 + 100] == 0xff0000);
    observer.uncover();
    kiosk.window.wait(kiosk.now() + milliseconds(1000));
    CHECK(kiosk.window.resized());
    CHECK(kiosk.window.present(quads, atlas));
    CHECK(observer.glass(400, 400)[100 * 400 + 100] == 0x345678);
}

TEST_CASE("the GPU's picture equals the software's within two steps of a channel") {
    WindowFixture kiosk({.painter = PainterChoice::gpu});
    XObserver observer(kiosk.display.name());
    const IgnoreForeignLeaks drawing;  // llvmpipe compiles its shaders when it first draws.
    CHECK(std::string(kiosk.window.painter_name()).starts_with("gpu ("));
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    auto quads = scene(glyphs, 1920, 1080);
    kiosk.settle();
    REQUIRE(kiosk.window.present(quads, glyphs.atlas()));
    ReferencePainter reference(1920, 1080);
    reference.draw(quads, glyphs.atlas());
    CHECK(difference(observer.glass(1920, 1080), reference.pixels()) <= 2);
    CHECK_FALSE(kiosk.window.present(quads, glyphs.atlas()));

    const auto& letter = glyphs.glyph(Face::semibold, 96, U'Ặ');  // A letter not met before.
    quads.push_back({{1000, 600, 1000 + letter.mask.width, 600 + letter.mask.height},
                     letter.mask,
                     paint::rgb(0x07402a)});
    REQUIRE(kiosk.window.present(quads, glyphs.atlas()));
    reference.draw(quads, glyphs.atlas());
    CHECK(difference(observer.glass(1920, 1080), reference.pixels()) <= 2);

    glyphs.clear();  // The atlas is filled anew: other letters in the same places.
    glyphs.disc(90, Glyphs::Corner::top_left);
    quads = scene(glyphs, 1920, 1080);
    quads.push_back({{900, 700, 960, 760}, {}, paint::rgb(0xf7bf48)});
    REQUIRE(kiosk.window.present(quads, glyphs.atlas()));
    reference.draw(quads, glyphs.atlas());
    CHECK(difference(observer.glass(1920, 1080), reference.pixels()) <= 2);
}

TEST_CASE("a turned picture is the upright one, turned, whoever paints it") {
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    for (const PainterChoice choice : {PainterChoice::software, PainterChoice::gpu}) {
        for (const int degrees : {90, 180, 270}) {
            CAPTURE(degrees);
            WindowFixture kiosk({.painter = choice, .rotate = degrees});
            XObserver observer(kiosk.display.name());
            const IgnoreForeignLeaks drawing;
            const platform::Turn turn(degrees);
            const auto [width, height] = turn.upright({1920, 1080});
            REQUIRE(kiosk.window.width() == width);
            REQUIRE(kiosk.window.height() == height);
            auto quads = scene(glyphs, width, height);
            kiosk.settle();
            kiosk.window.present(quads, glyphs.atlas());
            quads[2].rect = {31, 52, 397, 911};  // Then a part of it alone.
            REQUIRE(kiosk.window.present(quads, glyphs.atlas()));
            ReferencePainter reference(width, height);
            reference.draw(quads, glyphs.atlas());
            auto upright = reference.pixels();
            std::vector<std::uint32_t> panel(upright.size());
            turn.copy({upright.data(), width, height, width}, {0, 0, width, height},
                      {panel.data(), 1920, 1080, 1920});
            const int worst = choice == PainterChoice::software ? 0 : 2;
            CHECK(difference(observer.glass(1920, 1080), panel) <= worst);
            CHECK_FALSE(kiosk.window.present(quads, glyphs.atlas()));
            CHECK(kiosk.window.prove());
            CHECK(difference(observer.glass(1920, 1080), panel) <= worst);
        }
    }
}

TEST_CASE("where there is no graphics card, OpenGL is never loaded") {
    if (platform::has_graphics_card()) return;
    WindowFixture kiosk({.painter = PainterChoice::automatic});
    CHECK(std::string(kiosk.window.painter_name()) == "software");
}
