#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "json/json.h"
#include "ledger/ledger.h"
#include "province/identity.h"
#include "settings/province_file.h"

namespace province {

/// The ledger as a command reaches it. PostgreSQL: directly. SQLite, of which one process writes a
/// file (kiosk/db/README.md): while a server runs, what only looks reads beside it, so that no
/// batch waits for a long look, and what writes is asked of the server; else the command is the
/// file's owner for the moment.
class Store {
public:
    enum class Wish { look, write };
    static Result<Store> open(const State& state, const settings::ProvinceSettings& settings,
                              Wish wish);

    Result<json::Value> perform(const std::string& verb, const json::Value& request, WallTime now);

private:
    Store() = default;

    std::string socket_;  ///< Of the server, when it is asked.
    std::optional<ledger::Ledger> ledger_;
};

/// For what only looks and needs more than the verbs: beside a server that runs, as Store does.
Result<ledger::Ledger> open_to_look(const State& state, const settings::ProvinceSettings& settings);

}  // namespace province
