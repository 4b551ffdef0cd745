// What the product costs: each real screen drawn and painted, a key in the search, and the real
// program's start, memory and idleness. CPU times are medians beside a floor of the same run (a
// plain fill of the same pixels), so that the figures mean something on any machine.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "app/update.h"
#include "base/files.h"
#include "bench/cpu_time.h"
#include "paint/raster.h"
#include "shell/resources.h"
#include "support/scratch_folder.h"
#include "support/xvfb.h"
#include "ui/glass.h"
#include "window/walker.h"

namespace {

constexpr int kWidth = 1920, kHeight = 1080;
constexpr int kRounds = 41;
constexpr int kStarts = 5;
constexpr std::chrono::seconds kIdle{20};

/// The screens and a picture they are painted into, as the kiosk does it, without a window.
class Easel {
public:
    Easel(ui::Glass& glass, const ui::World& world) : glass_(glass), world_(world) {
        model_.status.time = {.day = std::chrono::year(2026) / 11 / 23,
                              .weekday = std::chrono::Monday,
                              .since_midnight = std::chrono::minutes(522)};
        model_.status.today = std::chrono::sys_days(model_.status.time.day);
        model_.touched_at = model_.shown_at = now_;
        pixels_.resize(std::size_t{kWidth} * kHeight);
    }

