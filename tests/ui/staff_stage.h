#pragma once

#include <string>

#include "app/update.h"
#include "catalogue/load.h"
#include "settings/settings.h"
#include "support/made_figures.h"
#include "support/must.h"
#include "ui/gate.h"
#include "ui/icons.h"

/// The staff screens over the shipped catalogue and campaign, without the kiosk around them:
/// a model to set up by hand, and what one frame shows of it.
class StaffStage {
public:
    static constexpr ui::Panel kLandscape{.width = 1920, .height = 1080, .width_mm = 476};
    static constexpr ui::Panel kPortrait{.width = 1080, .height = 1920, .width_mm = 268};

    StaffStage() {
        world_.catalogue = &catalogue_;
        world_.search = &search_;
        world_.spoken[text::Language::vi] = &vi_;
        world_.spoken[text::Language::en] = &en_;
        world_.unit_name = {.vi = "Bộ phận Một cửa", .en = "One-Stop Counter"};
        world_.unit_place = {.vi = "Phường Diên Hồng, tỉnh Gia Lai", .en = "Diên Hồng Ward"};
        world_.counter = "1";
        world_.offered = {{text::Language::vi, {1, 1}}, {text::Language::en, {1, 1}}};
        model.rules.campaign = must(settings::load_campaign(SOURCE_DIR "/config/campaign.toml"));
        model.rules.campaign.first_day = today - std::chrono::days(61);
        model.rules.campaign.last_day = today + std::chrono::days(38);
        model.status.today = today;
        model.status.time = {.day = std::chrono::year_month_day(today),
                             .weekday = std::chrono::weekday(today),
                             .since_midnight = std::chrono::minutes(1002)};
        model.touched_at = model.shown_at = now - std::chrono::seconds(22);
    }

    /// An officer inside, before a screen.
    desk::Desk& enter(desk::Screen screen) {
        desk::Desk desk;
        desk.staff = "CB01";
        desk.manager = true;
        desk.screen = std::move(screen);
        desk.facts.accounts = {{"CB01", false}, {"CB02", false}, {"QL01", true}};
        desk.facts.accounts_known = true;
        model.screen = app::Staff{std::move(desk)};
        return std::get<app::Staff>(model.screen).desk;
    }

    /// Figures that add up, over procedures of the catalogue.
    desk::Figures figures(tally::Period period) const {
        std::vector<std::string> codes;
        for (const catalogue::Procedure& procedure : catalogue_.procedures())
            if (procedure.card) codes.push_back(procedure.code);
        const auto earlier = [&](int days) {
            const tally::Day day = period.first - std::chrono::days(days);
            return made_figures(static_cast<unsigned>(days), {day, day}, codes).report;
        };
        return {.report = made_figures(7, period, codes).report,
                .day_before_period = earlier(1).period,
                .week_before_period = earlier(7).period,
                .day_before = earlier(1).all,
                .week_before = earlier(7).all};
    }

    ui::Asked draw(const ui::Panel& panel, std::optional<ui::FingerStep> step = {}) {
        return glass_.draw(world_, model, panel, step, now, &probe);
    }
    /// A tap on a target of the last frame; what it asks for.
    ui::Asked tap(const ui::Panel& panel, const std::string& id) {
        draw(panel);
        const ui::Probe::Target* target = probe.target(id);
        if (!target) return std::nullopt;
        const float x = target->box.x + target->box.w / 2, y = target->box.y + target->box.h / 2;
        draw(panel, ui::FingerStep{ui::FingerStep::Kind::press, x, y});
        return draw(panel, ui::FingerStep{ui::FingerStep::Kind::tap, x, y});
    }
    bool shows(const std::string& words) const {
        for (const auto& label : probe.labels)
            if (label.text.find(words) != std::string::npos) return true;
        return false;
    }

    /// Every check of the gate, both ways up, in both languages and both sets of colours.
    void hold(const std::string& what) {
        for (const ui::Panel& panel : {kLandscape, kPortrait})
            for (const bool contrast : {false, true})
                for (const text::Language language : {text::Language::vi, text::Language::en}) {
                    model.display = {
                        .scheme = contrast ? app::Scheme::white_on_black : app::Scheme::paper,
                        .language = language};
                    draw(panel);
                    const ui::Theme theme(panel, model.display);
                    canvas_.paint(glass_, panel.width, panel.height);
                    const std::string where = what + (panel == kLandscape ? "" : ", portrait");
                    report.add(where, gate::check_labels(probe, theme));
                    report.add(where, gate::check_targets(probe, theme));
                    report.add(where, gate::check_glyphs(probe, glass_.glyphs()));
                    report.add(where, gate::check_sizes(probe, theme));
                    report.add(where, gate::check_contrast(probe, canvas_));
                }
        model.display = {};
    }

    const catalogue::Catalogue& catalogue() const { return catalogue_; }
    ui::World& world() { return world_; }

    tally::Day today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 10);
    Instant now{std::chrono::hours(1)};
    app::Model model;
    ui::Probe probe;
    gate::Report report;

private:
    static catalogue::Catalogue shipped(const ui::Glass& glass) {
        catalogue::Rules rules;
        rules.has_glyph = [&](char32_t letter) {
            return glass.glyphs().has(paint::Face::regular, letter);
        };
        rules.has_icon = [](const std::string& name) { return ui::icon_code(name) != 0; };
        return must(catalogue::load(SOURCE_DIR "/config/catalogue.json", rules)).catalogue;
    }

    ui::Glass glass_ = must(ui::Glass::open(SOURCE_DIR "/assets/fonts"));
    catalogue::Catalogue catalogue_ = shipped(glass_);
    catalogue::SearchIndex search_{catalogue_};
    text::Words vi_ = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::vi));
    text::Words en_ = must(text::Words::load(SOURCE_DIR "/assets/lang", text::Language::en));
    ui::World world_;
    gate::Canvas canvas_;
};
