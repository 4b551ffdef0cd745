#pragma once

#include <cstddef>
#include <string>

#include "agent/composer.h"
#include "agent/publications.h"

namespace agent {

/// Batches and receipts as files, for wards without a network (sync/wire/README.md §8). Whatever
/// is read from a stick is believed as far as its signature goes.

/// Writes all that waits into FOLDER/motcua, as batches; each is whole on the stick before it is
/// counted. Returns how many. The lines go on waiting, for a receipt by stick or by network.
Result<std::size_t> export_batches(Outbox& outbox, Composer& composer, const std::string& folder);

struct Imported {
    std::size_t receipts = 0;    ///< That were of our batches.
    std::size_t others = 0;      ///< Files that were not: of another kiosk, or answered before.
    std::int64_t published = 0;  ///< The publication that came into use; 0: none.
    std::string why_not;         ///< Why a publication on the stick was not taken.
};

/// Applies the receipts in FOLDER/motcua, and a publication. `not_found` without such a folder.
Result<Imported> import_answers(Outbox& outbox, const Identity& identity,
                                const Publications& publications, const std::string& folder);

}  // namespace agent
