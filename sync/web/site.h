#pragma once

#include <memory>
#include <string>
#include <variant>

#include "ledger/ledger.h"
#include "web/access.h"
#include "web/context.h"
#include "web/world.h"

namespace web {

/// Which route an address leads to, and its varying part; or 404, or 405.
struct Found {
    const Route* route = nullptr;
    std::string part;
};
std::variant<Found, Answer> find(const std::string& method, const std::string& path);

/// Answers everything below /api/. Used by one thread; a server has several, each with a ledger of
/// its own.
class Site {
public:
    Site(ledger::Ledger ledger, Places places, std::string program_version, SignOn sign_on)
        : ledger_(std::move(ledger)),
          places_(std::move(places)),
          program_version_(std::move(program_version)),
          sign_on_(std::move(sign_on)) {}

    Answer answer(const Request& request, WallTime now);
    ledger::Ledger& ledger() { return ledger_; }

private:
    Answer plain_answer(Request request, WallTime now);
    Result<> renew();

    ledger::Ledger ledger_;
    Places places_;
    std::string program_version_;
    SignOn sign_on_;
    std::unique_ptr<const World> world_;
};

}  // namespace web
