#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "catalogue/links.h"
#include "figures/figures.h"
#include "ledger/ledger.h"
#include "settings/settings.h"
#include "text/language.h"

namespace web {

/// Where the page's own files are.
struct Places {
    std::string config;  ///< campaign.toml, catalogue.json, wards.json, portal.toml, holidays.toml.
    std::string assets;  ///< web/, lang/province/, fonts/.
};

/// What the page goes by at one moment: what is published, else what is configured. Never
/// changed once it is made; every worker has its own, and makes another when a newer version is
/// published by whichever server.
struct World {
    figures::World figures;
    std::int64_t version = 0;  ///< Of the publication it was made from.
    text::Words words_vi, words_en;
    std::string province_code, province_name;
    std::string program_version;
    Places places;

    const text::Words& words(text::Language language) const {
        return language == text::Language::vi ? words_vi : words_en;
    }
};

Result<std::unique_ptr<const World>> load_world(ledger::Ledger& ledger, const Places& places,
                                                const std::string& program_version);

}  // namespace web
