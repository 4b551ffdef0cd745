#pragma once

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "journal/reader.h"
#include "ledger/hand.h"

namespace hand {

/// A journal of several runs, told piece by piece as an agent would have: each piece with what
/// changed since the one before, some of it told again, in batches of a few lines.
class ToldJournal {
public:
    using Sums = std::map<std::pair<std::string, wire::CellKey>, std::int64_t>;  ///< By ward.

    /// `number` tells its epoch and runs from those of other journals.
    ToldJournal(std::uint64_t seed, Kiosk& kiosk, int number);

    const std::vector<std::string>& envelopes() const { return envelopes_; }
    const std::vector<journal::Entry>& rows() const { return rows_; }
    const Sums& sums() const { return sums_; }

private:
    struct State {
        wire::Cell cell;
        bool told = false;
    };

    std::int64_t below(std::int64_t limit) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
    }
    void write(std::uint64_t seed);
    std::size_t run_of(std::int64_t row) const;
    void add(const journal::Entry& row);
    void tell(journal::Reader& reader, std::int64_t held);

    TempDir dir_;
    std::mt19937_64 random_;
    Kiosk& kiosk_;
    int number_ = 0;
    std::string epoch_;
    std::vector<std::int64_t> firsts_;
    std::vector<journal::Entry> rows_;
    std::int64_t at_ = 0;
    std::map<std::pair<std::size_t, wire::CellKey>, State> cells_;
    std::vector<wire::Line> lines_;
    Sums sums_;
    std::vector<std::string> envelopes_;
};

}  // namespace hand
