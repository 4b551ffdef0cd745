#include "platform/window.h"

#include <SDL.h>
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "paint/glyphs.h"
#include "support/foreign_leaks.h"
#include "support/must.h"
#include "support/reference_painter.h"
#include "support/virtual_display.h"
#include "support/x_observer.h"

using paint::Face;
using paint::Glyphs;
using paint::Quad;
using platform::PainterChoice;
using platform::PointerStep;
using platform::Window;
using platform::WindowOptions;
using Kind = PointerStep::Kind;
using std::chrono::milliseconds;

namespace {

const SystemClock kClock;

Window open_window(const WindowOptions& options = {.painter = PainterChoice::software}) {
    const IgnoreForeignLeaks opening;
    return must(Window::open(options, kClock));
}

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

/// Runs the window's loop for a while and notes what the fingers did.
std::vector<PointerStep> steps_within(Window& window, milliseconds span) {
    std::vector<PointerStep> steps;
    const Instant end = kClock.now() + span;
    while (kClock.now() < end) {
        window.resized();
        if (!window.wait(end)) break;
        while (const auto step = window.touch().take()) steps.push_back(*step);
    }
    return steps;
}

void settle(Window& window) { steps_within(window, milliseconds(100)); }

void push_finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.tfinger = {.type = type,
                     .timestamp = 0,
                     .touchId = 3,
                     .fingerId = 5,
                     .x = x,
                     .y = y,
                     .dx = 0,
                     .dy = 0,
                     .pressure = 1,
                     .windowID = 0};
    REQUIRE(SDL_PushEvent(&event) == 1);
}

/// Clock ticks of CPU (10 ms each) that this process has used.
long cpu_ticks() {
    std::ifstream file("/proc/self/stat");
    std::string field;
    long user = 0, system = 0;
    std::getline(file, field, ')');
    for (int i = 3; i < 14; ++i) file >> field;
    file >> user >> system;
    return user + system;
}

}  // namespace

TEST_CASE("without a display the error says how to get one") {
    const IgnoreForeignLeaks opening;
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("DISPLAY", ":987", 1);
    const std::string message = must_fail(Window::open({}, kClock));
    CHECK(message.find("DISPLAY") != std::string::npos);
    CHECK(message.find("--virtual") != std::string::npos);
    // SDL would rather draw into nothing than fail.
    setenv("SDL_VIDEODRIVER", "x11,offscreen,dummy", 1);
    CHECK(must_fail(Window::open({}, kClock)).find("--virtual") != std::string::npos);
}

TEST_CASE("the glass shows exactly what was asked for, full screen without a window manager") {
    const VirtualDisplay display;
    XObserver observer(display.name());
    Window window = open_window();
    REQUIRE(window.width() == 1920);
    REQUIRE(window.height() == 1080);
    CHECK(std::string(window.painter_name()) == "software");
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    auto quads = scene(glyphs, 1920, 1080);
    CHECK(window.present(quads, glyphs.atlas()));
    settle(window);
    window.present(quads, glyphs.atlas());
    ReferencePainter reference(1920, 1080);
    reference.draw(quads, glyphs.atlas());
    CHECK(observer.glass(1920, 1080) == reference.pixels());

    CHECK_FALSE(window.present(quads, glyphs.atlas()));  // Nothing changed.
    const auto frames = window.frames_presented();
    quads[1].colour = paint::rgb(0x11173a);
    CHECK(window.present(quads, glyphs.atlas()));
    CHECK(window.frames_presented() == frames + 1);
    reference.draw(quads, glyphs.atlas());
    CHECK(observer.glass(1920, 1080) == reference.pixels());
}

TEST_CASE("a screen that comes back with another size is filled again") {
    const VirtualDisplay display;
    XObserver observer(display.name());
    observer.resize_screen(1280, 800);
    Window window = open_window();
    REQUIRE(window.width() == 1280);
    const paint::Atlas atlas;
    settle(window);
    for (const auto& [width, height] : {std::pair{1920, 1080}, {800, 600}, {1920, 1080}}) {
        CAPTURE(width);
        observer.resize_screen(width, height);
        steps_within(window, milliseconds(200));
        const Instant end = kClock.now() + milliseconds(6000);
        while (window.width() != width && kClock.now() < end) steps_within(window, milliseconds(9));
        REQUIRE(window.width() == width);
        REQUIRE(window.height() == height);
        const std::vector<Quad> quads{{{0, 0, width, height}, {}, paint::rgb(0x10ff00)}};
        window.present(quads, atlas);
        settle(window);
        window.present(quads, atlas);
        const auto glass = observer.glass(width, height);
        const auto green = std::count(glass.begin(), glass.end(), 0x10ff00u);
        CHECK(green == std::ptrdiff_t{width} * height);
    }
}

