#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

/// Ed25519 keys and what is made of them (README.md §1). Hexadecimal is lower case, always. Any
/// thread may call.
namespace wire {

using PublicKey = std::array<unsigned char, 32>;
using Signature = std::array<unsigned char, 64>;

/// The secret half: 32 bytes of seed. Wiped when it goes; never logged, never sent.
class SecretKey {
public:
    static SecretKey generate();
    /// From 64 hexadecimal digits (a key file's content, blanks at its ends allowed).
    static Result<SecretKey> parse(std::string_view text);
    ~SecretKey();
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;

    PublicKey public_key() const;
    Signature sign(std::string_view bytes) const;
    std::string text() const;  ///< 64 hexadecimal digits, for the key file (mode 0600).

private:
    explicit SecretKey(const std::array<unsigned char, 32>& seed) : seed_(seed) {}
    std::array<unsigned char, 32> seed_{};
};

bool verifies(const PublicKey& key, std::string_view bytes, const Signature& signature);

std::string hex(const PublicKey& key);
std::string hex(const Signature& signature);
std::optional<PublicKey> parse_key(std::string_view text);
std::optional<Signature> parse_signature(std::string_view text);

/// The first 32 digits of the SHA-256 of the key's bytes.
std::string key_id(const PublicKey& key);

/// SHA-256 as 64 digits; HMAC-SHA-256 as 64 digits.
std::string digest(std::string_view bytes);
std::string mac(std::string_view key, std::string_view bytes);
/// Whether two texts of the same length are equal, in a time that does not tell where they differ.
bool equal_in_constant_time(std::string_view left, std::string_view right);

/// Base64 with padding; parsing is strict.
std::string base64(std::string_view bytes);
std::optional<std::string> parse_base64(std::string_view text);

/// Whether a text is exactly so many lower-case hexadecimal digits.
bool is_hex(std::string_view text, std::size_t digits);

}  // namespace wire
