// Every procedure of the catalogue and every screen × both orientations × four sizes × four
// schemes × reach × hand × language: nothing cut, nothing small, nothing overlapping, everything
// in reach. What phones read of it stands in gate_code_test.cpp.

#include "ui/gate_stage.h"

namespace {

using app::TextSize;
using gate::kEveryScheme;
using gate::kEverySize;
using gate::Setting;
using gate::settings_of;
using text::Language;

/// As many pages as the pager says: "Trang 1/3", "Page 1/3".
int pages_of(const ui::Probe& probe) {
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
    GateStage stage;
    for (const Setting& setting : settings_of(kEverySize, {app::Scheme::paper}, {Language::vi})) {
        for (const catalogue::Procedure& procedure : stage.catalogue().procedures()) {
            const std::string& code = procedure.code;
            stage.look(setting, app::Detail{.code = code}, code);
            const std::size_t cases = procedure.card ? procedure.card->cases.size() : 0;
            for (std::size_t i = 1; i < cases; ++i)
                stage.look(setting, app::Detail{.code = code, .case_index = i}, code);
            if (cases > 0)
                stage.look(setting, app::Detail{.code = code, .choosing_case = true}, code);
            stage.look(setting, app::Facts{.code = code}, code);
            const int pages = pages_of(stage.probe());
            for (int page = 1; page < pages; ++page)
                stage.look(setting, app::Facts{.code = code, .row = page}, code);
            stage.look(setting, app::Outcome{code}, code);
            stage.look(setting, app::Thanks{code}, code);
        }
    }
    stage.expect_clean();
}

TEST_CASE("every procedure's screens hold in English") {
    GateStage stage;
    for (const Setting& setting : settings_of(kEverySize, {app::Scheme::paper}, {Language::en})) {
        for (const catalogue::Procedure& procedure : stage.catalogue().procedures()) {
            if (!procedure.card) continue;
            stage.look(setting, app::Detail{.code = procedure.code}, procedure.code);
            stage.look(setting, app::Facts{.code = procedure.code}, procedure.code);
            stage.look(setting, app::Guide{.code = procedure.code}, procedure.code);
        }
    }
    stage.expect_clean();
}

TEST_CASE("every screen holds in every setting, to the pixel") {
    GateStage stage;
    for (const Setting& setting : settings_of(kEverySize, kEveryScheme, gate::kBothLanguages))
        for (const gate::Shown& shown : gate::every_screen()) {
            stage.look(setting, shown);
            // Colours are the same in every language.
            if (setting.display.language == Language::vi) stage.look_at_pixels(setting, shown.what);
        }
    stage.expect_clean();
}

TEST_CASE("what stands in reach on a panel hung high is whole") {
    GateStage stage;
    for (Setting setting : settings_of(kEverySize, {app::Scheme::paper}, gate::kBothLanguages)) {
        if (setting.panel != gate::kPortrait || !setting.display.low) continue;
        setting.panel = gate::kHungHigh;
        for (const gate::Shown& shown : gate::every_screen()) stage.look(setting, shown);
    }
    stage.expect_clean();
}

TEST_CASE("every page of every list holds in every setting") {
    GateStage stage;
    for (const Setting& setting :
         settings_of(kEverySize, {app::Scheme::paper}, gate::kBothLanguages)) {
        for (const catalogue::Tile& tile : stage.catalogue().tiles()) {
            const int count = static_cast<int>(stage.catalogue().under(tile.id).size());
            for (int row = 0; row < count; ++row)
                stage.look(setting, app::List{.tile = tile.id, .row = row}, tile.id);
            for (const catalogue::Group& group : tile.groups)
                stage.look(setting, app::List{.tile = tile.id, .group = group.id}, tile.id);
        }
    }
    stage.expect_clean();
}

TEST_CASE("every plain card's name is whole among what a search finds") {
    GateStage stage;
    for (const Setting& setting :
         settings_of(kEverySize, {app::Scheme::paper}, gate::kBothLanguages))
        for (const catalogue::Procedure& procedure : stage.catalogue().procedures()) {
            if (!procedure.card || procedure.internal) continue;
            // Its code finds it alone, in one step.
            stage.look(setting, app::Search{.typed = procedure.code}, procedure.code);
        }
    stage.expect_clean();
}

TEST_CASE("the bar holds whatever became of the slip, and whoever reads aloud") {
    GateStage stage;
    for (const Setting& setting : settings_of(kEverySize, kEveryScheme, gate::kBothLanguages))
        for (const app::Slip slip :
             {app::Slip::none, app::Slip::printing, app::Slip::printed, app::Slip::failed}) {
            stage.model().slip = slip;
            stage.model().speaking = slip == app::Slip::printing;
            Setting aloud = setting;
            aloud.display.aloud = slip != app::Slip::none;
            const gate::Shown shown{.what = "slip " + std::to_string(static_cast<int>(slip)),
                                    .screen = app::Detail{.code = "1.001193"},
                                    .slip = true};
            stage.look(aloud, shown);
            if (setting.display.language == Language::vi) stage.look_at_pixels(aloud, shown.what);
            CHECK(stage.probe().target("slip"));
        }
    stage.expect_clean();
}

TEST_CASE("in all colours a finger is seen on every kind of control") {
    for (const app::Scheme scheme : kEveryScheme) {
        const ui::Theme theme(gate::kLandscape, {.scheme = scheme});
        const ui::Colours& c = theme.colours();
        CHECK(c.red_press != c.red);
        CHECK(c.indigo_press != c.indigo);
        CHECK(c.pressed != c.card);
        CHECK(ui::contrast(c.red_press, c.on_red) >= 10);
        CHECK(ui::contrast(c.indigo_press, c.on_indigo) >= 10);
        CHECK(ui::contrast(c.pressed, c.on_pressed) >= 10);
    }
}
