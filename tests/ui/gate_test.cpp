// Every procedure of the catalogue × both orientations × both contrasts × both text sizes (and
// the middle one): nothing cut, nothing small, nothing overlapping, and the phone reads the code.

#include "ui/gate.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "app/update.h"
#include "base/files.h"
#include "catalogue/short_link.h"
#include "shell/resources.h"
#include "support/must.h"
#include "support/temp_dir.h"

namespace {

using app::TextSize;
using text::Language;

constexpr ui::Panel kLandscape{.width = 1920, .height = 1080, .width_mm = 476};
constexpr ui::Panel kPortrait{.width = 1080, .height = 1920, .width_mm = 268};

constexpr TextSize kSizes[] = {TextSize::small, TextSize::standard, TextSize::large,
                               TextSize::extra};
constexpr app::Scheme kSchemes[] = {app::Scheme::paper, app::Scheme::black_on_white,
                                    app::Scheme::white_on_black, app::Scheme::dim};

struct Setting {
    ui::Panel panel;
    app::Display display;

    std::string words() const {
        static constexpr const char* kText[] = {"small", "standard", "large", "extra"};
        static constexpr const char* kScheme[] = {"paper", "black-on-white", "white-on-black",
                                                  "dim"};
        std::string all = panel.width > panel.height ? "landscape" : "portrait";
        all += std::string(" ") + kText[static_cast<std::size_t>(display.text)];
        all += std::string(" ") + kScheme[static_cast<std::size_t>(display.scheme)];
        if (display.low) all += " low";
        if (display.hand == app::Hand::left) all += " left";
        return all + " " + text::code_of(display.language);
    }
};

using Sizes = std::vector<TextSize>;
using Schemes = std::vector<app::Scheme>;
using Languages = std::vector<Language>;

const Sizes kEverySize(std::begin(kSizes), std::end(kSizes));
const Schemes kEveryScheme(std::begin(kSchemes), std::end(kSchemes));

/// Every size × scheme × language × reach, on both panels. The hand goes with the reach: mirrored
/// places are as large as the others, so each is seen with half of the rest.
std::vector<Setting> settings_of(const Sizes& sizes, const Schemes& schemes,
                                 const Languages& languages) {
    std::vector<Setting> all;
    for (const ui::Panel& panel : {kLandscape, kPortrait})
        for (const bool low : {false, true})
            for (const app::Scheme scheme : schemes)
                for (const TextSize size : sizes)
                    for (const Language language : languages) {
                        const bool left = low == (panel.width > panel.height);
                        all.push_back({panel,
                                       {.text = size,
                                        .scheme = scheme,
                                        .language = language,
                                        .low = low,
                                        .hand = left ? app::Hand::left : app::Hand::right}});
                    }
    return all;
}

/// The screens over the shipped catalogue, and everything that was found wrong with them.
class Gate {
public:
    explicit Gate(const std::string& config = SOURCE_DIR "/config")
        : glass_(must(ui::Glass::open(SOURCE_DIR "/assets/fonts"))),
          resources_(must(shell::Resources::load(
              {.config = config, .assets = SOURCE_DIR "/assets", .state = state_.path()},
              glass_))) {
        model_.status.time = {.day = std::chrono::year(2026) / 11 / 23,
                              .weekday = std::chrono::Monday,
                              .since_midnight = std::chrono::minutes(522)};
        model_.status.today = std::chrono::sys_days(model_.status.time.day);
        model_.status.submitted_today = 54;
        model_.touched_at = model_.shown_at = now_;
    }

    const catalogue::Catalogue& catalogue() const { return resources_->catalogue(); }
    const catalogue::Links& links() const { return *resources_->world().links; }
    app::Model& model() { return model_; }

    /// Draws a screen and holds it against every check that needs no pixels.
    void look(const Setting& setting, app::Screen screen, const std::string& what) {
        draw(setting, std::move(screen));
        const ui::Theme theme(setting.panel, display_of(setting));
        const std::string where = setting.words() + " " + what;
        report_.add(where, gate::check_labels(probe_, theme));
        report_.add(where, gate::check_targets(probe_, theme));
        report_.add(where, gate::check_codes(probe_, theme));
        report_.add(where, gate::check_glyphs(probe_, glass_.glyphs()));
        report_.add(where, gate::check_sizes(probe_, theme));
        if (!std::holds_alternative<app::Attract>(model_.screen))
            report_.add(where, gate::check_reach(probe_, theme));
    }

    void look_at_pixels(const Setting& setting, const std::string& what) {
        canvas_.paint(glass_, setting.panel.width, setting.panel.height);
        report_.add(setting.words() + " " + what, gate::check_contrast(probe_, canvas_, least_contrast(setting)));
    }

    /// What a phone reads from the one code on the glass.
    std::string read_code(const Setting& setting) {
        canvas_.paint(glass_, setting.panel.width, setting.panel.height);
        REQUIRE(probe_.codes.size() == 1);
        return gate::decode(canvas_, probe_.codes.front().box);
    }

