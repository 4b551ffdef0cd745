#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "base/result.h"
#include "catalogue/short_link.h"
#include "ledger/ledger.h"

namespace publishing {

/// How often codes through the province were opened: a count per day, kiosk, procedure and kind.
/// No cookie, no address, no time of day. Kept in memory until a worker writes it down.
class Arrivals {
public:
    /// Anybody can make up device parts: beyond so many different keys (some MiB) arrivals are
    /// counted without their kiosk. A province of 500 kiosks has a few thousand a minute at most.
    static constexpr std::size_t kKeysMax = 16'384;

    struct Key {
        std::chrono::sys_days day;
        std::optional<std::uint32_t> device;  ///< catalogue::device_part; nothing: not kept.
        std::string procedure;
        catalogue::LinkKind kind = catalogue::LinkKind::procedure;
        auto operator<=>(const Key&) const = default;
    };
    using Counts = std::map<Key, std::int64_t>;

    void add(Key key, std::int64_t count = 1);
    Counts take() { return std::exchange(counts_, {}); }
    void give_back(const Counts& counts);

private:
    Counts counts_;
};

/// Adds counts to the table, in one transaction. A device part that no device has, or that two
/// share, counts under the device "".
Result<> store_arrivals(ledger::Ledger& ledger, const Arrivals::Counts& counts);

}  // namespace publishing