TEST_CASE("a display of 16 bits is painted too") {
    const VirtualDisplay display("800x600x16");
    XObserver observer(display.name());
    Window window = open_window();
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    const std::vector<Quad> quads{{{0, 0, 800, 600}, {}, paint::rgb(0xffffff)},
                                  {{100, 100, 300, 200}, {}, paint::rgb(0xff0000)}};
    CHECK(window.present(quads, glyphs.atlas()));
    settle(window);
    window.present(quads, glyphs.atlas());
    const auto glass = observer.glass(800, 600);
    CHECK(glass[0] == 0xffff);                // White in 5-6-5.
    CHECK(glass[150 * 800 + 200] == 0xf800);  // Red.
}

TEST_CASE("what another window covered is painted again when it goes") {
    const VirtualDisplay display;
    XObserver observer(display.name());
    Window window = open_window();
    const paint::Atlas atlas;
    const std::vector<Quad> quads{{{0, 0, 1920, 1080}, {}, paint::rgb(0x345678)}};
    window.present(quads, atlas);
    settle(window);
    window.present(quads, atlas);
    observer.cover(300, 300);
    settle(window);
    CHECK(observer.glass(400, 400)[100 * 400 + 100] == 0xff0000);
    observer.uncover();
    window.wait(kClock.now() + milliseconds(1000));
    CHECK(window.resized());
    CHECK(window.present(quads, atlas));
    CHECK(observer.glass(400, 400)[100 * 400 + 100] == 0x345678);
}

TEST_CASE("a finger without a window id is a tap where it was lifted") {
    const VirtualDisplay display;
    Window window = open_window();
    settle(window);
    push_finger(SDL_FINGERDOWN, 0.5f, 0.25f);
    auto steps = steps_within(window, milliseconds(80));
    push_finger(SDL_FINGERUP, 0.5f, 0.25f);
    const auto rest = steps_within(window, milliseconds(30));
    steps.insert(steps.end(), rest.begin(), rest.end());
    REQUIRE(steps.size() == 2);
    CHECK(steps[0] == PointerStep{.kind = Kind::press, .at = {960, 270}});
    CHECK(steps[1] == PointerStep{.kind = Kind::tap, .at = {960, 270}});
    CHECK(window.touch().raw_touches() == 1);
}

TEST_CASE("the panel's rotation from the configuration is applied to fingers") {
    const VirtualDisplay display;
    Window window = open_window({.painter = PainterChoice::software, .touch_map = {.rotate = 180}});
    settle(window);
    push_finger(SDL_FINGERDOWN, 0.75f, 0.25f);
    const auto steps = steps_within(window, milliseconds(30));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == platform::Point{480, 810});
}

TEST_CASE("a mouse works: a click is a tap, a pull is a drag, other buttons are nothing") {
    const VirtualDisplay display;
    XObserver observer(display.name());
    Window window = open_window();
    settle(window);
    observer.move(300, 400);
    observer.button(1, true);
    auto steps = steps_within(window, milliseconds(90));
    observer.button(1, false);
    auto more = steps_within(window, milliseconds(60));
    REQUIRE(steps.size() == 1);
    REQUIRE(more.size() == 1);
    CHECK(steps[0] == PointerStep{.kind = Kind::press, .at = {300, 400}});
    CHECK(more[0] == PointerStep{.kind = Kind::tap, .at = {300, 400}});

    observer.button(1, true);
    observer.move(300, 500);
    observer.button(1, false);
    steps = steps_within(window, milliseconds(60));
    REQUIRE(steps.size() == 3);
    CHECK(steps[1].kind == Kind::drag);
    CHECK(steps[2].kind == Kind::release);

    observer.button(3, true);
    observer.button(3, false);
    observer.move(10, 10);
    CHECK(steps_within(window, milliseconds(60)).empty());
}

