#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/sum.h"

namespace ledger {

/// Sums under keys, in little memory: most of their numbers are small and take a byte each, so that
/// a country's wards and days fit where a province's would not as they are. Put in once, read from
/// the front; the keys are either all numbers or all text.
class PackedSums {
public:
    void add(std::int64_t key, const Sum& sum);
    void add(std::string_view key, const Sum& sum);

    /// The next key and sum of those that are read.
    class Reader {
    public:
        explicit Reader(const PackedSums& sums) : bytes_(sums.bytes_) {}
        bool done() const { return bytes_.empty(); }
        std::int64_t number();
        std::string_view text();
        Sum sum();

    private:
        std::string_view bytes_;
    };

    std::size_t count() const { return count_; }
    void shrink() { bytes_.shrink_to_fit(); }  ///< Once everything is in.

private:
    void put(std::int64_t number);
    void put(const Sum& sum);

    std::string bytes_;
    std::size_t count_ = 0;
};

}  // namespace ledger
