#include "province/commands.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <utility>

#include "base/files.h"
#include "base/owner.h"
#include "catalogue/wards.h"
#include "province/admin.h"
#include "province/certificate.h"
#include "province/print.h"
#include "wire/publication.h"

namespace province {

namespace {

namespace fs = std::filesystem;
using json::Value;

constexpr std::size_t kListeningMax = 4096;

void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

WallTime now() { return SystemClock().wall(); }

Result<Value> ask(const Wishes& wishes, Store::Wish wish, const std::string& verb,
                  const Value& request) {
    Office office = TRY(open_office(wishes, wish));
    return office.store.perform(verb, request, now());
}

Result<int> show(const Wishes& wishes, const Value& answer, std::string (*words)(const Value&)) {
    print(wishes.json ? text_of(answer) + "\n" : words(answer));
    return kDone;
}

/// Where the server that runs says it listens: "https://127.0.0.1:8443"; empty when none runs.
std::string told_address(const State& state, const std::string& scheme) {
    const auto line = files::read(state.listening(), kListeningMax);
    const std::size_t at = line ? line->find(scheme) : std::string::npos;
    if (at == std::string::npos) return {};
    return line->substr(at, line->find_first_of(" \n", at) - at);
}

}  // namespace

// What the server that runs says, for it may have been told another port;
// but where it listens on every address as configured, by this machine's name.
std::string address_of(const Wishes& wishes, const settings::ProvinceSettings& settings) {
    const bool tls = !settings.listen.https.empty();
    const std::string scheme = tls ? "https://" : "http://";
    const std::string told = told_address(State{wishes.state}, scheme);
    const auto address =
        settings::parse_address(tls ? settings.listen.https : settings.listen.http);
    if (!address) return told;
    const std::string port = fmt::format(":{}", address->port);
    if (!told.empty() && !told.ends_with(port)) return told;
    char name[256] = {};
    const bool every = address->host == "*" || address->host == "0.0.0.0" || address->host == "::";
    if (every && ::gethostname(name, sizeof name - 1) != 0) return told;
    std::string host = every ? std::string(name) : address->host;
    if (host.find(':') != host.npos) host = "[" + host + "]";
    return scheme + host + port;
}

Result<settings::ProvinceSettings> settings_of(const Wishes& wishes) {
    settings::ProvinceSettings settings =
        TRY(settings::load_province(wishes.config + "/province.toml"));
    if (!wishes.database.empty()) {
        if (const std::string fault = settings::database_fault(wishes.database); !fault.empty())
            return Error{Error::Code::invalid, "--db: " + fault};
        settings.database = wishes.database;
    }
    if (wishes.has_https) settings.listen.https = wishes.https;
    if (wishes.has_http) settings.listen.http = wishes.http;
    for (const std::string* text : {&settings.listen.https, &settings.listen.http})
        if (const auto address = settings::parse_address(*text); !text->empty() && !address)
            return Error{Error::Code::invalid, *text + ": " + address.error().message};
    return settings;
}

Result<Office> open_office(const Wishes& wishes, Store::Wish wish) {
    settings::ProvinceSettings settings = TRY(settings_of(wishes));
    TRY(owner::become(wishes.state));
    Store store = TRY(Store::open({wishes.state}, settings, wish));
    return Office{.settings = std::move(settings), .store = std::move(store)};
}

Result<int> run_init(const Wishes& wishes) {
    const settings::ProvinceSettings settings = TRY(settings_of(wishes));
    const State state{wishes.state};
    TRY(owner::become(wishes.state));
    const std::vector<std::string> made = TRY(init(state, wishes.hosts, now()));
    for (const std::string& path : made) fmt::print(stderr, "made {}\n", path);
    if (made.empty()) fmt::print(stderr, "{}: everything was there\n", wishes.state);
    const std::vector<std::string> pins = TRY(pins_of(state, settings));
    for (const std::string& pin : pins) print(pin + "\n");
    return kDone;
}

Result<int> run_enrol(const Wishes& wishes) {
    const std::string path = wishes.config + "/wards.json";
    const catalogue::Wards wards = TRY(catalogue::load_wards(path));
    const catalogue::Ward* ward = wards.find(wishes.ward);
    if (!ward)
        return Error{Error::Code::invalid,
                     fmt::format("ward {}: {} has no such ward", wishes.ward, path)};
    Office office = TRY(open_office(wishes, Store::Wish::write));
    const std::string& name = wishes.name.empty() ? ward->full_name : wishes.name;
    const Value request{{"ward", wishes.ward}, {"name", name}};
    Value answer = TRY(office.store.perform("enrol", request, now()));
    answer["ward_name"] = ward->full_name;
    answer["address"] = address_of(wishes, office.settings);
    return show(wishes, answer, code_words);
}

Result<int> run_revoke(const Wishes& wishes) {
    const Value answer = TRY(ask(wishes, Store::Wish::write, "revoke",
                                 {{"device", wishes.device}, {"reason", wishes.reason}}));
    return show(wishes, answer, [](const Value&) {
        return std::string("revoked: nothing it signs is taken from now on\n");
    });
}

Result<int> run_kiosks(const Wishes& wishes) {
    const Value answer = TRY(ask(wishes, Store::Wish::look, "kiosks", Value::object()));
    return show(wishes, answer, kiosk_table);
}

Result<int> run_published(const Wishes& wishes) {
    const Value answer = TRY(ask(wishes, Store::Wish::look, "published", Value::object()));
    return show(wishes, answer, published_table);
}

Result<int> run_verify(const Wishes& wishes) {
    if (wishes.mend) TRY(ask(wishes, Store::Wish::write, "mend", Value::object()));
    const Value answer = TRY(ask(wishes, Store::Wish::look, "verify", Value::object()));
    TRY(show(wishes, answer, audit_words));
    const Value* ok = json::find(answer, "ok");
    return ok && *ok == Value(true) ? kDone : kFailed;
}

Result<int> run_counts(const Wishes& wishes) {
    Office office = TRY(open_office(wishes, Store::Wish::look));
    const bool csv = wishes.format == "csv";
    const auto first = parse_iso_date(wishes.from), last = parse_iso_date(wishes.to);
    if (wishes.measures) {
        const Value request{{"from", wishes.from}, {"to", wishes.to}, {"ward", wishes.ward}};
        const Value answer = TRY(office.store.perform("measures", request, now()));
        print(csv ? measures_csv(answer) : text_of(answer) + "\n");
        return kDone;
    }
    if (csv) print(std::string(kCountsHeader));
    // A day at a time: a season of every ward does not fit into memory at once.
    for (std::chrono::sys_days day = first; day <= std::chrono::sys_days(last);
         day += std::chrono::days(1)) {
        const std::string text = iso_date(day);
        const Value request{{"from", text}, {"to", text}, {"ward", wishes.ward}};
        const Value answer = TRY(office.store.perform("counts", request, now()));
        print(csv ? counts_csv(answer) : json_lines(answer, "counts"));
    }
    return kDone;
}

Result<int> run_backup(const Wishes& wishes) {
    std::error_code ignored;
    const std::string path = fs::absolute(wishes.path, ignored);
    const Value answer = TRY(ask(wishes, Store::Wish::look, "backup", {{"file", path}}));
    return show(wishes, answer, backup_words);
}

}  // namespace province
