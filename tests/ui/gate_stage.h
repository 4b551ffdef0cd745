#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>

#include "shell/resources.h"
#include "support/must.h"
#include "support/temp_dir.h"
#include "ui/every_setting.h"
#include "ui/gate.h"

/// The screens over the shipped catalogue, and everything that was found wrong with them.
class GateStage {
public:
    explicit GateStage(const std::string& config = SOURCE_DIR "/config")
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
    ui::Glass& glass() { return glass_; }
    const catalogue::Links& links() const { return *resources_->world().links; }
    app::Model& model() { return model_; }

    /// Draws a screen and holds it against every check that needs no pixels.
    void look(const gate::Setting& setting, app::Screen screen, const std::string& what) {
        look(setting, {.what = what, .screen = std::move(screen)});
    }
    void look(const gate::Setting& setting, const gate::Shown& shown) {
        draw(setting, shown);
        const ui::Theme theme(setting.panel, display_of(setting));
        const std::string where = setting.words() + " " + shown.what;
        report_.add(where, gate::check_labels(probe_, theme));
        report_.add(where, gate::check_targets(probe_, theme));
        report_.add(where, gate::check_codes(probe_, theme));
        report_.add(where, gate::check_glyphs(probe_, glass_.glyphs()));
        report_.add(where, gate::check_sizes(probe_, theme));
        if (!std::holds_alternative<app::Attract>(model_.screen))
            report_.add(where, gate::check_reach(probe_, theme));
    }

    void look_at_pixels(const gate::Setting& setting, const std::string& what) {
        paint(setting);
        report_.add(setting.words() + " " + what,
                    gate::check_contrast(probe_, canvas_, least_contrast(setting)));
    }

    /// What a phone reads from the one code on the glass.
    std::string read_code(const gate::Setting& setting) {
        paint(setting);
        REQUIRE(probe_.codes.size() == 1);
        return gate::decode(canvas_, probe_.codes.front().box);
    }

    ui::Asked draw(const gate::Setting& setting, const gate::Shown& shown,
                   std::optional<ui::Step> step = {}) {
        model_.screen = shown.screen;
        model_.display = setting.display;
        model_.warned_at = shown.warned ? std::optional(now_) : std::nullopt;
        app::Status status = model_.status;
        status.offline = status.not_recording = shown.troubled;
        status.slip_printer = shown.slip;
        status.clock_trusted = !shown.untimed;
        if (shown.closed) close(status);
        std::swap(status, model_.status);
        ui::Asked asked =
            glass_.draw(resources_->world(), model_, setting.panel, step, now_, &probe_);
        std::swap(status, model_.status);
        return asked;
    }
    void paint(const gate::Setting& setting) {
        canvas_.paint(glass_, setting.panel.width, setting.panel.height);
    }

    const ui::Probe& probe() const { return probe_; }
    const gate::Canvas& canvas() const { return canvas_; }

    void expect_clean() const {
        const std::string found = report_.words();
        CHECK_MESSAGE(report_.clean(), found);
    }

private:
    /// A holiday with a long name, at a minute at which it is told.
    static void close(app::Status& status) {
        status.open = false;
        status.holiday = text::Translated{.vi = "Ngày Quốc tế lao động", .en = "Labour Day"};
        status.opens = {.day = status.today + std::chrono::days(2),
                        .minute = std::chrono::hours(7)};
    }

    app::Display display_of(const gate::Setting& setting) const {
        if (std::holds_alternative<app::Attract>(model_.screen))
            return {.language = setting.display.language};
        return setting.display;
    }

    /// Black and white promise 20:1, the others 10:1. Attract has its own colours.
    double least_contrast(const gate::Setting& setting) const {
        const app::Scheme scheme = display_of(setting).scheme;
        const bool plain =
            scheme == app::Scheme::black_on_white || scheme == app::Scheme::white_on_black;
        return plain ? 20 : 10;
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
