#pragma once

#include <string>
#include <utility>

#include "ledger/ledger.h"
#include "province/answerer.h"

namespace province {

/// Answers requests out of one ledger. Used by one thread at a time; a server has one a worker.
/// What the database fails is answered "later": nothing was taken, the device comes again.
class Desk final : public Answerer {
public:
    /// Published files lie in `spool`, to be sent from there; the folder is made when needed.
    Desk(ledger::Ledger ledger, std::string spool)
        : ledger_(std::move(ledger)), spool_(std::move(spool)) {}

    Response answer(const Request& request, WallTime now) override;

private:
    Response ingest(const std::string& body, WallTime now);
    Response too_large(WallTime now);
    Response publication();
    Response file(const std::string& digest);
    Response health();
    Response admin(const std::string& verb, const std::string& body, WallTime now);
    /// Once a day: evidence beyond its time, and the spool.
    void tidy_up(WallTime now);

    ledger::Ledger ledger_;
    std::string spool_;
};

}  // namespace province
