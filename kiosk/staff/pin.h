#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

/// What a PIN becomes on the disk: Argon2id, through libsodium. Internal to staff.
namespace staff {

/// A new salt each time. `unavailable` when there is no memory for it.
Result<std::string> hash_pin(std::string_view pin);

/// Whether a text is such a hash, and one that asks for no more time and memory than ours may.
bool is_hash(std::string_view text);

}  // namespace staff
