#include "journal/tree.h"

#include <algorithm>
#include <bit>

namespace journal {

// RFC 6962 splits n leaves at the largest power of two below n. So every left half is a
// complete, aligned subtree, which is kept, and only the right edge is computed.

namespace {

constexpr int kLevelMax = 62;

std::int64_t split_of(std::int64_t size) {
    ASSERT(size > 1);
    return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(size - 1)));
}

/// The hash of the leaves [begin, begin + size), where begin is a multiple of the power of two
/// at or above size: true of every part that splitting yields.
Result<Hash> hash_of(std::int64_t begin, std::int64_t size, const Nodes& nodes) {
    ASSERT(size > 0);
    if (std::has_single_bit(static_cast<std::uint64_t>(size))) {
        const int level = std::countr_zero(static_cast<std::uint64_t>(size));
        return nodes(level, begin >> level);
    }
    const std::int64_t split = split_of(size);
    const Hash left = TRY(hash_of(begin, split, nodes));
    const Hash right = TRY(hash_of(begin + split, size - split, nodes));
    return node_hash(left, right);
}

/// SUBPROOF of the RFC over [begin, begin + size): `whole` while the old tree is exactly the
/// part we came down to, whose hash the verifier knows.
Result<> subproof(std::int64_t old_size, std::int64_t begin, std::int64_t size, bool whole,
                  const Nodes& nodes, std::vector<Hash>& proof) {
    if (old_size == size) {
        if (!whole) proof.push_back(TRY(hash_of(begin, size, nodes)));
        return {};
    }
    const std::int64_t split = split_of(size);
    if (old_size <= split) {
        TRY(subproof(old_size, begin, split, whole, nodes, proof));
        proof.push_back(TRY(hash_of(begin + split, size - split, nodes)));
    } else {
        TRY(subproof(old_size - split, begin + split, size - split, false, nodes, proof));
        proof.push_back(TRY(hash_of(begin, split, nodes)));
    }
    return {};
}

}  // namespace

Result<Edge> Edge::of(std::int64_t size, const Nodes& nodes) {
    Edge edge;
    for (int level = kLevelMax; level >= 0; --level) {
        if ((size >> level & 1) == 0) continue;
        const std::int64_t index = edge.size_ >> level;
        edge.subtrees_.push_back(
            {.level = level, .index = index, .hash = TRY(nodes(level, index))});
        edge.size_ += std::int64_t{1} << level;
    }
    return edge;
}

std::vector<Node> Edge::append(const Hash& leaf) {
    std::vector<Node> completed;
    Node next{.level = 0, .index = size_++, .hash = leaf};
    while (!subtrees_.empty() && subtrees_.back().level == next.level) {
        next = {.level = next.level + 1,
                .index = next.index >> 1,
                .hash = node_hash(subtrees_.back().hash, next.hash)};
        subtrees_.pop_back();
        completed.push_back(next);
    }
    subtrees_.push_back(next);
    return completed;
}

Hash Edge::root() const {
    if (subtrees_.empty()) return empty_hash();
    Hash hash = subtrees_.back().hash;
    for (std::size_t i = subtrees_.size() - 1; i-- > 0;) hash = node_hash(subtrees_[i].hash, hash);
    return hash;
}

std::int64_t node_count(std::int64_t size) {
    std::int64_t count = 0;
    while (size >>= 1) count += size;
    return count;
}

Result<Hash> root(std::int64_t size, const Nodes& nodes) {
    if (size == 0) return empty_hash();
    return hash_of(0, size, nodes);
}

Result<std::vector<Hash>> inclusion(std::int64_t index, std::int64_t size, const Nodes& nodes) {
    ASSERT(index >= 0 && index < size);
    std::vector<Hash> path;
    std::int64_t begin = 0;
    while (size > 1) {
        const std::int64_t split = split_of(size);
        const bool right = index - begin >= split;
        const std::int64_t other = right ? begin : begin + split;
        path.push_back(TRY(hash_of(other, right ? split : size - split, nodes)));
        begin = right ? begin + split : begin;
        size = right ? size - split : split;
    }
    std::ranges::reverse(path);
    return path;
}

Hash root_of_path(std::int64_t index, std::int64_t size, const Hash& leaf,
                  const std::vector<Hash>& path) {
    std::vector<bool> is_right;  // From the root down: on which side our leaf lies.
    while (size > 1) {
        const std::int64_t split = split_of(size);
        is_right.push_back(index >= split);
        if (is_right.back()) index -= split;
        size = is_right.back() ? size - split : split;
    }
    if (path.size() != is_right.size()) return {};
    Hash hash = leaf;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool right = is_right[is_right.size() - 1 - i];
        hash = right ? node_hash(path[i], hash) : node_hash(hash, path[i]);
    }
    return hash;
}

Result<std::vector<Hash>> consistency(std::int64_t old_size, std::int64_t size,
                                      const Nodes& nodes) {
    ASSERT(old_size > 0 && old_size <= size);
    std::vector<Hash> proof;
    TRY(subproof(old_size, 0, size, true, nodes, proof));
    return proof;
}

}  // namespace journal
