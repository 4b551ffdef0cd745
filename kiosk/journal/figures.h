#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "journal/sums.h"
#include "tally/report.h"

namespace journal {

/// What staff ask of the running tallies (tallies.h), for any days. Within a period whole spans
/// of days are read where they fit, so that a hundred days cost little more than one. The
/// Database must outlive it; who asks several questions takes one db::Snapshot around them.
class Figures {
public:
    static Result<Figures> prepare(db::Database& database);

    Result<tally::Report> report(const tally::Period& period);
    Result<std::vector<tally::DayTotal>> days(const tally::Period& period);
    Result<tally::Measures> total(const tally::Period& period);
    Result<std::vector<tally::Recorded>> recorded(std::int64_t count);
    Result<std::vector<tally::DossierTotal>> dossiers(const tally::Period& period);
    Result<std::vector<std::string>> most_recorded(tally::Day since, int limit);
    Result<std::optional<tally::Traits>> last_traits(const std::string& procedure);
    Result<std::optional<tally::Closing>> closing(tally::Day day);

private:
    struct Statements {
        db::Statement ends, days, measures, hours, filtered, closings;
        db::Statement recorded, dossiers, most_recorded, last_traits;
    };
    explicit Figures(Statements statements) : statements_(std::move(statements)) {}

    /// The sums of the rows that are not in the tallies yet: tens at most.
    Result<Sums> waiting();
    Result<tally::Period> within(const tally::Period& period);
    Result<> add_days(tally::Report& report, const Sums& waiting);
    Result<> add_procedures(tally::Report& report, const Sums& waiting);
    Result<> add_hours(tally::Report& report, const Sums& waiting);
    Result<> add_filtered(tally::Report& report, const Sums& waiting);
    Result<> add_closings(tally::Report& report);

    Statements statements_;
    std::optional<db::Statement> waiting_;  ///< Absent in a file in which no row waits.
};

}  // namespace journal
