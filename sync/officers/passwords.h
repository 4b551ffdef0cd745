#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

/// Argon2id as libsodium makes it; internal to officers. One hash is computed at a time in a
/// process, whatever its threads want: 19 MiB each, and the server must stay under 64 MiB.
namespace officers {

/// OWASP's minimum for Argon2id (Password Storage Cheat Sheet): 19 MiB, 2 passes, 1 lane. About
/// 25 ms on one core of 2024.
inline constexpr std::size_t kHashMemoryBytes = 19u << 20;
inline constexpr unsigned long long kHashPasses = 2;

/// The hash of a password that nobody knows: what a wrong name is checked against, so that it
/// takes as long as a wrong password.
extern const char* const kNobodysHash;

/// The text to keep: method, cost, salt and hash. `unavailable` without memory for it.
Result<std::string> hash_password(std::string_view password);
/// Never true for an empty hash, but as slow.
bool is_password(std::string_view password, const std::string& hash);
/// Whether it was made with another cost than today's.
bool is_outdated(const std::string& hash);

/// 64 hexadecimal digits: 32 bytes of chance.
std::string random_token();

}  // namespace officers
