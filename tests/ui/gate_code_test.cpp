// The codes on the glass, read as a phone reads them.

#include <cmath>
#include <filesystem>

#include "base/files.h"
#include "catalogue/short_link.h"
#include "ui/gate_stage.h"

namespace {

using gate::kEverySize;
using gate::Setting;
using gate::settings_of;
using text::Language;

// Reading a picture takes far longer than drawing it: every procedure's code is read in two of the
// settings, other ones than its neighbours', and looked at in all.
constexpr std::size_t kReadEvery = 16;

/// The configuration we ship, but codes lead through the province.
std::string through_the_province(const TempDir& dir) {
    const std::string config = dir / "config";
    std::filesystem::copy(SOURCE_DIR "/config", config);
    std::string portal = must(files::read(config + "/portal.toml", 64 << 10));
    const std::string off = "address = \"\"";
    REQUIRE(portal.find(off) != std::string::npos);
    portal.replace(portal.find(off), off.size(), "address = \"https://motcua.gialai.gov.vn\"");
    must(files::write_atomically(config + "/portal.toml", portal));
    return config;
}

}  // namespace

TEST_CASE("a phone reads every procedure's code in every setting") {
    GateStage stage;
    const std::vector<Setting> settings =
        settings_of(kEverySize, {app::Scheme::paper, app::Scheme::white_on_black}, {Language::vi});
    const auto& procedures = stage.catalogue().procedures();
    for (std::size_t i = 0; i < settings.size(); ++i)
        for (std::size_t j = 0; j < procedures.size(); ++j) {
            const catalogue::Procedure& procedure = procedures[j];
            CAPTURE(procedure.code);
            stage.look(settings[i], app::Guide{.code = procedure.code}, procedure.code);
            REQUIRE(stage.probe().codes.size() == 1);
            const std::string address = stage.links().procedure(procedure);
            CHECK(stage.probe().codes.front().text == address);
            if ((i + j) % kReadEvery == 0) CHECK(stage.read_code(settings[i]) == address);
        }
    stage.expect_clean();
}

TEST_CASE("codes through the province have larger modules, and a phone reads them") {
    const TempDir dir;
    GateStage stage(through_the_province(dir));
    const std::uint32_t device = *catalogue::device_part("7b757536" + std::string(24, '0'));
    const std::string code = "1.001193";
    for (const Setting& setting : settings_of(
             kEverySize, {app::Scheme::paper, app::Scheme::white_on_black}, {Language::vi})) {
        const auto module = [&](bool through, app::Screen screen) {
            stage.model().status.through_province =
                through ? std::optional(device) : std::optional<std::uint32_t>();
            stage.look(setting, std::move(screen), code);
            REQUIRE(stage.probe().codes.size() == 1);
            return stage.probe().codes.front().module;
        };
        // With the white around them 37 modules against 45, and 49 for filing; in whole pixels.
        for (const auto& [step, larger] : {std::pair(app::GuideStep::procedure, 1.15f),
                                           std::pair(app::GuideStep::submit, 1.25f)}) {
            const app::Guide guide{.code = code, .step = step};
            CHECK(module(true, guide) >= std::floor(larger * module(false, guide)));
        }
        for (const app::GuideStep step : {app::GuideStep::vneid, app::GuideStep::procedure,
                                          app::GuideStep::submit, app::GuideStep::track}) {
            module(true, app::Guide{.code = code, .step = step});
            const std::string read = stage.read_code(setting);
            CHECK(read == stage.probe().codes.front().text);
            CHECK(read.starts_with("HTTPS://MOTCUA.GIALAI.GOV.VN/Q/"));
        }
        module(true, app::Guide{.code = code});
        CHECK(stage.read_code(setting) == "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/FDTQADP0YHQ9");
        module(true, app::Track{});
        CHECK(stage.read_code(setting) == "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/FDTQADT");
        module(true, app::Facts{.code = code});
        CHECK(stage.read_code(setting) == "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/FDTQADP0YHQ9");
    }
    stage.expect_clean();
}
