#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "journal/hash.h"

namespace journal {

/// A complete subtree: `hash` covers the leaves [index << level, (index + 1) << level). Once
/// complete it never changes, so each is computed once, when its last leaf arrives.
struct Node {
    int level = 0;  ///< 0: a leaf.
    std::int64_t index = 0;
    Hash hash{};

    bool operator==(const Node&) const = default;
};

/// Where complete subtrees are kept.
using Nodes = std::function<Result<Hash>(int level, std::int64_t index)>;

/// The RFC 6962 tree over a list that only grows. Everything below reads O(log size) nodes.

/// How many subtrees of level 1 and above a tree of `size` leaves keeps.
std::int64_t node_count(std::int64_t size);

/// The Merkle tree hash of the first `size` leaves.
Result<Hash> root(std::int64_t size, const Nodes& nodes);

/// The complete subtrees that make up a tree, from the left, each smaller than the one before:
/// all that growing it and its root need, so that neither looks anything up.
class Edge {
public:
    Edge() = default;
    /// Of a tree that is kept.
    static Result<Edge> of(std::int64_t size, const Nodes& nodes);

    /// The next leaf. Says which subtrees of level 1 and above it completes, lowest first.
    std::vector<Node> append(const Hash& leaf);

    std::int64_t size() const { return size_; }
    Hash root() const;

private:
    std::int64_t size_ = 0;
    std::vector<Node> subtrees_;
};

/// The audit path of leaf `index` in the tree of `size` leaves (RFC 6962, 2.1.1), and the root
/// that a path leads to.
Result<std::vector<Hash>> inclusion(std::int64_t index, std::int64_t size, const Nodes& nodes);
Hash root_of_path(std::int64_t index, std::int64_t size, const Hash& leaf,
                  const std::vector<Hash>& path);

/// The proof that the tree of `old_size` leaves is the beginning of that of `size` (2.1.2).
Result<std::vector<Hash>> consistency(std::int64_t old_size, std::int64_t size, const Nodes& nodes);

}  // namespace journal
