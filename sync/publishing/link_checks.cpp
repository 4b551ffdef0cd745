#include "publishing/link_checks.h"

#include <map>
#include <utility>

#include "ledger/alarms.h"

namespace publishing {

namespace {

// The last mark of each code, and when the last good one was.
constexpr std::string_view kLast =
    "SELECT c.procedure, c.kind, c.address, c.good, c.note, c.officer, c.at FROM link_check c "
    "JOIN (SELECT max(number) AS number FROM link_check GROUP BY procedure, kind) newest "
    "ON newest.number = c.number";
constexpr std::string_view kLastGood =
    "SELECT procedure, kind, max(at) FROM link_check WHERE good = 1 GROUP BY procedure, kind";
constexpr std::string_view kMark =
    "INSERT INTO link_check (procedure, kind, address, good, note, officer, at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";

using Place = std::pair<std::string, std::string>;  // Procedure, kind.

Result<> add_marks(ledger::Ledger& ledger, std::vector<LinkCheck>& checks) {
    std::map<Place, LinkCheck*> places;
    for (LinkCheck& check : checks)
        places[{check.procedure, std::string(name_of(check.kind))}] = &check;
    const sql::Rows last = TRY(ledger.connection().query(kLast, {}));
    for (const sql::Row& row : last) {
        const auto at = places.find({row.text(0), row.text(1)});
        if (at == places.end()) continue;  // The catalogue has it no more.
        at->second->last = Mark{.good = row.integer(3) != 0,
                                .at = ledger::time_of(row.integer(6)),
                                .officer = row.text(5),
                                .note = row.text(4),
                                .address = row.text(2)};
    }
    const sql::Rows good = TRY(ledger.connection().query(kLastGood, {}));
    for (const sql::Row& row : good)
        if (const auto at = places.find({row.text(0), row.text(1)}); at != places.end())
            at->second->last_good = ledger::time_of(row.integer(2));
    return {};
}

}  // namespace

Result<std::vector<LinkCheck>> link_checks(ledger::Ledger& ledger, const Folders& folders) {
    const Signposts posts = TRY(signposts(ledger, folders));
    std::vector<LinkCheck> checks;
    const auto add = [&](const catalogue::Procedure& procedure, catalogue::LinkKind kind) {
        LinkCheck check;
        check.procedure = procedure.code;
        if (!procedure.code.empty())
            check.name = catalogue::short_name(procedure, text::Language::vi);
        check.kind = kind;
        check.address = posts.portal.links.address(kind, procedure);
        checks.push_back(std::move(check));
    };
    for (const catalogue::LinkKind kind : catalogue::kLinkKinds)
        if (!catalogue::is_of_a_procedure(kind)) add({}, kind);
    for (const catalogue::Procedure& procedure : posts.catalogue.procedures()) {
        if (procedure.internal) continue;  // Citizens are never shown it.
        for (const catalogue::LinkKind kind : catalogue::kLinkKinds)
            if (catalogue::is_of_a_procedure(kind)) add(procedure, kind);
    }
    TRY(add_marks(ledger, checks));
    return checks;
}

Result<std::optional<std::string>> address_of(ledger::Ledger& ledger, const Folders& folders,
                                              const std::string& procedure,
                                              catalogue::LinkKind kind) {
    const Signposts posts = TRY(signposts(ledger, folders));
    if (!catalogue::is_of_a_procedure(kind)) {
        if (!procedure.empty()) return std::optional<std::string>();
        return std::optional(posts.portal.links.address(kind, {}));
    }
    const catalogue::Procedure* found = posts.catalogue.find(procedure);
    if (!found || found->internal) return std::optional<std::string>();
    return std::optional(posts.portal.links.address(kind, *found));
}

Result<> mark_link(ledger::Ledger& ledger, const std::string& procedure, catalogue::LinkKind kind,
                   const Mark& mark) {
    TRY(ledger.connection().run(
        kMark, sql::Values{procedure, name_of(kind), mark.address, std::int64_t{mark.good},
                           mark.note, mark.officer, ledger::stored(mark.at)}));
    return {};
}

}  // namespace publishing