    void show(app::Screen screen) {
        model_.screen = std::move(screen);
        glass_.draw(world_, model_, {.width = kWidth, .height = kHeight}, {}, now_);
        raster_.draw(
            glass_.quads(), glass_.atlas(),
            {.pixels = pixels_.data(), .width = kWidth, .height = kHeight, .pitch = kWidth});
    }
    void pass(std::chrono::seconds span) { now_ += span; }
    void fill() { std::fill(pixels_.begin(), pixels_.end(), ++grey_); }

private:
    ui::Glass& glass_;
    const ui::World& world_;
    app::Model model_;
    paint::Raster raster_;
    std::vector<std::uint32_t> pixels_;
    Instant now_{std::chrono::hours(1)};
    std::uint32_t grey_ = 0;
};

void print(const char* what, double ms, double floor) {
    std::printf("  %-44s %8.3f ms   %5.1f × the floor\n", what, ms, ms / floor);
}

void bench_screens(Easel& easel) {
    const double floor = median_cpu_ms(kRounds, [&](int) { easel.fill(); });
    std::printf("CPU for one 1920×1080 frame, drawn and painted (median of %d)\n", kRounds);
    print("floor: fill every pixel once", floor, floor);
    const std::string code = "1.001193";
    struct Case {
        const char* name;
        app::Screen screen;
    };
    const Case cases[] = {
        {"home, whole screen changed", app::Home{}},
        {"list, whole screen changed", app::List{.tile = "ho-tich"}},
        {"search with results, whole screen changed", app::Search{.typed = "khai sinh"}},
        {"procedure, whole screen changed", app::Detail{.code = code}},
        {"facts, whole screen changed", app::Facts{.code = code}},
        {"guide with QR, whole screen changed", app::Guide{.code = code}},
        {"thanks, whole screen changed", app::Thanks{code}},
    };
    for (const Case& shown : cases) {
        // Between two showings everything else was on the glass.
        std::vector<double> times;
        for (int i = 0; i < kRounds; ++i) {
            easel.show(app::Attract{});
            const double before = cpu_ms();
            easel.show(shown.screen);
            times.push_back(cpu_ms() - before);
        }
        print(shown.name, median_of(std::move(times)), floor);
    }
    easel.show(app::Guide{.code = code});
    print("guide, a second passed",
          median_cpu_ms(kRounds,
                        [&](int) {
                            easel.pass(std::chrono::seconds(1));
                            easel.show(app::Guide{.code = code});
                        }),
          floor);
    print("procedure, a paper ticked",
          median_cpu_ms(kRounds,
                        [&](int i) {
                            easel.show(app::Detail{.code = code,
                                                   .ticked = {static_cast<std::size_t>(i % 2)}});
                        }),
          floor);
    print(
        "nothing changed",
        median_cpu_ms(kRounds, [&](int) { easel.show(app::Detail{.code = code, .ticked = {0}}); }),
        floor);
}

void bench_search(const ui::World& world) {
    const std::string typed[] = {"k",        "khai", "khai sinh", "khai shinh", "xac nhan doc than",
                                 "1.001193", "zzzz"};
    std::printf("\nOne key in the search, 560 procedures\n");
    for (const std::string& words : typed)
        std::printf("  %-44s %8.3f ms\n", words.c_str(), median_cpu_ms(kRounds, [&](int) {
                        const auto found = world.search->find(words, 60);
                        if (found.size() > 60) std::abort();
                    }));
}

/// A line such as "Pss:      21044 kB".
long kilobytes(const std::string& text, const std::string& name) {
    const std::size_t at = text.find(name);
    return at == std::string::npos ? -1 : std::strtol(text.c_str() + at + name.size(), nullptr, 10);
}

long cpu_ticks(pid_t id) {
    const auto stat = files::read("/proc/" + std::to_string(id) + "/stat", 4096);
    if (!stat) return -1;
    // Fields 14 and 15, counted after the name in parentheses.
    const char* at = stat->c_str() + stat->rfind(')') + 2;
    long user = 0, system = 0;
    std::sscanf(at, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user, &system);
    return user + system;
}

Result<> bench_program(const std::string& program) {
    const Xvfb display = TRY(Xvfb::start("1920x1080x24"));
    const ScratchFolder folder = TRY(ScratchFolder::make());
    const Site site = TRY(Site::make(folder.path(), false));
    const SystemClock clock;
    std::vector<long> starts;
    for (int i = 0; i < kStarts; ++i) {
        const Instant before = clock.now();
        Walker walker = TRY(
            Walker::start({.program = program, .display = display.name()}, site, kWidth, kHeight));
        starts.push_back((clock.now() - before).count());
        TRY(walker.end());
    }
    std::sort(starts.begin(), starts.end());
    std::printf("\nThe program under Xvfb, software painter\n");
    std::printf("  %-44s %8ld ms   (%ld – %ld)\n", "start to first frame seen, median of 5",
                starts[kStarts / 2], starts.front(), starts.back());

    Walker walker =
        TRY(Walker::start({.program = program, .display = display.name()}, site, kWidth, kHeight));
    TRY(walker.go("start", "home"));
    for (const char* tile : {"tile-ho-tich", "tile-dat-dai", "tile-bao-tro"}) {
        TRY(walker.go(tile, "list"));
        TRY(walker.go("home", "home"));
    }
    TRY(walker.go("tile-ho-tich", "list"));
    TRY(walker.go("row-1.001193", "detail"));
    TRY(walker.go("by-phone", "guide"));
    const pid_t id = walker.process().id();
    const std::string folder_of = "/proc/" + std::to_string(id);
    const std::string rollup = TRY(files::read(folder_of + "/smaps_rollup", 1 << 16));
    std::printf("  %-44s %8.1f MiB PSS, %.1f MiB RSS\n", "memory after a walk",
                static_cast<double>(kilobytes(rollup, "\nPss:")) / 1024,
                static_cast<double>(kilobytes(rollup, "\nRss:")) / 1024);
    TRY(walker.go("home", "home"));
    const long before = cpu_ticks(id);
    ::sleep(static_cast<unsigned>(kIdle.count()));  // What is measured is doing nothing.
    const long spent = cpu_ticks(id) - before;
    const double share = static_cast<double>(spent) / static_cast<double>(::sysconf(_SC_CLK_TCK)) /
                         static_cast<double>(kIdle.count());
    std::printf("  %-44s %8.2f %% CPU   (%ld ticks)\n", "idle on home, 20 s", share * 100, spent);
    TRY(walker.end());
    return {};
}

Result<> bench(const std::string& program) {
    const ScratchFolder state = TRY(ScratchFolder::make());
    ui::Glass glass = TRY(ui::Glass::open(SOURCE_DIR "/assets/fonts"));
    const auto resources = TRY(shell::Resources::load(
        {.config = SOURCE_DIR "/config", .assets = SOURCE_DIR "/assets", .state = state.path()},
        glass));
    Easel easel(glass, resources->world());
    bench_screens(easel);
    bench_search(resources->world());
    return bench_program(program);
}

}  // namespace

int main(int argc, char** argv) {
    std::string program = BINARY_DIR "/motcua-kiosk";
    CLI::App app("What Một Cửa costs");
    app.add_option("--kiosk", program, "the program to measure")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const auto done = bench(program);
    if (done) return 0;
    std::fprintf(stderr, "motcua-bench: %s\n", done.error().message.c_str());
    return 1;
}
