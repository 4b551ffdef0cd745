#include "agent/recheck.h"

#include <algorithm>

#include "journal/reader.h"

namespace agent {

namespace {

constexpr std::int64_t kRowsAtOnce = 1000;  // One short look at the file each.

/// The complete subtrees over the leaves so far, largest first, as RFC 6962 has them.
class Roots {
public:
    void add(const journal::Hash& leaf) {
        peaks_.push_back(leaf);
        // A leaf completes one subtree for each trailing 1 of its number.
        for (std::int64_t index = size_++; (index & 1) != 0; index >>= 1) {
            const journal::Hash right = peaks_.back();
            peaks_.pop_back();
            peaks_.back() = journal::node_hash(peaks_.back(), right);
        }
    }
    journal::Hash root() const {
        if (peaks_.empty()) return journal::empty_hash();
        journal::Hash hash = peaks_.back();
        for (auto left = peaks_.rbegin() + 1; left != peaks_.rend(); ++left)
            hash = journal::node_hash(*left, hash);
        return hash;
    }

private:
    std::vector<journal::Hash> peaks_;
    std::int64_t size_ = 0;
};

class Pass {
public:
    explicit Pass(std::string epoch) : epoch_(std::move(epoch)) {}

    Result<> chunk(journal::Reader& reader, std::int64_t first, std::int64_t last);
    std::vector<wire::RowFault> faults;
    bool full() const { return faults.size() >= kFaultsFound; }

private:
    void note(std::int64_t row) {
        if (!full()) faults.push_back({.epoch = epoch_, .row = row});
    }
    Result<> find_split(journal::Reader& reader, std::int64_t first,
                        const std::vector<journal::Hash>& leaves);

    std::string epoch_;
    Roots roots_;
    bool tree_fits_ = true;
};

Result<> Pass::chunk(journal::Reader& reader, std::int64_t first, std::int64_t last) {
    const Roots before = roots_;
    std::vector<journal::Hash> leaves;
    TRY(reader.each(first, last, [&](const journal::Sealed& sealed) -> Result<> {
        if (!journal::fault_of(sealed, epoch_).empty()) note(sealed.entry.sequence);
        leaves.push_back(journal::leaf_hash(sealed.salt, sealed.bytes));
        roots_.add(leaves.back());
        return {};
    }));
    if (std::ssize(leaves) != last - first + 1)
        return Error{Error::Code::corrupt, "recheck the journal: rows are missing"};
    if (!tree_fits_ || !faults.empty()) return {};  // What differs from there on is known.
    const journal::Hash root = TRY(reader.root(last));
    if (root == roots_.root()) return {};
    tree_fits_ = false;
    roots_ = before;
    return find_split(reader, first, leaves);
}

Result<> Pass::find_split(journal::Reader& reader, std::int64_t first,
                          const std::vector<journal::Hash>& leaves) {
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        roots_.add(leaves[i]);
        const std::int64_t row = first + static_cast<std::int64_t>(i);
        const journal::Hash root = TRY(reader.root(row));
        if (root == roots_.root()) continue;
        note(row);
        return {};
    }
    return {};
}

}  // namespace

Result<std::vector<wire::RowFault>> recheck(const std::string& journal_path,
                                            const std::function<bool()>& may_go_on) {
    std::int64_t rows = 0;
    std::string epoch;
    {
        journal::Reader reader = TRY(journal::Reader::open(journal_path));
        const journal::Head head = TRY(reader.head());
        rows = head.size;
        epoch = head.epoch;
    }
    Pass pass(epoch);
    for (std::int64_t first = 1; first <= rows && !pass.full(); first += kRowsAtOnce) {
        if (!may_go_on()) break;
        journal::Reader reader = TRY(journal::Reader::open(journal_path));
        const journal::Head head = TRY(reader.head());
        if (head.epoch != epoch) break;  // Another file stands there now: next time.
        TRY(pass.chunk(reader, first, std::min(rows, first + kRowsAtOnce - 1)));
    }
    return std::move(pass.faults);
}

}  // namespace agent
