// What a frame costs: our real screens, drawn, painted and shown in a real window, beside the floor
// of the same run, which clears the same pixels to one colour and shows them. CPU time, ours and
// the display server's together: on a box without a GPU both stand between finger and glass.
//
// `--one NAME` draws one kind of frame over and over without a window, for who counts
// instructions (instructions.py).

#include <SDL.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <cstring>
#include <functional>

#include "app/update.h"
#include "bench/cpu_time.h"
#include "bench/figures.h"
#include "paint/raster.h"
#include "platform/window.h"
#include "shell/resources.h"
#include "support/scratch_folder.h"
#include "support/xvfb.h"
#include "ui/glass.h"

namespace {

constexpr int kWidth = 1920, kHeight = 1080;
constexpr int kSettling = 20;  // Frames until caches of letters and of the display server are warm.
constexpr SDL_Rect kPart{660, 450, 600, 180};  // As a pressed tile: what a small change may cost.
constexpr const char* kCode = "1.001193";      // Registering a birth: the procedure asked for most.

/// The screens as the kiosk draws them, at a time that stands still.
class Easel {
public:
    Easel(ui::Glass& glass, const ui::World& world) : glass_(glass), world_(world) {
        model_.status.time = {.day = std::chrono::year(2026) / 11 / 23,
                              .weekday = std::chrono::Monday,
                              .since_midnight = std::chrono::minutes(522)};
        model_.status.today = std::chrono::sys_days(model_.status.time.day);
        model_.touched_at = model_.shown_at = now_;
    }
    void draw(app::Screen screen) {
        model_.screen = std::move(screen);
        glass_.draw(world_, model_, {.width = kWidth, .height = kHeight}, {}, now_);
    }
    void pass(std::chrono::seconds span) { now_ += span; }
    std::span<const paint::Quad> quads() const { return glass_.quads(); }
    const paint::Atlas& atlas() const { return glass_.atlas(); }

private:
    ui::Glass& glass_;
    const ui::World& world_;
    app::Model model_;
    Instant now_{std::chrono::hours(1)};
};

/// One kind of change: what stood there before, and what is drawn then.
struct Change {
    const char* name;
    std::function<void(Easel&, int round)> before, after;
    bool whole;  ///< Everything on the screen changes.
};

void draw_attract(Easel& easel, int) { easel.draw(app::Attract{}); }

std::vector<Change> changes() {
    const auto whole = [](const char* name, app::Screen screen) {
        return Change{.name = name,
                      .before = draw_attract,
                      .after = [screen](Easel& easel, int) { easel.draw(screen); },
                      .whole = true};
    };
    const auto guide = [](Easel& easel, int) { easel.draw(app::Guide{.code = kCode}); };
    const auto ticked = [](std::size_t paper) {
        return [paper](Easel& easel, int) {
            easel.draw(app::Detail{.code = kCode, .ticked = {paper}});
        };
    };
    return {whole("home", app::Home{}),
            whole("list", app::List{.tile = "ho-tich"}),
            whole("search with results", app::Search{.typed = "khai sinh"}),
            whole("procedure", app::Detail{.code = kCode}),
            whole("facts", app::Facts{.code = kCode}),
            whole("guide with QR", app::Guide{.code = kCode}),
            whole("thanks", app::Thanks{kCode}),
            {.name = "guide, a second passed",
             .before = guide,
             .after =
                 [guide](Easel& easel, int round) {
                     easel.pass(std::chrono::seconds(1));
                     guide(easel, round);
                 },
             .whole = false},
            {.name = "procedure, a paper ticked",
             .before = ticked(1),
             .after = ticked(0),
             .whole = false},
            {.name = "nothing changed", .before = guide, .after = guide, .whole = false}};
}

/// What is there to draw with; made once.
struct World {
    ScratchFolder state;
    ui::Glass glass;
    std::unique_ptr<shell::Resources> resources;
};

Result<World> make_world() {
    ScratchFolder state = TRY(ScratchFolder::make());
    ui::Glass glass = TRY(ui::Glass::open(SOURCE_DIR "/assets/fonts"));
    auto resources = TRY(shell::Resources::load(
        {.config = SOURCE_DIR "/config", .assets = SOURCE_DIR "/assets", .state = state.path()},
        glass));
    return World{std::move(state), std::move(glass), std::move(resources)};
}

/// The window's own pixels, and the two processes that a frame costs.
class Stand {
public:
    Stand(platform::Window& window, pid_t server) : window_(window), server_(server) {}

