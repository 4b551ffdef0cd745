#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/hash.h"
#include "wire/keys.h"

namespace wire {

/// How far an epoch has got, signed by its device: C2SP tlog-checkpoint in a signed note
/// (README.md §3).
struct Checkpoint {
    std::string epoch;
    std::int64_t size = 0;
    journal::Hash root{};

    bool operator==(const Checkpoint&) const = default;
};

inline constexpr std::size_t kProofHashesMax = 64;  ///< Two for each level of 2^32 rows.

inline constexpr std::size_t kCheckpointBytesMax = 512;  ///< The longest note has about 270.

std::string sign_checkpoint(const Checkpoint& checkpoint, const std::string& device,
                            const SecretKey& key);

/// `invalid` when it is not of the form, of another device, or not signed by that key.
Result<Checkpoint> open_checkpoint(std::string_view note, const std::string& device,
                                   const PublicKey& key);

/// Whether a proof (RFC 6962, 2.1.2) shows that the tree of `old_size` leaves is the beginning of
/// that of `size`. An empty old tree is the beginning of every one, with no proof. Never reads
/// beyond the proof, whatever the sizes say.
bool is_consistent(std::int64_t old_size, const journal::Hash& old_root, std::int64_t size,
                   const journal::Hash& root, const std::vector<journal::Hash>& proof);

}  // namespace wire