TEST_CASE("no key, no closing and no SDL_QUIT ends or touches anything") {
    const VirtualDisplay display;
    XObserver observer(display.name());
    Window window = open_window();
    settle(window);
    observer.key("Alt_L", true);
    observer.key("F4", true);
    observer.key("F4", false);
    observer.key("Alt_L", false);
    observer.key("Escape", true);
    observer.key("Escape", false);
    for (const Uint32 type : {SDL_QUIT, SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT}) {
        SDL_Event event{};
        event.type = type;
        SDL_PushEvent(&event);
    }
    SDL_Event close{};
    close.type = SDL_WINDOWEVENT;
    close.window.event = SDL_WINDOWEVENT_CLOSE;
    SDL_PushEvent(&close);
    CHECK(window.wait(kClock.now() + milliseconds(50)));
    CHECK(steps_within(window, milliseconds(50)).empty());
    CHECK(window.wait(kClock.now()));
}

TEST_CASE("SIGTERM and SIGINT end a sleep that has no other end") {
    const VirtualDisplay display;
    for (const int signal : {SIGTERM, SIGINT}) {
        Window window = open_window();
        settle(window);
        std::thread killer([signal] {
            std::this_thread::sleep_for(milliseconds(150));
            ::kill(::getpid(), signal);
        });
        bool running = true;
        while (running) running = window.wait(Instant::max());
        killer.join();
        CHECK_FALSE(window.wait(Instant::max()));  // And every sleep after it.
    }
}

TEST_CASE("wake ends a sleep, from another thread or before it began") {
    const VirtualDisplay display;
    Window window = open_window();
    settle(window);
    const Instant begun = kClock.now();
    std::thread other([] {
        std::this_thread::sleep_for(milliseconds(100));
        Window::wake();
    });
    CHECK(window.wait(begun + milliseconds(10'000)));
    other.join();
    CHECK(kClock.now() - begun < milliseconds(5000));
    CHECK(kClock.now() - begun >= milliseconds(95));
    for (int i = 0; i < 1000; ++i) Window::wake();
    CHECK(window.wait(begun + milliseconds(10'000)));
    const Instant again = kClock.now();
    CHECK(again - begun < milliseconds(5000));
    CHECK(window.wait(again + milliseconds(50)));  // A thousand wakes are one.
    CHECK(kClock.now() - again >= milliseconds(50));
}

TEST_CASE("a window that waits uses no CPU") {
    const VirtualDisplay display;
    Window window = open_window();
    const paint::Atlas atlas;
    const std::vector<Quad> quads{{{0, 0, 1920, 1080}, {}, paint::rgb(0xfbf7ee)}};
    window.present(quads, atlas);
    settle(window);
    window.present(quads, atlas);
    const long before = cpu_ticks();
    rusage first{}, last{};
    getrusage(RUSAGE_SELF, &first);
    const Instant end = kClock.now() + milliseconds(2000);
    int rounds = 0;
    while (kClock.now() < end && window.wait(end)) ++rounds;
    getrusage(RUSAGE_SELF, &last);
    CHECK(cpu_ticks() - before <= 1);
    CHECK(rounds <= 3);
    CHECK(last.ru_nvcsw - first.ru_nvcsw <= 10);  // It slept, it did not ask again and again.
}

TEST_CASE("the GPU's picture equals the software's within two steps of a channel") {
    const VirtualDisplay display;
    XObserver observer(display.name());
    Window window = open_window({.painter = PainterChoice::gpu});
    const IgnoreForeignLeaks drawing;  // llvmpipe compiles its shaders when it first draws.
    CHECK(std::string(window.painter_name()).starts_with("gpu ("));
    Glyphs glyphs = must(Glyphs::open(SOURCE_DIR "/assets/fonts"));
    auto quads = scene(glyphs, 1920, 1080);
    settle(window);
    REQUIRE(window.present(quads, glyphs.atlas()));
    ReferencePainter reference(1920, 1080);
    reference.draw(quads, glyphs.atlas());
    CHECK(difference(observer.glass(1920, 1080), reference.pixels()) <= 2);
    CHECK_FALSE(window.present(quads, glyphs.atlas()));

    glyphs.clear();  // The atlas is filled anew: other letters in the same places.
    glyphs.disc(90, Glyphs::Corner::top_left);
    quads = scene(glyphs, 1920, 1080);
    quads.push_back({{900, 700, 960, 760}, {}, paint::rgb(0xf7bf48)});
    REQUIRE(window.present(quads, glyphs.atlas()));
    reference.draw(quads, glyphs.atlas());
    CHECK(difference(observer.glass(1920, 1080), reference.pixels()) <= 2);
}

TEST_CASE("where there is no graphics card, OpenGL is never loaded") {
    if (platform::has_graphics_card()) return;
    const VirtualDisplay display;
    Window window = open_window({.painter = PainterChoice::automatic});
    CHECK(std::string(window.painter_name()) == "software");
}
