#include "platform/painter.h"

#include <ctime>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/log.h"

namespace platform {

namespace {

using paint::Quad;

// Enough frames for a driver to get past its first compilations, few enough for 100 ms.
constexpr int kWarmFrames = 2;
constexpr int kTimedFrames = 6;

/// About the home screen's work: a ground, forty boxes, and five hundred small rectangles that
/// stand for letters. `turn` changes every one of them.
std::vector<Quad> trial_frame(int width, int height, int turn) {
    std::vector<Quad> quads;
    const auto shade = static_cast<paint::Colour>(turn * 8);
    quads.push_back({.rect = {0, 0, width, height}, .mask = {}, .colour = paint::rgb(shade)});
    for (int i = 0; i < 40; ++i) {
        const int x = i % 5 * width / 5, y = i / 5 * height / 8;
        quads.push_back({.rect = {x, y, x + width / 6, y + height / 10},
                         .mask = {},
                         .colour = paint::rgb(0xffffff - shade)});
    }
    for (int i = 0; i < 500; ++i) {
        const int x = i % 50 * width / 50, y = i / 50 * height / 10;
        quads.push_back({.rect = {x, y, x + 20, y + 30},
                         .mask = {},
                         .colour = paint::with_alpha(paint::rgb(shade), 128)});
    }
    return quads;
}

/// CPU seconds of this process, all threads: drivers work in threads of their own.
template <class Show>
double cpu_seconds(Size panel, Show show) {
    std::clock_t begun = 0;
    for (int frame = 0; frame < kWarmFrames + kTimedFrames; ++frame) {
        if (frame == kWarmFrames) begun = std::clock();
        show(trial_frame(panel.width, panel.height, frame));
    }
    return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

}  // namespace

Shown Painter::present(std::span<const Quad> quads, const paint::Atlas& atlas) {
    return std::visit([&](auto& body) { return body.present(quads, atlas); }, body_);
}

Result<> Painter::prove() {
    return std::visit([](auto& body) { return body.prove(); }, body_);
}

void Painter::forget() {
    std::visit([](auto& body) { body.forget(); }, body_);
}

const char* Painter::name() const {
    return std::visit([](const auto& body) { return body.name(); }, body_);
}

bool has_graphics_card() {
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", failure)) {
        const std::string name = entry.path().filename();
        if (name.starts_with("renderD") || name.starts_with("card")) return true;
    }
    return false;
}

bool is_cheaper_than_software(GpuPainter& gpu, Size panel) {
    const auto [width, height] = panel;
    const paint::Atlas atlas;
    const double gpu_seconds =
        cpu_seconds(panel, [&](const std::vector<Quad>& quads) { gpu.present(quads, atlas); });

    // Painted beside the glass and copied once, as the display server does with it.
    const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<std::uint32_t> pixels(size), server;
    paint::Raster raster;
    const double software_seconds = cpu_seconds(panel, [&](const std::vector<Quad>& quads) {
        raster.draw(quads, atlas,
                    {.pixels = pixels.data(), .width = width, .height = height, .pitch = width});
        server = pixels;
    });
    logging::info("painter: {:.1f} ms of CPU a frame by {}, {:.1f} ms by software",
                  gpu_seconds * 1000 / kTimedFrames, gpu.name(),
                  software_seconds * 1000 / kTimedFrames);
    return gpu_seconds < software_seconds;
}

}  // namespace platform
