// What a frame costs in CPU time: a scene like the design's home screen at 1920×1080, through
// the real window. Run it on the display that is to be judged; ./motcua bench gives it Xvfb.
#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <vector>

#include "paint/glyphs.h"
#include "paint/raster.h"
#include "paint/utf8.h"
#include "platform/window.h"

using paint::Colour;
using paint::Face;
using paint::Glyphs;
using paint::Quad;
using paint::rgb;

namespace {

constexpr int kWidth = 1920, kHeight = 1080;
constexpr int kRounds = 60;  // A second of frames: the median does not move by more than 2 %.

/// Draws boxes and words into a list of quads, as the UI does.
struct Sheet {
    Glyphs& glyphs;
    std::vector<Quad> quads{};

    void rect(int x, int y, int w, int h, Colour colour) {
        quads.push_back({{x, y, x + w, y + h}, {}, colour});
    }
    void mask(int x, int y, const paint::Slot& slot, Colour colour) {
        quads.push_back({{x, y, x + slot.width, y + slot.height}, slot, colour});
    }
    void filled(int x, int y, int w, int h, int r, Colour colour) {
        using Corner = Glyphs::Corner;
        rect(x + r, y, w - 2 * r, r, colour);
        rect(x, y + r, w, h - 2 * r, colour);
        rect(x + r, y + h - r, w - 2 * r, r, colour);
        mask(x, y, glyphs.disc(r, Corner::top_left), colour);
        mask(x + w - r, y, glyphs.disc(r, Corner::top_right), colour);
        mask(x, y + h - r, glyphs.disc(r, Corner::bottom_left), colour);
        mask(x + w - r, y + h - r, glyphs.disc(r, Corner::bottom_right), colour);
    }
    void box(int x, int y, int w, int h, int r, Colour fill, Colour edge) {
        filled(x, y, w, h, r, edge);
        filled(x + 2, y + 2, w - 4, h - 4, r - 2, fill);
    }
    void text(int x, int baseline, Face face, int pixels, std::string_view words, Colour colour) {
        auto pen = static_cast<float>(x);
        while (!words.empty()) {
            const auto& glyph = glyphs.glyph(face, pixels, paint::next_code_point(words));
            if (glyph.mask.width != 0) {
                mask(static_cast<int>(pen) + glyph.left, baseline - glyph.top, glyph.mask, colour);
            }
            pen += glyph.advance;
        }
    }
};

void draw_header(Sheet& sheet, int minute) {
    sheet.rect(0, 0, kWidth, 72, rgb(0x720c19));
    sheet.text(144, 50, Face::bold, 32, "Bộ phận Một cửa", rgb(0xfff8e7));
    sheet.text(450, 50, Face::regular, 28, "Phường Diên Hồng, tỉnh Gia Lai", rgb(0xfff8e7));
    sheet.text(1470, 50, Face::regular, 28, "Thứ Ba, 10/11/2026", rgb(0xfff8e7));
    sheet.text(1752, 52, Face::bold, 40, fmt::format("08:{:02}", minute % 60), rgb(0xfff8e7));
    // The brocade band and the cloth of a hundred days: 1,486 threads.
    for (int i = 0; i < 1486; ++i) {
        const int x = i % 160 * 12, y = 72 + i / 160 * 3;
        sheet.rect(x, y, 6 + i % 3 * 3, 3, rgb(i % 2 ? 0xf7bf48 : 0x11173a));
    }
}

/// The home screen; `turn` colours everything, `minute` the clock, `pressed` one tile.
std::vector<Quad> home(Glyphs& glyphs, Colour turn, int minute, int pressed) {
    constexpr const char* kNames[] = {
        "Khai sinh & hộ tịch", "Chứng thực giấy tờ", "Cư trú, tạm trú",   "Đất đai, nhà ở",
        "Hộ kinh doanh nhỏ",   "Bảo trợ xã hội",     "Người có công",     "Căn cước & VNeID",
        "Giáo dục, học bổng",  "Y tế và bảo hiểm",   "Xây dựng, sửa nhà", "Lĩnh vực khác nữa"};
    const Colour ink = rgb(0x1c1714) ^ turn, card = rgb(0xffffff) ^ turn, edge = rgb(0x857659);
    Sheet sheet{.glyphs = glyphs};
    sheet.rect(0, 0, kWidth, kHeight, rgb(0xfbf7ee) ^ turn);
    draw_header(sheet, minute);
    sheet.text(64, 184, Face::bold, 60, "Ông/bà cần làm việc gì?", ink);
    for (int i = 0; i < 3; ++i) {
        sheet.box(64 + i * 605, 220, 580, 128, 24, (i == 0 ? rgb(0x720c19) : card) ^ turn, edge);
        sheet.text(180 + i * 605, 280, Face::semibold, 40, kNames[i + 5], ink);
        sheet.text(180 + i * 605, 324, Face::regular, 28, "Gõ không dấu cũng được, 10 việc", ink);
    }
    sheet.text(64, 416, Face::semibold, 40, "Hoặc chọn theo lĩnh vực", ink);
    for (int i = 0; i < 12; ++i) {
        const int x = 64 + i % 4 * 453, y = 448 + i / 4 * 172;
        sheet.box(x, y, 433, 152, 24, i == pressed ? rgb(0xfdf1d2) : card, edge);
        sheet.filled(x + 22, y + 32, 88, 88, 12, rgb(0xe9ecf7) ^ turn);
        const auto& icon = glyphs.glyph(Face::icons, 56, 0xe88a);
        sheet.mask(x + 38, y + 48, icon.mask, ink);
        sheet.text(x + 128, y + 90, Face::semibold, 40, kNames[i], ink);
    }
    sheet.rect(0, 976, kWidth, 104, rgb(0xf2e9d9) ^ turn);
    for (int i = 0; i < 7; ++i) {
        sheet.box(32 + i * 266, 986, 250, 88, 12, card, edge);
        sheet.text(60 + i * 266, 1040, Face::semibold, 28, "Ngôn ngữ khác", ink);
    }
    return std::move(sheet.quads);
}

double cpu_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// The median CPU time of one call, all threads of this process.
template <class Frame>
double median_ms(Frame frame) {
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        const double begun = cpu_ms();
        frame(round);
        times.push_back(cpu_ms() - begun);
    }
    std::nth_element(times.begin(), times.begin() + kRounds / 2, times.end());
    return times[kRounds / 2];
}

