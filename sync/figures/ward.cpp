#include <algorithm>

#include "figures/parts.h"

namespace figures {

namespace {

constexpr std::string_view kFiltered =
    "SELECT c.what, CAST(sum(c.count) AS BIGINT) FROM cell c JOIN run r ON r.number = c.run "
    "WHERE r.ward = ? AND c.day >= ? AND c.day <= ? AND c.certainty = ? "
    "GROUP BY c.what HAVING sum(c.count) <> 0 ORDER BY c.what";

Result<std::vector<Uncounted>> filtered(ledger::Ledger& ledger, const Asked& asked) {
    const sql::Rows rows = TRY(ledger.connection().query(
        kFiltered, sql::Values{std::string_view(asked.ward), number_of(asked.period.first),
                               number_of(asked.period.last),
                               static_cast<std::int64_t>(wire::Certainty::filtered)}));
    std::vector<Uncounted> list;
    for (const sql::Row& row : rows) {
        const std::string& words = row.text(0);
        const std::size_t end = std::min(words.find(' '), words.size());
        list.push_back({.kind = words.substr(0, end),
                        .reason = words.substr(std::min(end + 1, words.size())),
                        .rows = row.integer(1)});
    }
    return list;
}

/// Up to today: what is to come is nobody's omission.
std::vector<tally::Day> unknown_days(const Overview& overview) {
    std::vector<tally::Day> unknown;
    auto known = overview.days.begin();
    const tally::Day last = std::min(overview.asked.period.last, overview.asked.today);
    for (tally::Day day = overview.asked.period.first; day <= last; day += std::chrono::days(1)) {
        while (known != overview.days.end() && known->day < day) ++known;
        if (known == overview.days.end() || known->day != day) unknown.push_back(day);
    }
    return unknown;
}

}  // namespace

Result<WardPage> ward(ledger::Ledger& ledger, const World& world, const Asked& asked,
                      WallTime now) {
    const sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    const std::vector<KioskRow> kiosks = TRY(kiosk_rows(ledger, world, now));
    WardPage page;
    page.overview = TRY(overview_of(ledger, world, asked, kiosks));
    if (asked.ward.empty() || page.overview.wards.empty())
        return Error{Error::Code::not_found, "there is no ward " + asked.ward};
    page.procedures = TRY(procedure_rows(ledger, world, asked));
    page.kiosks = only(kiosks, asked.ward);
    page.filtered = TRY(filtered(ledger, asked));
    page.untrusted = page.overview.sum.untrusted;
    page.unknown = unknown_days(page.overview);
    return page;
}

}  // namespace figures
