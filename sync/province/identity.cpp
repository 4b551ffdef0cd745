#include "province/identity.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "base/files.h"
#include "province/certificate.h"

namespace province {

namespace {

constexpr std::size_t kKeyFileMax = 256;           // 64 digits and a line's end.
constexpr std::size_t kCertificateMax = 64 << 10;  // A chain of several.
constexpr std::string_view kSqlite = "sqlite:";

bool exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

std::string host_name() {
    char name[256] = {};
    if (::gethostname(name, sizeof name - 1) != 0) return {};
    return name;
}

Result<wire::SecretKey> read_key(const std::string& path) {
    const std::string text = TRY(files::read(path, kKeyFileMax));
    Result<wire::SecretKey> key = wire::SecretKey::parse(text);
    if (!key) return std::move(key).error().during(path);
    return key;
}

}  // namespace

std::string default_state() { return files::default_state_folder() + "-province"; }

std::string State::database(const std::string& configured) const {
    return configured == kSqlite ? configured + folder + "/province.db" : configured;
}

Result<std::vector<std::string>> init(const State& state, const std::vector<std::string>& hosts,
                                      WallTime now) {
    std::vector<std::string> made;
    TRY(files::make_folder(state.folder));
    if (!exists(state.key())) {
        const std::string text = wire::SecretKey::generate().text() + "\n";
        TRY(files::write_atomically(state.key(), text, files::Readers::owner));
        made.push_back(state.key());
    }
    if (exists(state.tls_key()) && exists(state.tls_certificate())) return made;
    std::vector<std::string> names = {"localhost", "127.0.0.1", "::1"};
    for (const std::string& host : hosts) names.push_back(host);
    if (const std::string own = host_name(); !own.empty()) names.push_back(own);
    const TlsPair pair = TRY(make_tls_pair(names, now));
    // The key first: a certificate without its key would be taken for a whole pair.
    TRY(files::write_atomically(state.tls_key(), pair.key, files::Readers::owner));
    TRY(files::write_atomically(state.tls_certificate(), pair.certificate));
    made.push_back(state.tls_key());
    made.push_back(state.tls_certificate());
    return made;
}

Result<ledger::Identity> load_identity(const State& state,
                                       const settings::ProvinceSettings& settings) {
    if (!exists(state.key()))
        return Error{Error::Code::not_found,
                     state.key() + ": there is no such key; make one with: motcua-province init"};
    const wire::SecretKey key = TRY(read_key(state.key()));
    ledger::Identity identity{
        .code = settings.code, .name = settings.name, .key = key, .next = std::nullopt, .pins = {}};
    if (exists(state.next_key())) {
        const wire::SecretKey next = TRY(read_key(state.next_key()));
        identity.next = next.public_key();
    }
    identity.pins = TRY(pins_of(state, settings));
    return identity;
}

Result<std::vector<std::string>> pins_of(const State& state,
                                         const settings::ProvinceSettings& settings) {
    std::vector<std::string> pins;
    const settings::Listen& listen = settings.listen;
    const bool own = listen.certificate.empty();
    const std::string path = own ? state.tls_certificate() : listen.certificate;
    // Behind nginx our own certificate is never shown to anybody; before init there is none.
    if (!own || (!listen.https.empty() && exists(path))) {
        const std::string pem = TRY(files::read(path, kCertificateMax));
        pins.push_back(TRY(pin_of(pem, path)));
    }
    for (const std::string& pin : listen.pins)
        if (std::find(pins.begin(), pins.end(), pin) == pins.end()) pins.push_back(pin);
    return pins;
}

ledger::Rules rules_of(const settings::ProvinceSettings& settings) {
    ledger::Rules rules;
    rules.next = settings.next;
    rules.code_life = settings.code_life;
    rules.evidence = settings.evidence;
    return rules;
}

}  // namespace province
