#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "ledger/ledger.h"
#include "settings/province_file.h"

/// The state folder of a province and what is kept in it: the signing key (province.key; next.key
/// if one is made known already), the TLS key and certificate, the database if it is SQLite, the
/// socket of the server that runs. Keys have mode 0600 and never leave it.
namespace province {

/// Beside the kiosk's own: $XDG_STATE_HOME/motcua-province, or /var/lib/motcua-province.
std::string default_state();

/// The files of one state folder.
struct State {
    std::string folder;

    std::string key() const { return folder + "/province.key"; }
    std::string next_key() const { return folder + "/next.key"; }
    std::string tls_key() const { return folder + "/tls.key"; }
    std::string tls_certificate() const { return folder + "/tls.crt"; }
    std::string socket() const { return folder + "/province.sock"; }
    std::string listening() const { return folder + "/listening"; }
    std::string spool() const { return folder + "/spool"; }
    /// "sqlite:" means a file of ours.
    std::string database(const std::string& configured) const;
};

/// Makes what is missing, and says what that was. `hosts`: names for the certificate beside those
/// that this machine has.
Result<std::vector<std::string>> init(const State& state, const std::vector<std::string>& hosts,
                                      WallTime now);

/// The key, the name and the pins; `not_found` says to run init.
Result<ledger::Identity> load_identity(const State& state,
                                       const settings::ProvinceSettings& settings);

/// The pin of the certificate that is used, then those configured.
Result<std::vector<std::string>> pins_of(const State& state,
                                         const settings::ProvinceSettings& settings);

ledger::Rules rules_of(const settings::ProvinceSettings& settings);

}  // namespace province
