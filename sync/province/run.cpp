// motcua-province serve: from the command line to the server.

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "base/files.h"
#include "base/log.h"
#include "base/owner.h"
#include "journal/owner_lock.h"
#include "ledger/devices.h"
#include "province/commands.h"
#include "province/desk.h"
#include "province/page.h"
#include "province/server.h"
#include "province/sign_on.h"

namespace province {

namespace {

/// SQLite has one writer. PostgreSQL works while another waits for its disk; more than some would
/// only wait for each other.
constexpr std::size_t kSqliteDesks = 1, kPostgresDesks = 4;
/// Of the page: one officer's long look does not keep the others waiting.
constexpr std::size_t kPageDesks = 2;

/// A key made now cannot be the one that the kiosks of this database believe: another server of
/// the province has that.
Result<> refuse_second_key(const std::string& database, const settings::ProvinceSettings& settings,
                           const State& state) {
    const ledger::Identity nobody{.code = settings.code,
                                  .name = settings.name,
                                  .key = wire::SecretKey::generate(),
                                  .next = std::nullopt,
                                  .pins = {}};
    ledger::Ledger ledger = TRY(ledger::Ledger::open(database, nobody, rules_of(settings)));
    const std::vector<ledger::Kiosk> kiosks = TRY(ledger::kiosks(ledger));
    if (kiosks.empty()) return {};
    return Error{Error::Code::invalid,
                 fmt::format("{} is missing, and the database already has kiosks that believe the "
                             "province's key: copy it from the server that has it",
                             state.key())};
}

/// One server serves from a state folder: its socket is there.
Result<journal::OwnerLock> own(const State& state) {
    Result<journal::OwnerLock> lock = journal::OwnerLock::take(state.socket());
    if (lock || lock.error().code != Error::Code::unavailable) return lock;
    return Error{Error::Code::unavailable,
                 fmt::format("{} is the state folder of another motcua-province that runs; stop "
                             "that one first, or give this one a folder of its own (--state)",
                             state.folder)};
}

Result<> make_what_is_missing(const State& state, const std::string& database,
                              const settings::ProvinceSettings& settings, const Clock& clock) {
    std::error_code ignored;
    if (!std::filesystem::exists(state.key(), ignored))
        TRY(refuse_second_key(database, settings, state));
    const std::vector<std::string> made = TRY(init(state, {}, clock.wall()));
    for (const std::string& path : made) logging::info("made {}", path);
    return {};
}

/// A page that nobody may enter is no use, and its first admin comes from the command line.
Result<> hint(ledger::Ledger& ledger) {
    const std::vector<officers::Officer> all = TRY(officers::list(ledger));
    if (all.empty())
        logging::info(
            "nobody may sign in to the page yet: motcua-province officer add NAME "
            "--role admin");
    return {};
}

/// The page, unless its files are not there: kiosks are served all the same.
Result<> open_page(Crew& crew, const std::string& database, const ledger::Identity& identity,
                   const Wishes& wishes, const settings::ProvinceSettings& settings) {
    const web::SignOn sign_on = TRY(load_sign_on(settings));
    const web::Places places{.config = wishes.config, .assets = wishes.assets};
    Result<web::Assets> assets = web::Assets::load(places);
    if (!assets) {
        logging::warning("no page is served: {}", assets.error().message);
        return {};
    }
    crew.porch = std::make_unique<Porch>(
        std::move(*assets), publishing::Folders{.config = wishes.config, .assets = wishes.assets});
    for (std::size_t i = 0; i < kPageDesks; ++i) {
        ledger::Ledger ledger =
            TRY(ledger::Ledger::open_beside(database, identity, rules_of(settings)));
        if (i == 0) TRY(hint(ledger));
        web::Site site(std::move(ledger), places, wishes.version, sign_on);
        crew.page_desks.push_back(std::make_unique<PageDesk>(std::move(site), *crew.porch));
    }
    // So that the first code finds its table.
    Request tend;
    tend.route.page = Page::tend;
    (void)crew.page_desks.front()->answer(tend, {});
    return {};
}

Result<Crew> open_crew(const State& state, const std::string& database, const Wishes& wishes,
                       const settings::ProvinceSettings& settings) {
    const ledger::Identity identity = TRY(load_identity(state, settings));
    for (const std::string& pin : identity.pins) logging::info("pin {}", pin);
    const std::size_t count = sql::sqlite_file(database) ? kSqliteDesks : kPostgresDesks;
    Crew crew;
    for (std::size_t i = 0; i < count; ++i) {
        ledger::Ledger ledger = TRY(ledger::Ledger::open(database, identity, rules_of(settings)));
        crew.desks.push_back(std::make_unique<Desk>(std::move(ledger), state.spool()));
    }
    TRY(open_page(crew, database, identity, wishes, settings));
    return crew;
}

}  // namespace

Result<int> run_serve(const Wishes& wishes) {
    const SystemClock clock;
    const settings::ProvinceSettings settings = TRY(settings_of(wishes));
    const State state{wishes.state};
    TRY(files::make_folder(state.folder));
    TRY(owner::become(state.folder));
    const journal::OwnerLock folder = TRY(own(state));
    const std::string database = state.database(settings.database);
    TRY(make_what_is_missing(state, database, settings, clock));
    Crew crew = TRY(open_crew(state, database, wishes, settings));
    const bool own_pair = settings.listen.certificate.empty();
    const Doors doors{
        .https = settings.listen.https,
        .http = settings.listen.http,
        .certificate = own_pair ? state.tls_certificate() : settings.listen.certificate,
        .key = own_pair ? state.tls_key() : settings.listen.key,
        .socket = state.socket(),
        .listening = state.listening()};
    TRY(serve(doors, std::move(crew), clock));
    return kDone;
}

}  // namespace province
