#include "province/store.h"

#include "province/admin.h"
#include "province/client.h"

namespace province {

namespace {

bool is_served(const State& state, const std::string& database) {
    return sql::sqlite_file(database) && answers(state.socket());
}

}  // namespace

Result<ledger::Ledger> open_to_look(const State& state,
                                    const settings::ProvinceSettings& settings) {
    const std::string database = state.database(settings.database);
    ledger::Identity identity = TRY(load_identity(state, settings));
    const ledger::Rules rules = rules_of(settings);
    if (is_served(state, database))
        return ledger::Ledger::open_reader(database, std::move(identity), rules);
    return ledger::Ledger::open(database, std::move(identity), rules);
}

Result<Store> Store::open(const State& state, const settings::ProvinceSettings& settings,
                          Wish wish) {
    Store store;
    if (wish == Wish::write && is_served(state, state.database(settings.database)))
        store.socket_ = state.socket();
    else
        store.ledger_ = TRY(open_to_look(state, settings));  // Nobody else owns it: or to write.
    return store;
}

Result<json::Value> Store::perform(const std::string& verb, const json::Value& request,
                                   WallTime now) {
    if (!ledger_) return ask_server(socket_, verb, request);
    return province::perform(*ledger_, verb, request, now);
}

}  // namespace province
