#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace journal {

using Hash = std::array<unsigned char, 32>;  ///< SHA-256.
using Salt = std::array<unsigned char, 16>;  ///< Secret: never shown, never sent.

/// Hashes of an RFC 6962 tree: SHA-256 with a first byte that tells leaves from nodes. Our
/// leaves begin with a secret salt, for there are so few different events that a bare hash
/// could be guessed. Any thread may call.
Hash leaf_hash(const Salt& salt, std::string_view bytes);
Hash node_hash(const Hash& left, const Hash& right);
Hash sha256(std::string_view bytes);
Hash empty_hash();  ///< The root of a tree without leaves: SHA-256 of nothing.

Salt random_salt();
std::string random_id();  ///< Of a file or a run: 128 random bits as 32 hexadecimal digits.

std::string hex(const Hash& hash);

/// The bytes of a hash or salt, to be stored; and back: all zero when the length is wrong.
template <std::size_t size>
std::string_view bytes_of(const std::array<unsigned char, size>& value) {
    return {reinterpret_cast<const char*>(value.data()), size};
}
template <class Array>
Array from_bytes(std::string_view bytes) {
    Array value{};
    if (bytes.size() != value.size()) return value;
    for (std::size_t i = 0; i < value.size(); ++i) value[i] = static_cast<unsigned char>(bytes[i]);
    return value;
}

}  // namespace journal
