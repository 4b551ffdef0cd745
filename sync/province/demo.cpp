// motcua-province demo: a province to look at.

#include <fmt/format.h>

#include <cstdio>

#include "base/files.h"
#include "base/owner.h"
#include "catalogue/load.h"
#include "demo/deeds.h"
#include "demo/demo.h"
#include "officers/officers.h"
#include "province/client.h"
#include "province/commands.h"
#include "settings/settings.h"
#include "wire/code.h"

namespace province {

namespace {

Result<demo::Sources> load_sources(const Wishes& wishes) {
    const std::string& config = wishes.config;
    demo::Sources sources;
    sources.campaign = TRY(settings::load_campaign(config + "/campaign.toml"));
    const std::string catalogue = config + "/catalogue.json", wards = config + "/wards.json";
    catalogue::Loaded loaded = TRY(catalogue::load(catalogue));
    sources.catalogue = std::move(loaded.catalogue);
    sources.wards = TRY(catalogue::load_wards(wards));
    sources.catalogue_bytes = TRY(files::read(catalogue, catalogue::kFileBytesMax));
    sources.wards_bytes = TRY(files::read(wards, catalogue::kFileBytesMax));
    sources.folders = {.config = config, .assets = wishes.assets};
    sources.version = wishes.version;
    return sources;
}

Result<ledger::Ledger> open_ledger(const Wishes& wishes,
                                   const settings::ProvinceSettings& settings) {
    const State state{wishes.state};
    TRY(files::make_folder(state.folder));
    TRY(owner::become(state.folder));
    const std::string database = state.database(settings.database);
    if (answers(state.socket()))
        return Error{Error::Code::unavailable,
                     fmt::format("{}: a server works with this folder; stop it, or take another "
                                 "folder with --state",
                                 state.folder)};
    TRY(init(state, wishes.hosts, SystemClock().wall()));
    ledger::Identity identity = TRY(load_identity(state, settings));
    return ledger::Ledger::open(database, std::move(identity), rules_of(settings));
}

/// For the newcomer to sign in with; shown once.
Result<std::string> add_officer(ledger::Ledger& ledger, WallTime now) {
    std::string password = wire::random_code().shown();  // 50 random bits, easy to type.
    officers::Officer officer;
    officer.name = demo::kOfficer;
    officer.full_name = "Số liệu minh họa";
    officer.role = officers::Role::admin;
    const officers::Kept kept = TRY(officers::add(ledger, officer, password, {}, now));
    if (kept == officers::Kept::done) return password;
    return Error{Error::Code::invalid,
                 fmt::format("an officer \"{}\" is there already: motcua-province officer password "
                             "{} gives them another password",
                             demo::kOfficer, demo::kOfficer)};
}

}  // namespace

Result<int> run_demo(const Wishes& wishes) {
    const SystemClock clock;
    const settings::ProvinceSettings settings = TRY(settings_of(wishes));
    const demo::Sources sources = TRY(load_sources(wishes));
    ledger::Ledger ledger = TRY(open_ledger(wishes, settings));
    const Instant began = clock.now();
    const demo::Made made = TRY(demo::fill(ledger, sources, wishes.demo, clock.wall()));
    const std::string password = TRY(add_officer(ledger, clock.wall()));
    const auto took = std::chrono::round<std::chrono::seconds>(clock.now() - began);
    fmt::print(
        "demonstration data, {} to {}: {} wards, {} kiosks, {} batches, {} counts in {} s\n\n"
        "  start      motcua-province serve --state {}\n"
        "  then open  {}\n"
        "  name       {}\n"
        "  password   {}    (shown this once)\n",
        iso_date(made.period.first), iso_date(made.period.last), made.wards, made.kiosks,
        made.batches, made.counts, took.count(), wishes.state, address_of(wishes, settings),
        demo::kOfficer, password);
    return kDone;
}

}  // namespace province
