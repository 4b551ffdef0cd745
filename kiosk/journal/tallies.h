#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "journal/sums.h"

namespace journal {

/// The running tallies of a journal file, kept by the transaction that inserts the rows: derived
/// from them, so that figures of years need no scan. Figures reads them, verify() recounts them.
/// Used by Journal inside its transactions alone. The Database must outlive it.
class Tallies {
public:
    static Result<Tallies> prepare(db::Database& database);

    /// For a new transaction: forgets what one that failed has left.
    void begin() { pending_.clear(); }

    /// Writes into a row that is about to be inserted what only the file can tell: whether a
    /// correction takes off more than is left, and the digest of a day that is closed.
    /// `invalid` for a day that is closed already.
    Result<> complete(Entry& entry);

    /// Adds a row that was just inserted, and before the commit writes all that was added.
    Result<> add(const Entry& entry);
    Result<> flush();

    Result<bool> is_closed(tally::Day day);

    /// Open days from that of the first trusted row to `last`, oldest first.
    Result<std::vector<tally::Day>> open_days(tally::Day last, std::size_t count_max);

private:
    struct Statements {
        db::Statement add_measures, add_hour, add_filtered, add_day, add_dossiers;
        db::Statement day_measures, day_filtered, day_dossiers, day_untrusted;
        db::Statement corrected, dossiers, add_recorded, take_off;
        db::Statement closed, closings_from, last_digest, add_closing, first_auto, first_trusted;
    };
    explicit Tallies(Statements statements) : statements_(std::move(statements)) {}

    static Result<Statements> prepare_statements(db::Database& database);
    Result<bool> over_corrects(const Entry& entry, const Handled& handled);
    Result<bool> fits_its_row(const Entry& entry, const Handled& handled);
    Result<> add_recorded(const Entry& entry, const Share& share, bool late);
    Result<Sums> day_sums(tally::Day day);
    Result<tally::Day> first_day(tally::Day otherwise);

    Statements statements_;
    Sums pending_;  ///< Added, not written yet.
};

/// What verify() holds against the rows: the tallies as they stand in the file.
std::string columns_of_measures();
inline constexpr int kMeasureColumns = 16;
tally::Measures measures_from(const db::Rows& rows, int first_column);

}  // namespace journal
