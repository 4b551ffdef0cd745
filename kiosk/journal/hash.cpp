#include "journal/hash.h"

#include <sodium.h>

#include "base/panic.h"

namespace journal {

namespace {

constexpr unsigned char kLeaf = 0x00;
constexpr unsigned char kNode = 0x01;

static_assert(crypto_hash_sha256_BYTES == std::tuple_size_v<Hash>);

/// SHA-256 of a sequence of pieces.
class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    Sha256& add(const unsigned char* bytes, std::size_t size) {
        crypto_hash_sha256_update(&state_, bytes, size);
        return *this;
    }
    Hash finish() {
        Hash hash;
        crypto_hash_sha256_final(&state_, hash.data());
        return hash;
    }

private:
    crypto_hash_sha256_state state_;
};

template <std::size_t size>
void fill_at_random(std::array<unsigned char, size>& bytes) {
    static const bool ready = sodium_init() >= 0;
    ASSERT(ready);
    randombytes_buf(bytes.data(), size);
}

template <std::size_t size>
std::string hex_of(const std::array<unsigned char, size>& bytes) {
    std::array<char, 2 * size + 1> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), size);
    return text.data();
}

}  // namespace

Hash leaf_hash(const Salt& salt, std::string_view bytes) {
    return Sha256()
        .add(&kLeaf, 1)
        .add(salt.data(), salt.size())
        .add(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size())
        .finish();
}

Hash node_hash(const Hash& left, const Hash& right) {
    return Sha256()
        .add(&kNode, 1)
        .add(left.data(), left.size())
        .add(right.data(), right.size())
        .finish();
}

Hash sha256(std::string_view bytes) {
    return Sha256()
        .add(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size())
        .finish();
}

Hash empty_hash() { return Sha256().finish(); }

Salt random_salt() {
    Salt salt;
    fill_at_random(salt);
    return salt;
}

std::string random_id() {
    std::array<unsigned char, 16> bits;
    fill_at_random(bits);
    return hex_of(bits);
}

std::string hex(const Hash& hash) { return hex_of(hash); }

}  // namespace journal
