#include "ledger/ledger.h"

#include "ledger/schema.h"

namespace ledger {

Result<Ledger> Ledger::open(const std::string& address, Identity identity, Rules rules) {
    std::unique_ptr<journal::OwnerLock> lock;
    if (const auto file = sql::sqlite_file(address)) {
        Result<journal::OwnerLock> taken = journal::OwnerLock::take(*file);
        if (!taken && taken.error().code == Error::Code::unavailable)
            return Error{Error::Code::unavailable,
                         *file +
                             " is another motcua-province's, and SQLite allows one: stop that "
                             "one first, or use PostgreSQL, which several may share"};
        if (!taken) return taken.error();
        lock = std::make_unique<journal::OwnerLock>(std::move(*taken));
    }
    std::unique_ptr<sql::Connection> connection = TRY(sql::open(address));
    TRY(migrate(*connection));
    return Ledger(std::move(lock), std::move(connection), std::move(identity), rules);
}

Result<Ledger> Ledger::open_beside(const std::string& address, Identity identity, Rules rules) {
    std::unique_ptr<sql::Connection> connection = TRY(sql::open(address));
    TRY(check_schema(*connection));
    return Ledger({}, std::move(connection), std::move(identity), rules);
}

Result<Ledger> Ledger::open_reader(const std::string& address, Identity identity, Rules rules) {
    std::unique_ptr<sql::Connection> connection = TRY(sql::open_reader(address));
    TRY(check_schema(*connection));
    return Ledger({}, std::move(connection), std::move(identity), rules);
}

}  // namespace ledger
