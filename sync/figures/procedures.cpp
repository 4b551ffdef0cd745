#include <algorithm>
#include <map>
#include <tuple>

#include "figures/parts.h"

namespace figures {

namespace {

constexpr std::string_view kAnyArrival = "SELECT day FROM arrival LIMIT 1";
constexpr std::string_view kTold = "SELECT day FROM procedure_day WHERE procedure = ? LIMIT 1";
constexpr std::string_view kArrivals =
    "SELECT procedure, CAST(sum(count) AS BIGINT) FROM arrival "
    "WHERE day >= ? AND day <= ? AND procedure <> '' AND (? = '' OR device IN "
    "(SELECT id FROM device WHERE ward = ?)) GROUP BY procedure ORDER BY procedure";

/// By procedure. Nothing while no code ever led anybody through the province: then nobody counts,
/// and 0 would be wrong.
using Arrivals = std::optional<std::map<std::string, std::int64_t>>;

Result<Arrivals> arrivals(ledger::Ledger& ledger, const Asked& asked) {
    const sql::Rows any = TRY(ledger.connection().query(kAnyArrival, {}));
    if (any.empty()) return Arrivals();
    const sql::Rows rows = TRY(ledger.connection().query(
        kArrivals, sql::Values{number_of(asked.period.first), number_of(asked.period.last),
                               std::string_view(asked.ward), std::string_view(asked.ward)}));
    Arrivals found(std::in_place);
    for (const sql::Row& row : rows) (*found)[row.text(0)] = row.integer(1);
    return found;
}

Result<bool> is_told(ledger::Ledger& ledger, const std::string& code) {
    const sql::Rows any = TRY(ledger.connection().query(kTold, sql::Values{code}));
    return !any.empty();
}

/// Most received first, then most opened.
auto order_of(const ProcedureRow& row) {
    const tally::Measures& measures = row.sum.measures;
    return std::make_tuple(-measures.received, -measures.opened, std::cref(row.code).get());
}

/// All that is not a sum of cells.
void complete(ProcedureRow& row, const std::string& code, const World& world,
              const Arrivals& arrived) {
    const catalogue::Procedure* known = world.catalogue.find(code);
    row.code = code;
    row.name = known ? catalogue::short_name(*known, text::Language::vi) : code;
    if (known) row.field = known->field;
    row.rates = rates_of(world.campaign, row.sum.measures);
    if (!arrived) return;
    const auto here = arrived->find(code);
    row.arrivals = here == arrived->end() ? 0 : here->second;
}

}  // namespace

Result<std::vector<ProcedureRow>> procedure_rows(ledger::Ledger& ledger, const World& world,
                                                 const Asked& asked) {
    std::map<std::string, ProcedureRow> by_code;
    const auto sums = TRY(ledger::sums_by_procedure(ledger, asked.period, asked.ward));
    for (const ledger::ProcedureSum& sum : sums) {
        if (sum.procedure.empty()) continue;  // Visits: of no procedure.
        by_code[sum.procedure].sum = sum.sum;
        by_code[sum.procedure].wards = sum.wards;
    }
    const Arrivals arrived = TRY(arrivals(ledger, asked));
    if (arrived)
        for (const auto& [code, count] : *arrived) by_code.try_emplace(code);
    std::vector<ProcedureRow> rows;
    for (auto& [code, row] : by_code) {
        complete(row, code, world, arrived);
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, order_of);
    return rows;
}

Result<Procedures> procedures(ledger::Ledger& ledger, const World& world, const Asked& asked) {
    const sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    Procedures answer;
    answer.asked = asked;
    answer.rows = TRY(procedure_rows(ledger, world, asked));
    return answer;
}

Result<ProcedurePage> procedure(ledger::Ledger& ledger, const World& world, const Asked& asked,
                                const std::string& code, WallTime now) {
    const sql::Transaction moment = TRY(sql::Transaction::begin_reading(ledger.connection()));
    if (!world.catalogue.find(code) && !TRY(is_told(ledger, code)))
        return Error{Error::Code::not_found, "there is no procedure " + code};
    ProcedurePage page;
    page.asked = asked;
    page.days = TRY(ledger::sums_by_day(ledger, asked.period, asked.ward, code));
    const std::vector<KioskRow> kiosks = TRY(kiosk_rows(ledger, world, now));
    page.wards = only(TRY(ward_rows(ledger, world, asked, kiosks, code)), asked.ward);
    std::erase_if(page.wards, [](const WardRow& ward) { return ward.known_days == 0; });
    std::ranges::stable_sort(page.wards, std::greater(),
                             [](const WardRow& ward) { return ward.sum.measures.received; });
    for (const WardRow& ward : page.wards) page.row.sum += ward.sum;
    page.row.wards = std::ssize(page.wards);
    const Arrivals arrived = TRY(arrivals(ledger, asked));
    complete(page.row, code, world, arrived);
    return page;
}

}  // namespace figures
