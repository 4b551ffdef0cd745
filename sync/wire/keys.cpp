#include "wire/keys.h"

#include <sodium.h>

#include <algorithm>

#include "journal/hash.h"

namespace wire {

namespace {

constexpr std::size_t kSeedBytes = 32;
constexpr std::size_t kKeyIdDigits = 32;

static_assert(crypto_sign_PUBLICKEYBYTES == std::tuple_size_v<PublicKey>);
static_assert(crypto_sign_BYTES == std::tuple_size_v<Signature>);
static_assert(crypto_sign_SEEDBYTES == kSeedBytes);

/// Before the first use of chance or signatures.
void prepare() {
    static const bool ready = sodium_init() >= 0;
    ASSERT(ready);
}

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t size>
std::string hex_of(const std::array<unsigned char, size>& bytes) {
    std::array<char, 2 * size + 1> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), size);
    return text.data();
}

template <std::size_t size>
bool read_hex(std::string_view text, std::array<unsigned char, size>& bytes) {
    if (!is_hex(text, 2 * size)) return false;
    std::size_t read = 0;
    return sodium_hex2bin(bytes.data(), size, text.data(), text.size(), nullptr, &read, nullptr) ==
               0 &&
           read == size;
}

/// The pair of a seed, wiped when it goes.
struct Pair {
    explicit Pair(const std::array<unsigned char, kSeedBytes>& seed) {
        prepare();
        crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
    }
    ~Pair() { sodium_memzero(secret.data(), secret.size()); }
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    PublicKey open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
};

}  // namespace

SecretKey SecretKey::generate() {
    prepare();
    std::array<unsigned char, kSeedBytes> seed{};
    randombytes_buf(seed.data(), seed.size());
    const SecretKey key(seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

Result<SecretKey> SecretKey::parse(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = std::min(text.find_first_not_of(kBlanks), text.size());
    text.remove_prefix(first);
    text.remove_suffix(text.size() - (text.find_last_not_of(kBlanks) + 1));
    std::array<unsigned char, kSeedBytes> seed{};
    const bool read = read_hex(text, seed);
    const SecretKey key(seed);
    sodium_memzero(seed.data(), seed.size());
    if (!read)
        return Error{Error::Code::invalid,
                     "secret key: not 64 hexadecimal digits in lower case; restore the key file, "
                     "or enrol again"};
    return key;
}

SecretKey::~SecretKey() { sodium_memzero(seed_.data(), seed_.size()); }

PublicKey SecretKey::public_key() const { return Pair(seed_).open; }

Signature SecretKey::sign(std::string_view bytes) const {
    const Pair pair(seed_);
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, data_of(bytes), bytes.size(),
                         pair.secret.data());
    return signature;
}

std::string SecretKey::text() const { return hex_of(seed_); }

bool verifies(const PublicKey& key, std::string_view bytes, const Signature& signature) {
    prepare();
    return crypto_sign_verify_detached(signature.data(), data_of(bytes), bytes.size(),
                                       key.data()) == 0;
}

std::string hex(const PublicKey& key) { return hex_of(key); }

std::string hex(const Signature& signature) { return hex_of(signature); }

std::optional<PublicKey> parse_key(std::string_view text) {
    PublicKey key{};
    if (!read_hex(text, key)) return std::nullopt;
    return key;
}

std::optional<Signature> parse_signature(std::string_view text) {
    Signature signature{};
    if (!read_hex(text, signature)) return std::nullopt;
    return signature;
}

std::string key_id(const PublicKey& key) {
    return digest(journal::bytes_of(key)).substr(0, kKeyIdDigits);
}

std::string digest(std::string_view bytes) { return journal::hex(journal::sha256(bytes)); }

std::string mac(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, data_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, data_of(bytes), bytes.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> result{};
    crypto_auth_hmacsha256_final(&state, result.data());
    sodium_memzero(&state, sizeof state);
    return hex_of(result);
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), data_of(bytes), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // Its terminating zero.
    return text;
}

std::optional<std::string> parse_base64(std::string_view text) {
    // Checked by length too: four symbols for each three bytes, filled up.
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

bool is_hex(std::string_view text, std::size_t digits) {
    return text.size() == digits && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace wire
