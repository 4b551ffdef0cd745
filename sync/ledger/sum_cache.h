#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/sum.h"
#include "sql/connection.h"

namespace ledger {

/// Sums that one connection has read, kept by ward until something is told of the ward. What is
/// told changes the newest receipt of one of the ward's kiosks in the same transaction, so sums
/// under the same receipts are the same: nobody has to say that they changed, whichever server
/// took it. mend_sums() leaves a mark that counts as a receipt of everybody's.
class SumCache {
public:
    /// Of one ward: its known days, oldest first.
    using Days = std::vector<std::pair<tally::Day, Sum>>;
    using Wards = std::map<std::string, Days>;

    /// Every ward's days, of `period` and perhaps more, as they stand at this moment. Nothing for
    /// a period so long, and wards so many, that they had better not be kept.
    Result<const Wards*> days(sql::Connection& connection, const tally::Period& period);

    using Procedures = std::map<std::string, Sum>;
    using OfWards = std::vector<const Procedures*>;
    /// Every ward's procedures over these very days. Nothing if they are too many to be kept.
    Result<std::optional<OfWards>> procedures(sql::Connection& connection,
                                              const tally::Period& period);

private:
    /// Receipts of a ward's kiosks; empty for a ward without one, which is read each time.
    using Versions = std::map<std::string, std::string>;
    struct Span {
        tally::Period period;
        Versions versions;
        std::map<std::string, Procedures> wards;
    };

    static Result<Versions> versions(sql::Connection& connection);
    Span& span_of(const tally::Period& period);

    tally::Period period_;  ///< Which days are in `days_`.
    Versions versions_;     ///< …and as of when.
    Wards days_;
    std::vector<Span> spans_;  ///< The one asked for last comes last.
};

}  // namespace ledger