    const ui::Probe& probe() const { return probe_; }
    const gate::Report& report() const { return report_; }

private:
    app::Display display_of(const Setting& setting) const {
        if (std::holds_alternative<app::Attract>(model_.screen))
            return {.language = setting.display.language};
        return setting.display;
    }

    /// Black and white promise 20:1, the others 10:1. Attract has its own colours.
    double least_contrast(const Setting& setting) const {
        const app::Scheme scheme = display_of(setting).scheme;
        const bool plain =
            scheme == app::Scheme::black_on_white || scheme == app::Scheme::white_on_black;
        return plain ? 20 : 10;
    }

    void draw(const Setting& setting, app::Screen screen) {
        model_.screen = std::move(screen);
        model_.display = setting.display;
        glass_.draw(resources_->world(), model_, setting.panel, {}, now_, &probe_);
    }

    TempDir state_;
    ui::Glass glass_;
    std::unique_ptr<shell::Resources> resources_;
    app::Model model_;
    ui::Probe probe_;
    gate::Canvas canvas_;
    gate::Report report_;
    Instant now_{std::chrono::hours(1)};
};

void expect_clean(const Gate& gate) {
    const std::string found = gate.report().words();
    CHECK_MESSAGE(gate.report().clean(), found);
}

int pages_of(const ui::Probe& probe) {
    // "Trang 1/3", "Page 1/3".
    for (const auto& label : probe.labels) {
        const std::size_t slash = label.text.rfind('/');
        if (slash != std::string::npos && slash + 1 < label.text.size() &&
            (label.text.starts_with("Trang ") || label.text.starts_with("Page ")))
            return std::stoi(label.text.substr(slash + 1));
    }
    return 1;
}

}  // namespace

TEST_CASE("every procedure's screens hold in every setting") {
    Gate gate;
    for (const Setting& setting :
         settings_of(kEverySize, {app::Scheme::paper}, {Language::vi})) {
        for (const catalogue::Procedure& procedure : gate.catalogue().procedures()) {
            const std::string& code = procedure.code;
            gate.look(setting, app::Detail{.code = code}, code);
            const std::size_t cases = procedure.card ? procedure.card->cases.size() : 0;
            for (std::size_t i = 1; i < cases; ++i)
                gate.look(setting, app::Detail{.code = code, .case_index = i}, code);
            if (cases > 0)
                gate.look(setting, app::Detail{.code = code, .choosing_case = true}, code);
            gate.look(setting, app::Facts{.code = code}, code);
            const int pages = pages_of(gate.probe());
            for (int page = 1; page < pages; ++page)
                gate.look(setting, app::Facts{.code = code, .row = page}, code);
            gate.look(setting, app::Outcome{code}, code);
            gate.look(setting, app::Thanks{code}, code);
        }
    }
    expect_clean(gate);
}

TEST_CASE("every procedure's screens hold in English") {
    Gate gate;
    for (const Setting& setting :
         settings_of(kEverySize, {app::Scheme::paper}, {Language::en})) {
        for (const catalogue::Procedure& procedure : gate.catalogue().procedures()) {
            if (!procedure.card) continue;
            gate.look(setting, app::Detail{.code = procedure.code}, procedure.code);
            gate.look(setting, app::Facts{.code = procedure.code}, procedure.code);
            gate.look(setting, app::Guide{.code = procedure.code}, procedure.code);
        }
    }
    expect_clean(gate);
}

TEST_CASE("a phone reads every procedure's code in every setting") {
    Gate gate;
    for (const Setting& setting :
         settings_of(kEverySize, {app::Scheme::paper, app::Scheme::white_on_black},
                     {Language::vi})) {
        for (const catalogue::Procedure& procedure : gate.catalogue().procedures()) {
            CAPTURE(procedure.code);
            gate.look(setting, app::Guide{.code = procedure.code}, procedure.code);
            CHECK(gate.read_code(setting) == gate.links().procedure(procedure));
        }
    }
    expect_clean(gate);
}

