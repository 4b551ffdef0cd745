#include "wire/checkpoint.h"

#include "wire/made.h"

using namespace wire;
using journal::Hash;

namespace {

Checkpoint checkpoint(std::int64_t size) {
    return {.epoch = made::kEpoch, .size = size, .root = made::root(size)};
}

std::string note(std::int64_t size) {
    return sign_checkpoint(checkpoint(size), made::device_id(), made::device());
}

Result<Checkpoint> open(std::string_view text) {
    return open_checkpoint(text, made::device_id(), made::device().public_key());
}

/// The three lines, signed as if they were right.
std::string signed_lines(const std::string& epoch, const std::string& size,
                         const std::string& root) {
    const std::string text = "motcua/journal/" + epoch + "\n" + size + "\n" + root + "\n";
    const std::string good = note(5);
    const std::string line = good.substr(good.find("\n\n") + 2);
    const auto hash = *parse_base64(line.substr(line.rfind(' ') + 1, 92));
    const auto signature = made::device().sign(text);
    return text + "\n" + line.substr(0, line.rfind(' ') + 1) +
           base64(hash.substr(0, 4) + std::string(journal::bytes_of(signature))) + "\n";
}

Hash flipped(Hash hash, std::size_t bit) {
    hash[bit / 8] = static_cast<unsigned char>(hash[bit / 8] ^ (1u << bit % 8));
    return hash;
}

}  // namespace

TEST_CASE("a checkpoint comes back from its note") {
    for (const std::int64_t size : {0, 1, 5, 133})
        CHECK(must(open(note(size))) == checkpoint(size));
    const Checkpoint last{.epoch = made::kEpoch, .size = std::int64_t{1} << 48, .root = {}};
    CHECK(must(open(sign_checkpoint(last, made::device_id(), made::device()))) == last);
    CHECK(note(133).starts_with("motcua/journal/00112233445566778899aabbccddeeff\n133\n"));
    CHECK(sign_checkpoint(last, made::device_id(), made::device()).size() <= kCheckpointBytesMax);
}

TEST_CASE("a note of another device or key is refused") {
    const std::string text = note(5);
    CHECK_FALSE(open_checkpoint(text, std::string(32, 'a'), made::device().public_key()));
    CHECK_FALSE(open_checkpoint(text, made::device_id(), made::stranger().public_key()));
    CHECK_FALSE(open(sign_checkpoint(checkpoint(5), made::device_id(), made::stranger())));
    CHECK_FALSE(open(sign_checkpoint(checkpoint(5), std::string(32, 'a'), made::device())));
}

TEST_CASE("every truncation and every change of a byte of a note is refused") {
    const std::string text = note(133);
    for (std::size_t size = 0; size < text.size(); ++size)
        REQUIRE_FALSE(open(text.substr(0, size)).has_value());
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const int change : {1, 2, 4, 8, 16, 32, 64, 128}) {
            std::string other = text;
            other[at] = static_cast<char>(static_cast<unsigned char>(other[at]) ^ change);
            if (open(other)) FAIL("byte " << at << " changed by " << change);
        }
}

TEST_CASE("a note of another form is refused, even if it is signed") {
    const std::string root = base64(journal::bytes_of(made::root(5)));
    REQUIRE(signed_lines(made::kEpoch, "5", root) == note(5));
    for (const char* size : {"", "05", "+5", "-5", " 5", "5 ", "5\n5", "5x", "0", "281474976710657",
                             "99999999999999999999"})
        CHECK_FALSE(open(signed_lines(made::kEpoch, size, root)).has_value());
    for (const std::string& epoch :
         {std::string(), std::string(31, 'a'), std::string(32, 'A'), made::kEpoch + "\n"})
        CHECK_FALSE(open(signed_lines(epoch, "5", root)).has_value());
    for (const std::string& wrong : {std::string(), root.substr(0, 43), root + "=", root + "\nmore",
                                     base64("short"), root.substr(0, 40) + "\n" + root.substr(40)})
        CHECK_FALSE(open(signed_lines(made::kEpoch, "5", wrong)).has_value());
    // An empty tree has one root only.
    const std::string none = base64(journal::bytes_of(journal::empty_hash()));
    CHECK(open(signed_lines(made::kEpoch, "0", none)).has_value());
}

