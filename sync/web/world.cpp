#include "web/world.h"

#include <map>
#include <optional>
#include <utility>

#include "base/files.h"
#include "base/log.h"
#include "catalogue/load.h"
#include "ledger/publishing.h"
#include "wire/envelope.h"
#include "wire/publication.h"

namespace web {

namespace {

constexpr std::string_view kDemo = "SELECT value FROM fact WHERE name = 'demo'";

/// The newest publication's files by their paths; none before the first.
struct InForce {
    std::int64_t version = 0;
    std::map<std::string, std::string> bytes;
};
Result<InForce> in_force(ledger::Ledger& ledger) {
    InForce found;
    const auto envelope = TRY(ledger::publication(ledger));
    if (!envelope) return found;
    const wire::Envelope opened = TRY(wire::parse_envelope(*envelope));
    const wire::Publication publication = TRY(wire::decode_publication(opened.payload));
    found.version = publication.version;
    for (const wire::Publication::File& file : publication.files)
        found.bytes[file.path] = TRY(ledger::published_file(ledger, file.digest));
    return found;
}

/// What is published if it holds, as a kiosk does it, else what is configured.
template <class Parse>
auto read(const InForce& published, const Places& places, const std::string& name, Parse parse)
    -> decltype(parse(std::string_view(), name)) {
    if (const auto at = published.bytes.find(name); at != published.bytes.end()) {
        auto found = parse(at->second, name);
        if (found) return found;
        logging::error("published: {}", found.error().message);
    }
    const std::string path = places.config + "/" + name;
    const std::string bytes = TRY(files::read(path, catalogue::kFileBytesMax));
    return parse(bytes, path);
}

Result<catalogue::Catalogue> parse_catalogue(std::string_view bytes, const std::string& source) {
    catalogue::Loaded loaded = TRY(catalogue::parse(bytes, source));
    return std::move(loaded.catalogue);
}

}  // namespace

Result<std::unique_ptr<const World>> load_world(ledger::Ledger& ledger, const Places& places,
                                                const std::string& program_version) {
    auto world = std::make_unique<World>();
    const InForce published = TRY(in_force(ledger));
    world->version = published.version;
    world->figures.campaign =
        TRY(read(published, places, "campaign.toml", settings::parse_campaign));
    world->figures.wards = TRY(read(published, places, "wards.json", catalogue::parse_wards));
    world->figures.catalogue = TRY(read(published, places, "catalogue.json", parse_catalogue));
    const sql::Rows demo = TRY(ledger.connection().query(kDemo, {}));
    world->figures.demo = !demo.empty();
    const std::string words = places.assets + "/lang/province";
    world->words_vi = TRY(text::Words::load(words, text::Language::vi));
    world->words_en = TRY(text::Words::load(words, text::Language::en));
    world->province_code = ledger.identity().code;
    world->province_name = ledger.identity().name;
    world->program_version = program_version;
    world->places = places;
    return std::unique_ptr<const World>(std::move(world));
}

}  // namespace web
