#include "ledger/packed_sums.h"

#include "base/panic.h"

namespace ledger {

namespace {

// Seven bits a byte, the lowest first, the eighth for "more follow"; the sign goes lowest of all,
// so that a small number is short on either side of 0.
constexpr unsigned kBits = 7;
constexpr std::uint64_t kMore = 1U << kBits;

std::uint64_t folded(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return number < 0 ? ~(bits << 1) : bits << 1;
}

std::int64_t unfolded(std::uint64_t bits) {
    return static_cast<std::int64_t>(bits & 1 ? ~(bits >> 1) : bits >> 1);
}

}  // namespace

void PackedSums::put(std::int64_t number) {
    std::uint64_t bits = folded(number);
    for (; bits >= kMore; bits >>= kBits) bytes_ += static_cast<char>((bits & (kMore - 1)) | kMore);
    bytes_ += static_cast<char>(bits);
}

void PackedSums::put(const Sum& sum) {
    for (const tally::MeasureName& measure : tally::measure_names())
        put(sum.measures.*measure.field);
    put(sum.untrusted);
    put(sum.filtered);
    ++count_;
}

void PackedSums::add(std::int64_t key, const Sum& sum) {
    put(key);
    put(sum);
}

void PackedSums::add(std::string_view key, const Sum& sum) {
    put(static_cast<std::int64_t>(key.size()));
    bytes_.append(key);
    put(sum);
}

std::int64_t PackedSums::Reader::number() {
    std::uint64_t bits = 0;
    for (unsigned shift = 0;; shift += kBits) {
        ASSERT(!bytes_.empty());
        const auto byte = static_cast<unsigned char>(bytes_.front());
        bytes_.remove_prefix(1);
        bits |= (byte & (kMore - 1)) << shift;
        if (byte < kMore) return unfolded(bits);
    }
}

std::string_view PackedSums::Reader::text() {
    const auto size = static_cast<std::size_t>(number());
    ASSERT(size <= bytes_.size());
    const std::string_view text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return text;
}

Sum PackedSums::Reader::sum() {
    Sum sum;
    for (const tally::MeasureName& measure : tally::measure_names())
        sum.measures.*measure.field = number();
    sum.untrusted = number();
    sum.filtered = number();
    return sum;
}

}  // namespace ledger