TEST_CASE("exactly one signature line is accepted") {
    const std::string text = note(5);
    const std::string line = text.substr(text.find("\n\n") + 2);
    CHECK_FALSE(open(text + line).has_value());
    CHECK_FALSE(open(text + "\n").has_value());
    CHECK_FALSE(open(text + "— somebody else\n").has_value());
    CHECK_FALSE(open(text.substr(0, text.find("\n\n") + 2)).has_value());
    CHECK_FALSE(open(std::string(kCheckpointBytesMax + 1, 'x')).has_value());
}

TEST_CASE("every proof between sizes up to 70 holds, and none with any part changed") {
    const std::vector<Hash> leaves = made::leaves(70);
    const journal::Nodes nodes = made::nodes(leaves);
    std::vector<Hash> roots;
    for (std::int64_t size = 0; size <= 70; ++size)
        roots.push_back(must(journal::root(size, nodes)));
    for (std::int64_t old_size = 1; old_size <= 70; ++old_size)
        for (std::int64_t size = old_size; size <= 70; ++size) {
            CAPTURE(old_size);
            CAPTURE(size);
            const std::vector<Hash> proof = must(journal::consistency(old_size, size, nodes));
            const Hash& old_root = roots[static_cast<std::size_t>(old_size)];
            const Hash& root = roots[static_cast<std::size_t>(size)];
            REQUIRE(is_consistent(old_size, old_root, size, root, proof));
            const std::size_t bit = static_cast<std::size_t>(old_size * 71 + size) % 256;
            REQUIRE_FALSE(is_consistent(old_size, flipped(old_root, bit), size, root, proof));
            REQUIRE_FALSE(is_consistent(old_size, old_root, size, flipped(root, bit), proof));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                std::vector<Hash> other = proof;
                other[i] = flipped(other[i], bit);
                REQUIRE_FALSE(is_consistent(old_size, old_root, size, root, other));
                other = proof;
                other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
                REQUIRE_FALSE(is_consistent(old_size, old_root, size, root, other));
                other = proof;
                other.insert(other.begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
                REQUIRE_FALSE(is_consistent(old_size, old_root, size, root, other));
                if (i == 0) continue;
                other = proof;
                std::swap(other[i - 1], other[i]);
                REQUIRE_FALSE(is_consistent(old_size, old_root, size, root, other));
            }
            std::vector<Hash> longer = proof;
            longer.push_back(root);
            REQUIRE_FALSE(is_consistent(old_size, old_root, size, root, longer));
        }
}

TEST_CASE("a proof for one pair of trees proves no other tree") {
    // Sizes are bound by the signature of the checkpoint; what a proof binds are the roots.
    const std::vector<Hash> leaves = made::leaves(40);
    const journal::Nodes nodes = made::nodes(leaves);
    for (std::int64_t old_size = 1; old_size <= 40; ++old_size)
        for (std::int64_t size = old_size; size <= 40; ++size) {
            const std::vector<Hash> proof = must(journal::consistency(old_size, size, nodes));
            const Hash old_root = must(journal::root(old_size, nodes));
            for (std::int64_t other = old_size; other <= 40; ++other)
                if (other != size)
                    REQUIRE_FALSE(is_consistent(old_size, old_root, other,
                                                must(journal::root(other, nodes)), proof));
        }
}

TEST_CASE("an empty tree begins every tree, with no proof") {
    CHECK(is_consistent(0, journal::empty_hash(), 0, journal::empty_hash(), {}));
    CHECK(is_consistent(0, journal::empty_hash(), 7, made::root(7), {}));
    CHECK_FALSE(is_consistent(0, journal::empty_hash(), 7, made::root(7), {Hash{}}));
}

TEST_CASE("no sizes and no proof make the check read beyond the proof or run for ever") {
    const std::int64_t numbers[] = {INT64_MIN, -1,  0,    1,        2, 3, 4, std::int64_t{1} << 48,
                                    1 << 30,   999, 1000, INT64_MAX};
    for (const std::int64_t old_size : numbers)
        for (const std::int64_t size : numbers)
            for (const std::size_t length : {0u, 1u, 2u, 5u, 63u, 64u, 65u, 1000u}) {
                const bool trivial = length == 0 && (old_size == size || old_size == 0) &&
                                     old_size >= 0 && size >= old_size;
                const std::vector<Hash> proof(length, Hash{});
                CHECK(is_consistent(old_size, Hash{}, size, Hash{}, proof) == trivial);
            }
}
