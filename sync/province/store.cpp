#include "province/store.h"

#include "province/admin.h"
#include "province/client.h"

namespace province {

Result<Store> Store::open(const State& state, const settings::ProvinceSettings& settings,
                          Wish wish) {
    Store store;
    const std::string database = state.database(settings.database);
    const bool served = sql::sqlite_file(database) && answers(state.socket());
    if (served && wish == Wish::write) {
        store.socket_ = state.socket();
        return store;
    }
    ledger::Identity identity = TRY(load_identity(state, settings));
    const ledger::Rules rules = rules_of(settings);
    store.ledger_ = TRY(served ? ledger::Ledger::open_reader(database, std::move(identity), rules)
                               : ledger::Ledger::open(database, std::move(identity), rules));
    return store;
}

Result<json::Value> Store::perform(const std::string& verb, const json::Value& request,
                                   WallTime now) {
    if (!ledger_) return ask_server(socket_, verb, request);
    return province::perform(*ledger_, verb, request, now);
}

}  // namespace province
