#include "ledger/counts.h"

#include "ledger/sums.h"

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
    for (const Count& one : counts) sum += sum_of(one.key, one.count).measures;
    return sum;
}

}  // namespace ledger
