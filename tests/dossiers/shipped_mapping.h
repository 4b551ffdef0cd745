#pragma once

#include <string>

#include "dossiers/totals.h"
#include "settings/dossier_import.h"
#include "support/must.h"

/// The mapping that is shipped, and a day to read exports on.
inline const dossiers::Mapping& shipped_mapping() {
    static const dossiers::Mapping mapping = must(
        settings::load_dossier_import(std::string(SOURCE_DIR) + "/config/dossier_import.toml"));
    return mapping;
}

inline constexpr tally::Day kToday{std::chrono::year(2026) / 11 / 23};

inline dossiers::Reading examine(const std::string& bytes) {
    return dossiers::examine(bytes, shipped_mapping(), kToday);
}

/// What a good export holds; a bad one stops the test.
inline dossiers::Totals totals_of(const std::string& bytes) {
    dossiers::Reading reading = examine(bytes);
    for (const dossiers::Problem& problem : reading.problems) FAIL_CHECK(say(problem));
    REQUIRE(reading.problems.empty());
    return std::move(reading.totals);
}

inline tally::DossierTotal total(tally::Day day, const std::string& procedure,
                                 const std::string& words, std::int64_t count) {
    return {.day = day,
            .procedure = procedure,
            .traits = tally::parse_traits(words).value(),
            .count = count};
}
