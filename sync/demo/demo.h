#pragma once

#include <cstdint>
#include <string>

#include "campaign/campaign.h"
#include "catalogue/catalogue.h"
#include "catalogue/wards.h"
#include "ledger/ledger.h"
#include "publishing/in_force.h"
#include "tally/report.h"

/// A province that a newcomer can look at: plausible, invented, and marked as such everywhere
/// (ledger/facts.h). Nothing is put into the tables of counts by a side door: kiosks are enrolled
/// by code, sign batches of the wire, and the ledger takes them in as it takes any, so the store
/// verifies, but for the few troubles that are planted. The same seed, days and wards on the same
/// day give the same figures.
namespace demo {

struct Wanted {
    std::size_t wards = 135;
    int days = 100;  ///< Up to today; 2 to kDaysMax.
    int day = 71;    ///< Of the campaign that today is; from 1 to its last.
    std::uint64_t seed = 1;
};
inline constexpr int kDaysMax = 400;  ///< As long as evidence is kept: older would be purged.

/// What the province is configured with: where wards, procedures and targets come from.
struct Sources {
    campaign::Campaign campaign;
    catalogue::Catalogue catalogue;
    catalogue::Wards wards;
    std::string catalogue_bytes, wards_bytes;  ///< The files, to be published.
    publishing::Folders folders;               ///< For what is not published: portal.toml.
    std::string version;                       ///< Of the program.
};

struct Made {
    tally::Period period;
    campaign::Campaign campaign;
    std::int64_t wards = 0, kiosks = 0, batches = 0, counts = 0;
};

/// Fills an empty store. `invalid` for a store that is not (ledger::become_demonstration), and for
/// wishes out of bounds. What fails half-way leaves a store that is marked all the same.
Result<Made> fill(ledger::Ledger& ledger, const Sources& sources, const Wanted& wanted,
                  WallTime now);

}  // namespace demo
