#include "shell/resources.h"

#include <fmt/format.h>

#include "base/files.h"
#include "base/log.h"
#include "ui/icons.h"

namespace shell {

namespace {

constexpr const char* kLastGood = "/catalogue.good.json";

catalogue::LinkTemplates templates_of(const settings::Portal& portal) {
    return {.procedure = portal.procedure, .search = portal.search, .submit = portal.submit,
            .track = portal.track, .account = portal.account, .hosts = portal.hosts};
}

/// Keeps a copy of a catalogue that held, so that a bad one can never leave the kiosk empty.
void keep_good(const Places& places, const std::string& bytes) {
    const std::string path = places.state + kLastGood;
    const auto kept = files::read(path, catalogue::kFileBytesMax);
    if (kept && *kept == bytes) return;
    const auto written = files::write_atomically(path, bytes);
    if (!written) logging::warning("keep a copy of the catalogue: {}", written.error().message);
}

}  // namespace

catalogue::Rules rules_of(const ui::Glass& glass) {
    catalogue::Rules rules;
    const paint::Glyphs* glyphs = &glass.glyphs();
    rules.has_glyph = [glyphs](char32_t letter) {
        return glyphs->has(paint::Face::regular, letter) &&
               glyphs->has(paint::Face::semibold, letter) &&
               glyphs->has(paint::Face::bold, letter);
    };
    rules.has_icon = [](const std::string& name) { return ui::icon_code(name) != 0; };
    return rules;
}

Result<> check_unit(const settings::Settings& settings, const catalogue::Wards& wards,
                    const std::string& config_path) {
    if (settings.unit.province != wards.province_code)
        return Error{
            Error::Code::invalid,
            fmt::format("{}: unit.province \"{}\" is not the province of wards.json, {} ({})",
                        config_path, settings.unit.province, wards.province_code,
                        wards.province_name)};
    if (!wards.find(settings.unit.ward))
        return Error{Error::Code::invalid,
                     fmt::format("{}: unit.ward \"{}\" is not in wards.json", config_path,
                                 settings.unit.ward)};
    return {};
}

Result<> Resources::load_catalogue(const Places& places, const catalogue::Rules& rules) {
    const std::string path = places.config + "/catalogue.json";
    auto bytes = files::read(path, catalogue::kFileBytesMax);
    Error problem{Error::Code::invalid, ""};
    if (bytes) {
        auto loaded = catalogue::parse(*bytes, path, rules);
        if (loaded) {
            for (const std::string& warning : loaded->warnings) logging::warning("{}", warning);
            catalogue_ = std::move(loaded->catalogue);
            keep_good(places, *bytes);
            return {};
        }
        problem = loaded.error();
    } else {
        problem = bytes.error();
    }
    auto good = catalogue::load(places.state + kLastGood, rules);
    if (!good) return problem;
    logging::error("{}", problem.message);
    logging::error("the last good catalogue, of {}, is used instead", good->catalogue.date());
    notices_.push_back(problem.message);
    catalogue_ = std::move(good->catalogue);
    return {};
}

Result<> Resources::connect() {
    auto links = catalogue::Links::make(templates_of(settings_.portal));
    if (!links) return std::move(links).error().during("kiosk.toml");
    links_ = std::make_unique<catalogue::Links>(std::move(links).value());
    search_ = std::make_unique<catalogue::SearchIndex>(catalogue_);
    world_ = {.catalogue = &catalogue_, .search = search_.get(), .links = links_.get(),
              .words_vi = &words_vi_, .words_en = &words_en_,
              .campaign = campaign_,
              .unit_name = settings_.unit.name, .unit_place = settings_.unit.place,
              .counter = settings_.unit.counter, .wifi_name = settings_.wifi.name,
              .wifi_code = catalogue::wifi_code(settings_.wifi.name, settings_.wifi.password)};
    return {};
}

Result<std::unique_ptr<Resources>> Resources::load(const Places& places, const ui::Glass& glass) {
    std::unique_ptr<Resources> resources = std::make_unique<Resources>(Private{});
    const std::string config_path = places.config + "/kiosk.toml";
    resources->settings_ = TRY(settings::load(config_path));
    resources->campaign_ = TRY(settings::load_campaign(places.config + "/campaign.toml"));
    resources->mapping_ =
        TRY(settings::load_dossier_import(places.config + "/dossier_import.toml"));
    const catalogue::Wards wards = TRY(catalogue::load_wards(places.config + "/wards.json"));
    TRY(check_unit(resources->settings_, wards, config_path));
    resources->words_vi_ = TRY(text::Words::load(places.assets + "/lang", text::Language::vi));
    resources->words_en_ = TRY(text::Words::load(places.assets + "/lang", text::Language::en));
    TRY(files::make_folder(places.state));
    TRY(resources->load_catalogue(places, rules_of(glass)));
    TRY(resources->connect());
    return resources;
}

}  // namespace shell