TEST_CASE("codes through the province have larger modules, and a phone reads them") {
    const TempDir dir;
    const std::string config = dir / "config";
    std::filesystem::copy(SOURCE_DIR "/config", config);
    std::string portal = must(files::read(config + "/portal.toml", 64 << 10));
    const std::string off = "address = \"\"";
    REQUIRE(portal.find(off) != std::string::npos);
    portal.replace(portal.find(off), off.size(), "address = \"https://motcua.gialai.gov.vn\"");
    must(files::write_atomically(config + "/portal.toml", portal));
    Gate gate(config);
    const std::uint32_t device = *catalogue::device_part("7b757536" + std::string(24, '0'));
    for (const Setting& setting :
         settings_of(kEverySize, kEveryScheme, {Language::vi, Language::en})) {
        const std::string code = "1.001193";
        const auto module = [&](bool through, app::Screen screen) {
            gate.model().status.through_province =
                through ? std::optional(device) : std::optional<std::uint32_t>();
            gate.look(setting, std::move(screen), code);
            REQUIRE(gate.probe().codes.size() == 1);
            return gate.probe().codes.front().module;
        };
        // With the white around them 37 modules against 45, and 49 for filing; in whole pixels.
        for (const auto& [step, larger] : {std::pair(app::GuideStep::procedure, 1.15f),
                                           std::pair(app::GuideStep::submit, 1.25f)}) {
            const app::Guide guide{.code = code, .step = step};
            CHECK(module(true, guide) >= larger * module(false, guide));
        }
        for (const app::GuideStep step : {app::GuideStep::vneid, app::GuideStep::procedure,
                                          app::GuideStep::submit, app::GuideStep::track}) {
            module(true, app::Guide{.code = code, .step = step});
            const std::string read = gate.read_code(setting);
            CHECK(read == gate.probe().codes.front().text);
            CHECK(read.starts_with("HTTPS://MOTCUA.GIALAI.GOV.VN/Q/"));
        }
        module(true, app::Guide{.code = code});
        CHECK(gate.read_code(setting) == "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/FDTQADP0YHQ9");
        module(true, app::Track{});
        CHECK(gate.read_code(setting) == "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/FDTQADT");
        module(true, app::Facts{.code = code});
        CHECK(gate.read_code(setting) == "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/FDTQADP0YHQ9");
    }
    expect_clean(gate);
}

TEST_CASE("every other screen holds in every setting, to the pixel") {
    Gate gate;
    const std::string code = "1.001193";
    for (const Setting& setting :
         settings_of(kEverySize, kEveryScheme, {Language::vi, Language::en})) {
        const auto look = [&](app::Screen screen, const std::string& what) {
            gate.look(setting, std::move(screen), what);
            gate.look_at_pixels(setting, what);
        };
        look(app::Attract{}, "attract");
        look(app::Offline{}, "offline");
        for (int page = 0; page < 4; ++page) look(app::Home{page}, "home");
        look(app::List{}, "most used");
        look(app::Search{}, "search");
        look(app::Search{.typed = "khai sinh"}, "search");
        look(app::Search{.typed = "zzzz qqqq"}, "search");
        look(app::Search{.typed = std::string(60, 'w'), .digits = true}, "search");
        look(app::Detail{.code = code, .ticked = {0, 1}}, "detail");
        look(app::Detail{.code = "2.000815"}, "detail");
        look(app::Facts{.code = code}, "facts");
        for (const app::GuideStep step :
             {app::GuideStep::wifi, app::GuideStep::vneid, app::GuideStep::procedure,
              app::GuideStep::submit, app::GuideStep::track})
            look(app::Guide{.code = code, .step = step}, "guide");
        look(app::Track{}, "track");
        look(app::Outcome{code}, "outcome");
        look(app::Help{code}, "help");
        look(app::Rating{.code = code}, "rating");
        for (int level = 1; level <= 2; ++level)
            look(app::Rating{.code = code, .level = level, .reason = 3}, "reasons");
        look(app::Thanks{code}, "thanks");
        for (int row = 0; row < 7; ++row) look(app::Comfort{row}, "comfort");
        gate.model().warned_at = Instant(std::chrono::hours(1));
        look(app::Home{}, "warning");
        look(app::Detail{.code = code}, "warning");
        gate.model().warned_at.reset();
        gate.model().status.offline = gate.model().status.not_recording = true;
        look(app::Home{}, "home with chips");
        gate.model().status.offline = gate.model().status.not_recording = false;
    }
    expect_clean(gate);
}

TEST_CASE("every page of every list holds in every setting") {
    Gate gate;
    for (const Setting& setting :
         settings_of(kEverySize, {app::Scheme::paper}, {Language::vi})) {
        for (const catalogue::Tile& tile : gate.catalogue().tiles()) {
            const int count = static_cast<int>(gate.catalogue().under(tile.id).size());
            for (int row = 0; row < count; ++row)
                gate.look(setting, app::List{.tile = tile.id, .row = row}, tile.id);
            for (const catalogue::Group& group : tile.groups)
                gate.look(setting, app::List{.tile = tile.id, .group = group.id}, tile.id);
        }
    }
    expect_clean(gate);
}

TEST_CASE("the slip button holds in the bar, whatever became of the slip") {
    Gate gate;
    gate.model().status.slip_printer = true;
    for (const Setting& setting : settings_of(kEverySize, kEveryScheme, {Language::vi, Language::en}))
        for (const app::Slip slip :
             {app::Slip::none, app::Slip::printing, app::Slip::printed, app::Slip::failed}) {
            gate.model().slip = slip;
            gate.look(setting, app::Detail{.code = "1.001193"},
                      "slip " + std::to_string(static_cast<int>(slip)));
            gate.look_at_pixels(setting, "slip " + std::to_string(static_cast<int>(slip)));
            CHECK(gate.probe().target("slip"));
        }
    CHECK_MESSAGE(gate.report().clean(), gate.report().words());
}
