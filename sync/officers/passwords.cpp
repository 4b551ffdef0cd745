#include "officers/passwords.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "officers/officers.h"

namespace officers {

const char* const kNobodysHash =
    "$argon2id$v=19$m=19456,t=2,p=1$PPifpUoSYbgTI8GiqNoa0Q$"
    "+cNfe4oBNvuyCuBY68SH33ypF68Y7NQDGqV/UkANL10";

namespace {

constexpr std::size_t kCharactersMin = 12;
constexpr std::size_t kBytesMax = 128;  // Nobody types more; a password manager neither.

// No 0 and o, 1 and l: it is read aloud over the telephone.
constexpr std::string_view kSymbols = "23456789abcdefghijkmnpqrstuvwxyz";
static_assert(kSymbols.size() == 32);
constexpr std::size_t kMadeGroups = 4, kMadeGroup = 4;

void make_ready() {
    static const bool ready = sodium_init() >= 0;
    ASSERT(ready);
}

std::mutex& hash_mutex() {
    static std::mutex mutex;
    return mutex;
}

/// Characters of UTF-8: every byte that does not go on with one.
std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace

Result<> check_password(std::string_view password, std::string_view name) {
    if (characters(password) < kCharactersMin)
        return Error{Error::Code::invalid,
                     fmt::format("a password has at least {} characters", kCharactersMin)};
    if (password.size() > kBytesMax)
        return Error{Error::Code::invalid,
                     fmt::format("a password has at most {} bytes", kBytesMax)};
    if (folded(password) == folded(name))
        return Error{Error::Code::invalid, "the password must not be the name"};
    return {};
}

std::string make_password() {
    make_ready();
    std::string text;
    for (std::size_t group = 0; group < kMadeGroups; ++group) {
        if (group > 0) text += '-';
        for (std::size_t i = 0; i < kMadeGroup; ++i)
            text += kSymbols[randombytes_uniform(static_cast<std::uint32_t>(kSymbols.size()))];
    }
    return text;
}

Result<std::string> hash_password(std::string_view password) {
    make_ready();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const std::lock_guard one_at_a_time(hash_mutex());
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), kHashPasses,
                              kHashMemoryBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{Error::Code::unavailable, "there is no memory to hash a password"};
    return std::string(text.data());
}

bool is_password(std::string_view password, const std::string& hash) {
    make_ready();
    const char* against = hash.empty() ? kNobodysHash : hash.c_str();
    const std::lock_guard one_at_a_time(hash_mutex());
    const bool same = crypto_pwhash_str_verify(against, password.data(), password.size()) == 0;
    return same && !hash.empty();
}

bool is_outdated(const std::string& hash) {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), kHashPasses, kHashMemoryBytes) != 0;
}

std::string random_token() {
    make_ready();
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 2 * bytes.size() + 1> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return text.data();
}

}  // namespace officers
