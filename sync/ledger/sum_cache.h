#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/packed_sums.h"
#include "ledger/sum.h"
#include "sql/connection.h"

namespace ledger {

/// Sums that one connection has read, kept by ward until something is told of the ward. What is
/// told changes the newest receipt of one of the ward's kiosks in the same transaction, so sums
/// under the same receipts are the same: nobody has to say that they changed, whichever server
/// took it. mend_sums() leaves a mark that counts as a receipt of everybody's. Of periods that are
/// asked for again the totals are kept too, and a ward that changes is taken off and put in anew.
class SumCache {
public:
    /// Of all wards together. Only days and wards that are known.
    struct Totals {
        std::map<tally::Day, DaySum> days;
        std::map<std::string, WardSum> wards;
    };
    /// As they stand at this moment; good until the next question. Nothing for a period so long,
    /// and wards so many, that they had better not be kept.
    Result<const Totals*> totals(sql::Connection& connection, const tally::Period& period);
    /// One ward's known days, oldest first.
    Result<std::optional<std::vector<DaySum>>> days(sql::Connection& connection,
                                                    const tally::Period& period,
                                                    const std::string& ward);

    /// Every procedure over these very days. Nothing if they are too many to be kept.
    using Procedures = std::map<std::string, ProcedureSum>;
    Result<const Procedures*> procedures(sql::Connection& connection, const tally::Period& period);

private:
    /// Receipts of a ward's kiosks; empty for a ward without one, which is read each time.
    using Versions = std::map<std::string, std::string>;
    using ByWard = std::map<std::string, PackedSums>;
    struct DaySpan {
        tally::Period period;
        Totals totals;
    };
    struct ProcedureSpan {
        tally::Period period;
        Versions versions;
        ByWard wards;
        Procedures totals;
        std::size_t count = 0;  ///< Of all wards.
        bool too_many = false;
    };
    enum class Way { in, out };

    Result<> look_at_versions(sql::Connection& connection);
    Result<bool> bring_days(sql::Connection& connection, const tally::Period& period);
    Result<> read_days(sql::Connection& connection, const std::string& ward);
    void take_days(const std::string& ward, PackedSums fresh);
    static void move(DaySpan& span, const std::string& ward, const PackedSums& days, Way way);
    Result<> read_procedures(sql::Connection& connection, ProcedureSpan& span,
                             const std::string& ward);
    static void move(ProcedureSpan& span, const PackedSums& procedures, Way way);

    Versions now_;             ///< As of the moment below.
    std::int64_t moment_ = 0;  ///< The connection's; 0: none that goes on.
    tally::Period period_;     ///< Which days are in `days_`.
    Versions versions_;        ///< …and as of when.
    std::int64_t days_moment_ = 0;
    ByWard days_;
    std::vector<DaySpan> day_spans_;  ///< The one asked for last comes last.
    std::vector<ProcedureSpan> procedure_spans_;
};

}  // namespace ledger
