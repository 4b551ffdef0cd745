#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "demo/demo.h"
#include "province/identity.h"
#include "province/store.h"
#include "settings/province_file.h"

/// What motcua-province does when it is called: one function a command, each with its exit status.
/// They hold the clock; what they ask of the ledger goes through Store.
namespace province {

/// What stands on the command line.
struct Wishes {
    std::string config;                        ///< The folder of province.toml and wards.json.
    std::string assets;                        ///< The folder of web/, lang/ and fonts/.
    std::string state = default_state();       ///< The state folder.
    std::string database, https, http;         ///< In place of province.toml's.
    bool has_https = false, has_http = false;  ///< Whether they were given: "" turns a door off.
    bool json = false;
    std::vector<std::string> hosts;        ///< init
    std::string ward, name;                ///< enrol, counts; officer
    std::string full_name;                 ///< officer add
    std::string role = "viewer";           ///< officer add
    bool by_proxy = false;                 ///< officer add
    bool must_change = false;              ///< officer add, password
    std::string device, reason;            ///< revoke
    std::vector<std::string> paths;        ///< publish, preview
    std::string note;                      ///< publish, rollback
    std::int64_t version_back = 0;         ///< rollback, preview; 0: not given.
    std::string from, to, format = "csv";  ///< counts
    bool measures = false;                 ///< counts
    bool mend = false;                     ///< verify
    std::string path;                      ///< backup, stick; report
    std::string month;                     ///< report
    demo::Wanted demo;                     ///< demo
    std::string version;                   ///< Of the program.
};

inline constexpr int kDone = 0, kFailed = 1, kWrongUsage = 2;

/// province.toml with what the command line says in its place.
Result<settings::ProvinceSettings> settings_of(const Wishes& wishes);

Result<int> run_serve(const Wishes& wishes);
Result<int> run_init(const Wishes& wishes);
Result<int> run_enrol(const Wishes& wishes);
Result<int> run_revoke(const Wishes& wishes);
Result<int> run_kiosks(const Wishes& wishes);
Result<int> run_publish(const Wishes& wishes);
Result<int> run_rollback(const Wishes& wishes);
Result<int> run_preview(const Wishes& wishes);  ///< kFailed: the files do not hold.
Result<int> run_published(const Wishes& wishes);
Result<int> run_verify(const Wishes& wishes);
Result<int> run_counts(const Wishes& wishes);
Result<int> run_backup(const Wishes& wishes);
Result<int> run_stick(const Wishes& wishes);
Result<int> run_demo(const Wishes& wishes);
Result<int> run_report(const Wishes& wishes);
Result<int> run_officer_add(const Wishes& wishes);
Result<int> run_officer_list(const Wishes& wishes);
Result<int> run_officer_password(const Wishes& wishes);
Result<int> run_officer_disable(const Wishes& wishes);
Result<int> run_officer_enable(const Wishes& wishes);

/// Where kiosks and browsers reach us: "https://127.0.0.1:8443".
std::string address_of(const Wishes& wishes, const settings::ProvinceSettings& settings);

/// Settings, the folder's owner, the store: what nearly every command begins with.
struct Office {
    settings::ProvinceSettings settings;
    Store store;
};
Result<Office> open_office(const Wishes& wishes, Store::Wish wish);

}  // namespace province
