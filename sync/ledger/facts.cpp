#include "ledger/facts.h"

namespace ledger {

namespace {

constexpr std::string_view kIs = "SELECT value FROM fact WHERE name = 'demo'";
constexpr std::string_view kBecome = "INSERT INTO fact (name, value) VALUES ('demo', '1')";
constexpr std::string_view kUsed =
    "SELECT (SELECT count(*) FROM device) + (SELECT count(*) FROM code) + "
    "(SELECT count(*) FROM received) + (SELECT count(*) FROM cell) + "
    "(SELECT count(*) FROM arrival) + (SELECT count(*) FROM publication)";

}  // namespace

Result<bool> is_demonstration(Ledger& ledger) {
    const sql::Rows rows = TRY(ledger.connection().query(kIs, {}));
    return !rows.empty();
}

Result<> become_demonstration(Ledger& ledger) {
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const bool already = TRY(is_demonstration(ledger));
    if (already)
        return Error{Error::Code::invalid,
                     "this store was filled as a demonstration before: take a new one, with "
                     "--state or --db"};
    const sql::Rows used = TRY(connection.query(kUsed, {}));
    if (used.at(0).integer(0) > 0)
        return Error{Error::Code::invalid,
                     "this store has kiosks, counts or publications of its own, and invented ones "
                     "must never stand among them: take a new one, with --state or --db"};
    TRY(connection.run(kBecome, {}));
    return transaction.commit();
}

}  // namespace ledger
