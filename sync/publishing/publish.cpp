#include "publishing/publish.h"

#include <fmt/format.h>

#include <map>

#include "catalogue/load.h"
#include "catalogue/wards.h"
#include "text/unicode.h"

namespace publishing {

namespace {

constexpr std::string_view kInUse =
    "SELECT published, count(*) FROM device WHERE revoked_at = 0 GROUP BY published "
    "ORDER BY published DESC";
constexpr std::string_view kKiosksByWard =
    "SELECT ward, count(*) FROM device WHERE revoked_at = 0 GROUP BY ward ORDER BY ward";

/// A procedure whose addresses show what templates give: one with an id, if there is one.
catalogue::Procedure example_of(const std::optional<std::string>& bytes) {
    if (!bytes) return {};
    const auto loaded = catalogue::parse(*bytes, "catalogue.json");
    if (!loaded || loaded->catalogue.procedures().empty()) return {};
    for (const catalogue::Procedure& one : loaded->catalogue.procedures())
        if (!one.formality_id.empty() && !one.internal) return one;
    return loaded->catalogue.procedures().front();
}

/// A kiosk refuses the whole publication if its own ward is not in wards.json.
Result<std::vector<Fault>> faults_of_wards(ledger::Ledger& ledger, const std::string& bytes) {
    std::vector<Fault> faults;
    const auto wards = catalogue::parse_wards(bytes, "wards.json");
    if (!wards) return faults;
    if (const std::string& ours = ledger.identity().code; wards->province_code != ours)
        faults.push_back(
            {.path = "wards.json",
             .message = fmt::format("is of province {}, not of {}", wards->province_code, ours)});
    const sql::Rows rows = TRY(ledger.connection().query(kKiosksByWard, {}));
    for (const sql::Row& row : rows)
        if (!wards->find(row.text(0)))
            faults.push_back({.path = "wards.json",
                              .message = fmt::format("lacks ward {}, where {} kiosks stand: they "
                                                     "would refuse the publication",
                                                     row.text(0), row.integer(1))});
    return faults;
}

/// Judges one file: faults_of(), or faults_of_former() where it goes back to what was.
using Judge = std::vector<Fault> (*)(const std::string& path, std::string_view bytes);

Result<std::vector<Fault>> all_faults(ledger::Ledger& ledger, const Files& files, Judge judge) {
    std::vector<Fault> faults;
    for (const auto& [path, bytes] : files) {
        std::vector<Fault> found = judge(path, bytes);
        if (found.empty() && path == "wards.json") found = TRY(faults_of_wards(ledger, bytes));
        faults.insert(faults.end(), found.begin(), found.end());
    }
    return faults;
}

Result<std::int64_t> kiosks_in_use(ledger::Ledger& ledger) {
    std::int64_t sum = 0;
    const std::vector<InUse> list = TRY(in_use(ledger));
    for (const InUse& one : list) sum += one.kiosks;
    return sum;
}

Result<> check(const ledger::Publisher& by) {
    if (by.note.size() <= kNoteBytesMax && text::problem_of(by.note).empty()) return {};
    return Error{Error::Code::invalid,
                 fmt::format("the note must be text of at most {} bytes", kNoteBytesMax)};
}

Outcome outcome_of(std::optional<std::int64_t> version) {
    return {.version = version, .moved = !version};
}

/// Whether every file is in force already.
Result<bool> changes_nothing(ledger::Ledger& ledger, const Files& files) {
    if (files.empty()) return false;
    const std::int64_t newest = TRY(ledger::newest_version(ledger.connection()));
    const auto list = TRY(ledger::files_of(ledger.connection(), newest));
    std::map<std::string, std::string> digests;
    for (const wire::Publication::File& file : list) digests[file.path] = file.digest;
    for (const auto& [path, bytes] : files)
        if (const auto at = digests.find(path);
            at == digests.end() || at->second != wire::digest(bytes))
            return false;
    return true;
}

Result<Preview> preview_of(ledger::Ledger& ledger, const Folders& folders, const Files& files,
                           Judge judge) {
    Preview preview;
    preview.base = TRY(ledger::newest_version(ledger.connection()));
    preview.kiosks = TRY(kiosks_in_use(ledger));
    preview.faults = TRY(all_faults(ledger, files, judge));
    std::optional<std::string> catalogue;
    if (const auto at = files.find("catalogue.json"); at != files.end())
        catalogue = at->second;
    else
        catalogue = TRY(file_in_force(ledger, folders, "catalogue.json"));
    const catalogue::Procedure example = example_of(catalogue);
    for (const auto& [path, bytes] : files) {
        if (!judge(path, bytes).empty()) continue;
        const std::optional<std::string> before = TRY(file_in_force(ledger, folders, path));
        preview.changes.push_back(difference(path, before, bytes, example));
    }
    return preview;
}

}  // namespace

Result<Preview> preview(ledger::Ledger& ledger, const Folders& folders, const Files& files) {
    return preview_of(ledger, folders, files, faults_of);
}

Result<Preview> preview_roll_back(ledger::Ledger& ledger, const Folders& folders,
                                  std::int64_t version) {
    if (version == 0) return Error{Error::Code::not_found, "there is no version 0"};
    const std::int64_t newest = TRY(ledger::newest_version(ledger.connection()));
    const Files now = TRY(published_files(ledger, newest));
    Files then = TRY(published_files(ledger, version));
    for (const auto& [path, bytes] : now) {
        if (then.contains(path) || then.contains(wire::counterpart(path))) continue;
        const std::optional<std::string> ours = TRY(configured_file(folders, path));
        if (ours) then[path] = *ours;
    }
    return preview_of(ledger, folders, then, faults_of_former);
}

Result<Outcome> publish(ledger::Ledger& ledger, const Files& files, const ledger::Publisher& by,
                        WallTime now) {
    TRY(check(by));
    std::vector<Fault> faults = TRY(all_faults(ledger, files, faults_of));
    if (!faults.empty()) return Outcome{.faults = std::move(faults)};
    const bool idle = TRY(changes_nothing(ledger, files));
    if (idle) return Outcome{.same = true};
    const std::vector<std::pair<std::string, std::string>> list(files.begin(), files.end());
    const std::optional<std::int64_t> version = TRY(ledger::publish(ledger, list, by, now));
    return outcome_of(version);
}

Result<Outcome> roll_back(ledger::Ledger& ledger, std::int64_t version, const ledger::Publisher& by,
                          WallTime now) {
    TRY(check(by));
    const Files then = TRY(published_files(ledger, version));
    // What held then need not now: a ward may have got its kiosks since.
    std::vector<Fault> faults = TRY(all_faults(ledger, then, faults_of_former));
    if (!faults.empty()) return Outcome{.faults = std::move(faults)};
    const std::int64_t newest = TRY(ledger::newest_version(ledger.connection()));
    const bool same = then == TRY(published_files(ledger, newest));
    if (same && by.base.value_or(newest) == newest) return Outcome{.same = true};
    const std::optional<std::int64_t> next = TRY(ledger::roll_back(ledger, version, by, now));
    return outcome_of(next);
}

Result<std::vector<InUse>> in_use(ledger::Ledger& ledger) {
    const sql::Rows rows = TRY(ledger.connection().query(kInUse, {}));
    std::vector<InUse> list;
    for (const sql::Row& row : rows)
        list.push_back({.version = row.integer(0), .kiosks = row.integer(1)});
    return list;
}

}  // namespace publishing
