#include "web/world.h"

#include <utility>

#include "ledger/facts.h"
#include "publishing/in_force.h"

namespace web {

Result<std::unique_ptr<const World>> load_world(ledger::Ledger& ledger, const Places& places,
                                                const std::string& program_version) {
    auto world = std::make_unique<World>();
    const publishing::Published published = TRY(publishing::newest(ledger));
    const publishing::Folders folders{.config = places.config, .assets = places.assets};
    const auto read = [&](const char* path, auto parse) {
        return publishing::in_force(published, folders, path, parse);
    };
    world->version = published.version;
    world->figures.campaign = TRY(read("campaign.toml", settings::parse_campaign));
    world->figures.wards = TRY(read("wards.json", catalogue::parse_wards));
    world->figures.catalogue = TRY(read("catalogue.json", publishing::parse_catalogue));
    world->figures.demo = TRY(ledger::is_demonstration(ledger));
    const std::string words = places.assets + "/lang/province";
    world->words_vi = TRY(text::Words::load_json(words, text::Language::vi));
    world->words_en = TRY(text::Words::load_json(words, text::Language::en));
    world->province_code = ledger.identity().code;
    world->province_name = ledger.identity().name;
    world->program_version = program_version;
    world->places = places;
    return std::unique_ptr<const World>(std::move(world));
}

}  // namespace web
