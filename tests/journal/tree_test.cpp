#include "journal/tree.h"

#include <map>
#include <random>
#include <span>

#include "support/must.h"

using namespace journal;

namespace {

// The definitions of RFC 6962, 2.1, word for word and without any cache.
Hash mth(std::span<const Hash> leaves) {
    if (leaves.empty()) return empty_hash();
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return node_hash(mth(leaves.first(k)), mth(leaves.subspan(k)));
}

std::vector<Hash> path(std::size_t m, std::span<const Hash> leaves) {
    if (leaves.size() == 1) return {};
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    std::vector<Hash> proof = m < k ? path(m, leaves.first(k)) : path(m - k, leaves.subspan(k));
    proof.push_back(m < k ? mth(leaves.subspan(k)) : mth(leaves.first(k)));
    return proof;
}

std::vector<Hash> subproof(std::size_t m, std::span<const Hash> leaves, bool b) {
    if (m == leaves.size()) return b ? std::vector<Hash>{} : std::vector<Hash>{mth(leaves)};
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    std::vector<Hash> proof =
        m <= k ? subproof(m, leaves.first(k), b) : subproof(m - k, leaves.subspan(k), false);
    proof.push_back(m <= k ? mth(leaves.subspan(k)) : mth(leaves.first(k)));
    return proof;
}

/// A tree in memory, grown leaf by leaf; counts what it is asked for.
struct Kept {
    std::map<std::pair<int, std::int64_t>, Hash> nodes;
    mutable int reads = 0;
    Edge edge;

    Nodes source() const {
        return [this](int level, std::int64_t index) -> Result<Hash> {
            ++reads;
            const auto found = nodes.find({level, index});
            if (found == nodes.end()) return Error{Error::Code::corrupt, "missing"};
            return found->second;
        };
    }
    void append(std::int64_t index, const Hash& leaf) {
        nodes[{0, index}] = leaf;
        for (const Node& node : edge.append(leaf)) nodes[{node.level, node.index}] = node.hash;
    }
};

std::vector<Hash> random_leaves(std::size_t count, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<Hash> leaves(count);
    for (Hash& leaf : leaves)
        for (unsigned char& byte : leaf) byte = static_cast<unsigned char>(random());
    return leaves;
}

}  // namespace

TEST_CASE("hashes are those of RFC 6962") {
    CHECK(hex(empty_hash()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // SHA-256 of 0x01 and 64 zero bytes, and of 0x00, 16 zero bytes and "a"; by another program.
    CHECK(hex(node_hash({}, {})) ==
          "ae0798d0ecaed2b778eddebf18f071a561c53658c05e76cedecc27cafbdbc577");
    CHECK(hex(leaf_hash({}, "a")) ==
          "00dd26905a011f76971090252273bb861887a46a39770dda8cbdf49ac65f8d53");
}

TEST_CASE("roots and proofs equal the plain recursion, at every size up to 300") {
    const std::uint64_t seed = 20261123;
    CAPTURE(seed);
    const std::vector<Hash> leaves = random_leaves(300, seed);
    Kept kept;
    CHECK(must(root(0, kept.source())) == mth({}));
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        CAPTURE(size);
        kept.append(static_cast<std::int64_t>(size - 1), leaves[size - 1]);
        const std::span<const Hash> all(leaves.data(), size);
        const auto n = static_cast<std::int64_t>(size);
        REQUIRE(must(root(n, kept.source())) == mth(all));
        REQUIRE(static_cast<std::int64_t>(kept.nodes.size()) == n + node_count(n));
        for (std::size_t m = 0; m < size; m += 1 + size / 7) {
            const auto index = static_cast<std::int64_t>(m);
            const std::vector<Hash> proof = must(inclusion(index, n, kept.source()));
            REQUIRE(proof == path(m, all));
            REQUIRE(root_of_path(index, n, leaves[m], proof) == mth(all));
            REQUIRE(must(consistency(index + 1, n, kept.source())) == subproof(m + 1, all, true));
        }
    }
}

TEST_CASE("a path of another leaf, place or length leads to another root") {
    const std::vector<Hash> leaves = random_leaves(13, 7);
    Kept kept;
    for (std::size_t i = 0; i < leaves.size(); ++i)
        kept.append(static_cast<std::int64_t>(i), leaves[i]);
    const Hash whole = mth(leaves);
    std::vector<Hash> proof = must(inclusion(5, 13, kept.source()));
    CHECK(root_of_path(5, 13, leaves[5], proof) == whole);
    CHECK(root_of_path(5, 13, leaves[6], proof) != whole);
    CHECK(root_of_path(4, 13, leaves[5], proof) != whole);
    proof.pop_back();
    CHECK(root_of_path(5, 13, leaves[5], proof) != whole);
}

TEST_CASE("a root is read from as many nodes as its size has binary digits") {
    const std::vector<Hash> leaves = random_leaves(1023, 3);
    Kept kept;
    for (std::size_t i = 0; i < leaves.size(); ++i)
        kept.append(static_cast<std::int64_t>(i), leaves[i]);
    kept.reads = 0;
    must(root(1023, kept.source()));
    CHECK(kept.reads == 10);
    kept.reads = 0;
    must(consistency(500, 1023, kept.source()));
    CHECK(kept.reads <= 60);
}

TEST_CASE("a missing node is an error, not a wrong root") {
    const std::vector<Hash> leaves = random_leaves(6, 3);
    Kept kept;
    for (std::size_t i = 0; i < leaves.size(); ++i)
        kept.append(static_cast<std::int64_t>(i), leaves[i]);
    kept.nodes.erase({2, 0});
    CHECK_FALSE(root(6, kept.source()).has_value());
}