    void show(const Easel& easel) { window_.present(easel.quads(), easel.atlas()); }
    /// Clears the window, or a part of it, and shows that.
    bool clear(bool whole) {
        SDL_Window* window = SDL_GetWindowFromID(1);
        SDL_Surface* surface = window ? SDL_GetWindowSurface(window) : nullptr;
        if (!surface) return false;
        const SDL_Rect part = whole ? SDL_Rect{0, 0, surface->w, surface->h} : kPart;
        SDL_FillRect(surface, &part, ++grey_);
        return SDL_UpdateWindowSurfaceRects(window, &part, 1) == 0;
    }
    /// CPU that `work` costs here and in the display server, which is through with it: SDL waits
    /// for its answer after each picture.
    double cost(const std::function<void()>& work) const {
        const double ours = cpu_ms(), theirs = cpu_ms_of(server_);
        work();
        const double spent = cpu_ms() - ours;
        return spent + cpu_ms_of(server_) - theirs;
    }

private:
    platform::Window& window_;
    pid_t server_;
    std::uint32_t grey_ = 0x202020;
};

Result<> measure(Stand& stand, Easel& easel, const Change& change, int rounds) {
    Figure figure{
        .group = "frame",
        .name = change.name,
        .unit = "ms CPU",
        .peer_name = change.whole ? "clear and present the screen" : "clear and present 600×180",
        .note = "drawn, painted and shown; display server included"};
    if (change.whole) {
        figure.ratio_at_most = 5;
        figure.ours_at_most = 3;
    }
    for (int round = -kSettling; round < rounds; ++round) {
        bool cleared = false;
        const double floor = stand.cost([&] { cleared = stand.clear(change.whole); });
        if (!cleared)
            return Error{Error::Code::unavailable, std::string("the floor: ") + SDL_GetError()};
        change.before(easel, round);
        stand.show(easel);
        const double ours = stand.cost([&] {
            change.after(easel, round);
            stand.show(easel);
        });
        if (round < 0) continue;
        figure.ours.push_back(ours);
        figure.peer.push_back(floor);
    }
    hand_over(figure);
    return {};
}

Result<> run(int rounds) {
    const Xvfb display = TRY(Xvfb::start("1920x1080x24"));
    ::setenv("DISPLAY", display.name().c_str(), 1);
    const SystemClock clock;
    platform::WindowOptions options;
    options.painter = platform::PainterChoice::software;
    platform::Window window = TRY(platform::Window::open(options, clock));
    World world = TRY(make_world());
    Easel easel(world.glass, world.resources->world());
    Stand stand(window, display.server());
    for (int i = 0; i < kSettling; ++i) {
        window.wait(clock.now() + std::chrono::milliseconds(20));
        window.resized();
    }
    for (const Change& change : changes()) TRY(measure(stand, easel, change, rounds));
    return {};
}

/// Kept apart by name: instructions are counted inside of it only.
[[gnu::noinline]] void one_frame(Easel& easel, paint::Raster& raster, const Change& change,
                                 const paint::Surface& surface) {
    change.after(easel, 0);
    raster.draw(easel.quads(), easel.atlas(), surface);
}

Result<> draw_one(const std::string& name, int rounds) {
    World world = TRY(make_world());
    Easel easel(world.glass, world.resources->world());
    std::vector<std::uint32_t> pixels(std::size_t{kWidth} * kHeight);
    paint::Raster raster;
    const paint::Surface surface{
        .pixels = pixels.data(), .width = kWidth, .height = kHeight, .pitch = kWidth};
    for (const Change& change : changes()) {
        if (change.name != name) continue;
        for (int round = 0; round <= rounds; ++round) {
            change.before(easel, round);
            raster.draw(easel.quads(), easel.atlas(), surface);
            one_frame(easel, raster, change, surface);
        }
        return {};
    }
    return Error{Error::Code::not_found, "no kind of frame is called \"" + name + "\""};
}

}  // namespace

int main(int argc, char** argv) {
    int rounds = 61;
    std::string one;
    bool quick = false, list = false;
    CLI::App app("What a frame costs.");
    app.add_option("--rounds", rounds, "frames of each kind")->capture_default_str();
    app.add_option("--one", one, "only draw this kind, without a window, --rounds times");
    app.add_flag("--list", list, "say which kinds there are");
    app.add_flag("--quick", quick, "a few rounds: whether it works");
    CLI11_PARSE(app, argc, argv);
    if (quick) rounds = 5;
    if (list) {
        for (const Change& change : changes()) std::printf("%s\n", change.name);
        return 0;
    }
    return bench_main("motcua-bench-frame", one.empty() ? run(rounds) : draw_one(one, rounds));
}
