#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/database.h"
#include "journal/sums.h"

namespace journal {

/// The running tallies of a journal file: derived from its rows, so that figures of years need no
/// scan. Figures reads them, verify() recounts them. Used by Journal alone. The Database must
/// outlive it.
///
/// A row is not written into a dozen sums at once: up to kWaitingMax rows wait, here in memory and
/// in the file as rows that are not in its tallies yet (table `tallied`), which Figures adds when
/// it is asked. What staff record, and closings, wait for nothing and let nothing wait: their
/// sums are there with their rows.
class Tallies {
public:
    static Result<Tallies> prepare(db::Database& database);

    /// For a new transaction: forgets what one that failed has left.
    void begin();

    /// Writes into a row that is about to be inserted what only the file can tell: whether a
    /// correction takes off more than is left, and the digest of a day that is closed.
    /// `invalid` for a day that is closed already.
    Result<> complete(Entry& entry);

    /// Adds a row that was just inserted; before the commit writes what must not wait; after it.
    Result<> add(const Entry& entry);
    Result<> settle();
    void committed();

    Result<bool> is_closed(tally::Day day);

    /// Open days from that of the first trusted row to `last`, oldest first.
    Result<std::vector<tally::Day>> open_days(tally::Day last, std::size_t count_max);

private:
    struct Statements {
        db::Statement add_measures, add_hour, add_filtered, add_day, add_dossiers;
        db::Statement day_measures, day_filtered, day_dossiers, day_untrusted;
        db::Statement corrected, dossiers, add_recorded, take_off;
        db::Statement closed, closings_from, last_digest, add_closing, first_auto, first_trusted;
        db::Statement waiting, tallied;
    };
    /// Rows that are not in the tables, in order.
    struct Waiting {
        Sums sums;
        std::int64_t rows = 0;
    };
    explicit Tallies(Statements statements) : statements_(std::move(statements)) {}

    static Result<Statements> prepare_statements(db::Database& database);
    Result<> read_waiting(db::Database& database);
    Result<> flush();
    Result<bool> over_corrects(const Entry& entry, const Handled& handled);
    Result<bool> fits_its_row(const Entry& entry, const Handled& handled);
    Result<> add_recorded(const Entry& entry, const Share& share, bool late);
    Result<Sums> day_sums(tally::Day day);
    Result<tally::Day> first_day(tally::Day otherwise);

    Statements statements_;
    Waiting kept_;                                ///< Since the last commit.
    Waiting added_;                               ///< By this transaction.
    bool flushed_ = false;                        ///< This transaction has written what was kept.
    bool must_flush_ = false;                     ///< A row of it must not wait.
    bool has_closed_ = false;                     ///< A day.
    std::int64_t last_ = 0, committed_last_ = 0;  ///< The newest row added; and committed.
    std::map<tally::Day, bool> closed_;           ///< What is_closed() has said.
};

inline constexpr std::int64_t kWaitingMax = 32;

/// Whether a row may wait for the tallies: none that is about dossiers or closes a day.
bool may_wait(const Entry& entry);

/// How many rows, from the first, are in a file's tallies. A file of before they waited has
/// kAllRows in them.
inline constexpr std::int64_t kAllRows = std::numeric_limits<std::int64_t>::max();
Result<std::int64_t> tallied_rows(db::Database& database);

/// The rows that wait, with where a row's sums stand: its day, and whether that was closed.
inline constexpr auto kWaitingRows =
    "SELECT sequence, minute, trusted, day, kind, procedure, detail, verdict FROM entry"
    " WHERE sequence > (SELECT size FROM tallied WHERE one = 1) ORDER BY sequence";
Entry waiting_from(const db::Rows& rows);

/// What verify() holds against the rows: the tallies as they stand in the file.
std::string columns_of_measures();
inline constexpr int kMeasureColumns = 16;
tally::Measures measures_from(const db::Rows& rows, int first_column);

}  // namespace journal
