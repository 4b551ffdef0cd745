// The glass is opened as the kiosk would, shows its first screen, and every code that a citizen
// may be shown is drawn for it once, without being shown: its millimetres are those of the ward.

#include <fmt/format.h>
#include <linux/kd.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "platform/window.h"
#include "setup/probes.h"
#include "shell/translate.h"
#include "text/format.h"

namespace setup {

namespace {

constexpr double kDenseMin = 1.8, kDenseMax = 14;  // px/mm: a 43-inch Full HD … a small 4K.
constexpr double kClaimOff = 0.08;                 // A ruler is held more exactly than that.
constexpr double kLongSideMin = 400;            // mm: an 18.5-inch panel; smaller ones hold less.
constexpr float kCodeMin = 60, kModuleMin = 1;  // mm (handbook/kiosk.md §4.3).
constexpr float kRounding = 0.005f;

ui::Panel panel_of(const Subject& subject, const Looked& looked) {
    return {.width = looked.width_pixels,
            .height = looked.height_pixels,
            .width_mm = subject.settings.screen.panel_width_mm,
            .above_floor_mm = subject.settings.screen.above_floor_mm};
}

/// What the kernel lists, as the panel stands.
void take_mode(const Subject& subject, Looked& looked, const Connector& connector) {
    looked.width_pixels = connector.width_pixels;
    looked.height_pixels = connector.height_pixels;
    if (subject.settings.screen.rotate % 180 != 0)
        std::swap(looked.width_pixels, looked.height_pixels);
}

/// A bare console that the glass is opened on draws no letters from then on (platform/console.cpp);
/// who asked for the test wants to read what came of it.
class Letters {
public:
    Letters() { ::ioctl(STDIN_FILENO, KDGETMODE, &mode_); }
    ~Letters() {
        if (mode_ == KD_TEXT) ::ioctl(STDIN_FILENO, KDSETMODE, KD_TEXT);
    }
    Letters(const Letters&) = delete;
    Letters& operator=(const Letters&) = delete;

private:
    int mode_ = -1;  // Not a console.
};

/// The first screen, on the glass itself.
Finding open_glass(const Subject& subject, Looked& looked, ui::Glass& glass,
                   const shell::Resources& resources) {
    const text::Words& say = subject.words;
    const Clock& clock = subject.machine.clock;
    shell::Options options;
    options.places = subject.places;
    const Letters letters;
    auto window = platform::Window::open(shell::window_options(options, resources), clock);
    if (!window) return {"glass", Grade::bad, window.error().message, say("setup.do.glass")};
    if (!window->has_display())
        return {"glass", Grade::bad, window->display(), say("setup.do.glass")};
    looked.width_pixels = window->width();
    looked.height_pixels = window->height();
    app::Model model;
    glass.draw(resources.world(), model, panel_of(subject, looked), std::nullopt, clock.now());
    window->present(glass.quads(), glass.atlas());
    const bool drawn = window->frames_presented() > 0 && window->prove();
    const std::string figure =
        text::fill(say("setup.say.glass"), {{"w", std::to_string(looked.width_pixels)},
                                            {"h", std::to_string(looked.height_pixels)},
                                            {"painter", window->painter_name()}});
    if (drawn) return {.id = "glass", .grade = Grade::good, .figure = figure};
    return {"glass", Grade::bad, figure, say("setup.do.glass")};
}

/// Without opening it: a kiosk that runs has it.
Finding see_glass(const Subject& subject, Looked& looked, const Connector* connector,
                  bool running) {
    const text::Words& say = subject.words;
    if (!connector)
        return {"glass", Grade::bad, say("setup.say.no_display"), say("setup.do.glass")};
    take_mode(subject, looked, *connector);
    const std::string figure =
        text::fill(say(running ? "setup.say.glass_runs" : "setup.say.glass_seen"),
                   {{"w", std::to_string(looked.width_pixels)},
                    {"h", std::to_string(looked.height_pixels)},
                    {"name", connector->name}});
    return {.id = "glass", .grade = Grade::good, .figure = figure};
}

Finding look_at_size(const Subject& subject, const Looked& looked, const Connector* connector) {
    const text::Words& say = subject.words;
    const double width = subject.settings.screen.panel_width_mm;
    const double dense = looked.width_pixels / width;
    const double long_side =
        width * std::max(looked.width_pixels, looked.height_pixels) / looked.width_pixels;
    const std::string figure =
        text::fill(say("setup.say.size"), {{"mm", text::decimal(width, subject.language)},
                                           {"dense", text::decimal(dense, subject.language)}});
    if (dense < kDenseMin || dense > kDenseMax)
        return {"size", Grade::bad, figure, say("setup.do.measure")};
    const bool upright = looked.height_pixels > looked.width_pixels;
    if (connector && connector->edid && connector->edid->width_mm > 0) {
        const double claimed = upright ? connector->edid->height_mm : connector->edid->width_mm;
        if (claimed > 0 && std::abs(claimed - width) > kClaimOff * width)
            return {"size", Grade::note, figure,
                    text::fill(say("setup.do.claims"),
                               {{"mm", text::decimal(claimed, subject.language)}})};
    }
    if (long_side < kLongSideMin) return {"size", Grade::note, figure, say("setup.do.small_panel")};
    return {.id = "size", .grade = Grade::good, .figure = figure};
}

/// The smallest code a citizen may be shown on this panel, of every procedure and every step.
struct Smallest {
    float side_mm = 1e6f, module_mm = 1e6f;
};
Smallest smallest_code(const Subject& subject, const Looked& looked, ui::Glass& glass,
                       const shell::Resources& resources) {
    const ui::Panel panel = panel_of(subject, looked);
    const auto dense = static_cast<float>(panel.width / panel.width_mm);
    Smallest smallest;
    ui::Probe probe;
    app::Model model;
    const auto draw = [&](app::Screen screen) {
        model.screen = std::move(screen);
        glass.draw(resources.world(), model, panel, std::nullopt, subject.machine.clock.now(),
                   &probe);
        for (const ui::Probe::Code& code : probe.codes) {
            // The box is the code's with its white border.
            smallest.side_mm = std::min(smallest.side_mm, code.box.w / dense);
            smallest.module_mm = std::min(smallest.module_mm, code.module / dense);
        }
    };
    // The largest text leaves a code the least room.
    for (const app::TextSize text : {app::TextSize::standard, app::TextSize::extra}) {
        model.display.text = text;
        for (const catalogue::Procedure& procedure : resources.catalogue().procedures())
            for (const app::GuideStep step : {app::GuideStep::procedure, app::GuideStep::submit})
                draw(app::Guide{.code = procedure.code, .step = step});
        draw(app::Track{});
    }
    return smallest;
}

Finding look_at_codes(const Subject& subject, const Looked& looked, ui::Glass& glass,
                      const shell::Resources& resources) {
    const Smallest code = smallest_code(subject, looked, glass, resources);
    const std::string figure =
        text::fill(subject.words("setup.say.code"),
                   {{"mm", text::decimal(code.side_mm, subject.language)},
                    {"module", text::decimal(code.module_mm, subject.language)},
                    {"n", std::to_string(resources.catalogue().procedures().size())}});
    const bool well =
        code.side_mm >= kCodeMin - kRounding && code.module_mm >= kModuleMin - kRounding;
    return {"code", well ? Grade::good : Grade::bad, figure,
            well ? std::string() : subject.words("setup.do.code")};
}

/// A state folder of our own for what is only looked at: root's files do not belong into the
/// kiosk's.
class Scratch {
public:
    Scratch() {
        std::error_code failure;
        path_ = std::filesystem::temp_directory_path(failure) / "motcua-setup-XXXXXX";
        made_ = !failure && ::mkdtemp(path_.data()) != nullptr;
    }
    ~Scratch() {
        std::error_code ignored;
        if (made_) std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
    bool made_ = false;
};

}  // namespace

void look_at_glass(const Subject& subject, Looked& looked) {
    const std::vector<Connector> connectors = read_connectors(subject.machine.drm);
    const Connector* connector = connected(connectors);
    const bool running =
        ask_systemd(subject.machine, "is-active", kiosk_unit(subject.machine)) == "active";
    const Scratch scratch;
    shell::Places places = subject.places;
    places.state = scratch.path();
    auto glass = ui::Glass::open(subject.places.assets + "/fonts");
    Result<std::unique_ptr<shell::Resources>> resources =
        glass ? shell::Resources::load(places, *glass)
              : Result<std::unique_ptr<shell::Resources>>(glass.error());
    const bool may_open = resources && subject.machine.may_draw && !running;
    looked.findings.push_back(may_open ? open_glass(subject, looked, *glass, **resources)
                                       : see_glass(subject, looked, connector, running));
    if (resources) looked.catalogue_date = (*resources)->catalogue().date();
    if (looked.width_pixels == 0 && connector) take_mode(subject, looked, *connector);
    if (looked.width_pixels == 0) return;
    looked.findings.push_back(look_at_size(subject, looked, connector));
    if (!resources) return;  // The look at the configuration says why.
    looked.findings.push_back(look_at_codes(subject, looked, *glass, **resources));
}

}  // namespace setup