void row(const char* what, double ms) { fmt::print("  {:<58}{:>7.3f} ms\n", what, ms); }

/// The least that any picture costs: every pixel written once, and shown.
double floor_ms() {
    SDL_Window* window = SDL_GetWindowFromID(1);
    SDL_Surface* surface = window ? SDL_GetWindowSurface(window) : nullptr;
    if (!surface) return 0;
    const auto bytes =
        static_cast<std::size_t>(surface->pitch) * static_cast<std::size_t>(surface->h);
    return median_ms([&](int round) {
        std::memset(surface->pixels, round, bytes);
        SDL_UpdateWindowSurface(window);
    });
}

void measure_raster(const std::vector<Quad>& one, const std::vector<Quad>& other,
                    const paint::Atlas& atlas) {
    std::vector<std::uint32_t> pixels(std::size_t{kWidth} * kHeight);
    const paint::Surface surface{pixels.data(), kWidth, kHeight, kWidth};
    paint::Raster raster;
    row("painting alone, without a window",
        median_ms([&](int round) { raster.draw(round % 2 ? one : other, atlas, surface); }));
    row("deciding that nothing changed, alone",
        median_ms([&](int) { raster.draw(one, atlas, surface); }));
}

int run() {
    const SystemClock clock;
    platform::WindowOptions options;
    options.painter = platform::PainterChoice::software;
    auto window = platform::Window::open(options, clock);
    auto glyphs = paint::Glyphs::open(SOURCE_DIR "/assets/fonts");
    if (!window || !glyphs) {
        fmt::print(stderr, "{}\n", window ? glyphs.error().message : window.error().message);
        return 1;
    }
    const auto day = home(*glyphs, 0, 0, -1), night = home(*glyphs, 0x00ffffff, 0, -1);
    const auto later = home(*glyphs, 0, 11, -1), pressed = home(*glyphs, 0, 0, 5);
    const auto& atlas = glyphs->atlas();
    for (int i = 0; i < 10; ++i) {  // The window settles.
        window->wait(clock.now() + std::chrono::milliseconds(20));
        window->resized();
        window->present(i % 2 ? day : night, atlas);
    }
    const auto show = [&](const std::vector<Quad>& one, const std::vector<Quad>& other) {
        return median_ms([&](int round) { window->present(round % 2 ? one : other, atlas); });
    };
    const auto masked = std::count_if(day.begin(), day.end(),
                                      [](const Quad& quad) { return quad.mask.width != 0; });
    fmt::print("{}x{}, {}, {} quads ({} with masks); CPU per frame, median of {}\n",
               window->width(), window->height(), window->painter_name(), day.size(), masked,
               kRounds);
    row("full change, painted and sent", show(day, night));
    row("small change: the clock", show(day, later));
    row("small change: a pressed tile", show(day, pressed));
    window->present(day, atlas);
    row("nothing changed", show(day, day));
    row("floor: memset and SDL_UpdateWindowSurface", floor_ms());
    measure_raster(day, night, atlas);
    row("building the quads", median_ms([&](int round) { home(*glyphs, 0, round, -1); }));
    return 0;
}

}  // namespace

int main() { return run(); }
