#include "ledger/counts.h"

#include <array>

#include "tally/measures.h"

namespace ledger {

namespace {

// Sums fit: a count has at most 10^9, and PostgreSQL's sum() would be a NUMERIC.
constexpr std::string_view kSums =
    "SELECT r.ward, c.day, c.certainty, c.procedure, c.what, c.trusted, "
    "CAST(sum(c.count) AS BIGINT) FROM cell c JOIN run r ON r.number = c.run "
    "WHERE c.day >= ? AND c.day <= ? AND (? = '' OR r.ward = ?) "
    "GROUP BY r.ward, c.day, c.certainty, c.procedure, c.what, c.trusted "
    "HAVING sum(c.count) <> 0 "
    "ORDER BY r.ward, c.day, c.certainty, c.procedure, c.what, c.trusted";

struct Shown {
    std::string_view word;  ///< What the cell's words begin with.
    std::int64_t tally::Measures::*field;
};
constexpr std::array kShown = {
    Shown{"visit_began", &tally::Measures::visits},
    Shown{"procedure_opened", &tally::Measures::opened},
    Shown{"qr_shown", &tally::Measures::qr_shown},
    Shown{"counter_way", &tally::Measures::counter_way},
    Shown{"slip_printed", &tally::Measures::slips},
};

std::string_view first_word(std::string_view words) { return words.substr(0, words.find(' ')); }

}  // namespace

Result<std::vector<Count>> counts(Ledger& ledger, const tally::Period& period,
                                  const std::string& ward) {
    const sql::Rows rows = TRY(ledger.connection().query(
        kSums, sql::Values{std::int64_t{period.first.time_since_epoch().count()},
                           std::int64_t{period.last.time_since_epoch().count()}, ward, ward}));
    std::vector<Count> list;
    for (const sql::Row& row : rows) {
        Count one;
        one.ward = row.text(0);
        one.key.day = tally::Day(std::chrono::days(row.integer(1)));
        one.key.certainty = static_cast<wire::Certainty>(row.integer(2));
        one.key.procedure = row.text(3);
        one.key.what = row.text(4);
        one.key.trusted = row.integer(5) != 0;
        one.count = row.integer(6);
        list.push_back(std::move(one));
    }
    return list;
}

tally::Measures measures_of(const std::vector<Count>& counts) {
    tally::Measures sum;
    for (const Count& one : counts) {
        const wire::CellKey& key = one.key;
        if (key.certainty == wire::Certainty::confirmed) {
            if (const auto traits = tally::parse_traits(key.what))
                sum += tally::measures_of(*traits, one.count);
        } else if (key.certainty == wire::Certainty::said) {
            if (key.what == "outcome submitted") sum.submitted += one.count;
        } else if (key.certainty == wire::Certainty::shown) {
            for (const Shown& shown : kShown)
                if (first_word(key.what) == shown.word) sum.*shown.field += one.count;
        }
    }
    return sum;
}

}  // namespace ledger
