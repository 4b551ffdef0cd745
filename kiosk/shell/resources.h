#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "campaign/campaign.h"
#include "catalogue/load.h"
#include "catalogue/wards.h"
#include "settings/dossier_import.h"
#include "settings/portal_file.h"
#include "settings/settings.h"
#include "ui/glass.h"
#include "ui/world.h"

/// Everything the kiosk reads before it opens its doors: configuration, catalogue, languages.
namespace shell {

struct Places {
    std::string config;      ///< Of kiosk.toml, campaign.toml, catalogue.json, wards.json.
    std::string assets;      ///< The folder of fonts/ and lang/.
    std::string state;       ///< Where the journal and the last good catalogue live.
    std::string province{};  ///< What the province published (province.h); empty: nothing.
};

/// What was read. Made once; the World inside points into it.
class Resources {
public:
    /// Reads it all: each file from the province where it published one, else ours. Our
    /// configuration must hold. A file of the province that does not is passed over for ours, a
    /// catalogue of ours for the last good one, each with a notice. `glass`: for its glyphs.
    /// The search's index takes a while and no first screen needs it: `later` leaves it to index().
    enum class Index { at_once, later };
    static Result<std::unique_ptr<Resources>> load(const Places& places, const ui::Glass& glass,
                                                   Index index = Index::at_once);
    /// Makes the search ready, if it is not yet. Until then nobody may be shown its screen.
    void index();

    const settings::Settings& settings() const { return settings_; }
    const dossiers::Mapping& mapping() const { return mapping_; }
    const ui::World& world() const { return world_; }
    const catalogue::Catalogue& catalogue() const { return catalogue_; }
    const std::vector<std::string>& notices() const { return notices_; }
    /// The folder of the version that was read, and whether all of it holds.
    const std::string& published() const { return published_; }
    bool published_holds() const { return published_holds_; }

    // Only load() makes one: nobody else has the key.
    class Private {
        explicit Private() = default;
        friend class Resources;
    };
    explicit Resources(Private) {}
    Resources(const Resources&) = delete;
    Resources& operator=(const Resources&) = delete;

private:
    template <class Read>
    auto from_province(const std::string& name, Read read);
    void notice(const std::string& what);
    void pass_over(const Error& problem);
    Result<> load_campaign(const Places& places);
    Result<> load_holidays(const Places& places);
    Result<> load_wards(const Places& places);
    Result<> load_words(const Places& places, const catalogue::Rules& rules);
    Result<text::Words> ours(const text::Words& shipped, const std::string& folder,
                             text::Language language, const catalogue::Rules& rules);
    std::vector<ui::Offer> offered();
    Result<> load_catalogue(const Places& places, const catalogue::Rules& rules);
    void load_messages(const catalogue::Rules& rules);
    Result<> load_portal(const Places& places);
    void connect();

    std::string published_;
    bool published_holds_ = true;
    settings::Settings settings_;
    dossiers::Mapping mapping_;
    campaign::Campaign campaign_;
    catalogue::Catalogue catalogue_;
    catalogue::Messages messages_;
    std::unique_ptr<catalogue::SearchIndex> search_;
    std::unique_ptr<settings::Portal> portal_;
    text::EachLanguage<text::Words> words_;
    ui::World world_;
    std::vector<std::string> notices_;
};

/// What the fonts can draw and which icons there are: the catalogue is held against it.
catalogue::Rules rules_of(const ui::Glass& glass);

/// The unit of the configuration must be one of config/wards.json.
Result<> check_unit(const settings::Settings& settings, const catalogue::Wards& wards,
                    const std::string& config_path);

}  // namespace shell
