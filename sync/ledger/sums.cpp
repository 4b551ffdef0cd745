#include "ledger/sums.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "ledger/sum_rows.h"

namespace ledger {

namespace {

struct Shown {
    std::string_view word;  ///< What the cell's words begin with.
    std::int64_t tally::Measures::*field;
};
constexpr std::array kShown = {
    Shown{"visit_began", &tally::Measures::visits},
    Shown{"procedure_opened", &tally::Measures::opened},
    Shown{"qr_shown", &tally::Measures::qr_shown},
    Shown{"counter_way", &tally::Measures::counter_way},
    Shown{"slip_printed", &tally::Measures::slips},
};

std::string_view first_word(std::string_view words) { return words.substr(0, words.find(' ')); }

std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }
tally::Day day_of(std::int64_t number) { return tally::Day(std::chrono::days(number)); }

/// What a question is about: some days, perhaps of one ward, perhaps of one procedure.
struct Where {
    std::string words;
    sql::Values values;  ///< They refer to the arguments.
};
Where where(const tally::Period& period, const std::string& ward, const std::string& procedure) {
    Where one{.words = "day >= ? AND day <= ?",
              .values = {number_of(period.first), number_of(period.last)}};
    const auto also = [&](std::string_view column, const std::string& value) {
        if (value.empty()) return;
        one.words += fmt::format(" AND {} = ?", column);
        one.values.emplace_back(std::string_view(value));
    };
    also("ward", ward);
    also("procedure", procedure);
    return one;
}

/// Sums from a table by one of its columns, and from how many rows.
Result<sql::Rows> summed(Ledger& ledger, std::string_view table, std::string_view by,
                         const Where& where, std::string_view counted = "count(*)") {
    return ledger.connection().query(
        fmt::format("SELECT {0}, {1}, {2} FROM {3} WHERE {4} GROUP BY {0} ORDER BY {0}", by,
                    counted, summed_columns(), table, where.words),
        where.values);
}

/// Of all procedures together.
Result<std::vector<DaySum>> whole_days(Ledger& ledger, const tally::Period& period,
                                       const std::string& ward) {
    SumCache& cache = ledger.sum_cache();
    std::vector<DaySum> list;
    if (ward.empty()) {
        const SumCache::Totals* kept = TRY(cache.totals(ledger.connection(), period));
        if (kept) {
            for (const auto& [day, one] : kept->days) list.push_back(one);
            return list;
        }
    } else if (auto kept = TRY(cache.days(ledger.connection(), period, ward))) {
        return std::move(*kept);
    }
    const sql::Rows rows = TRY(summed(ledger, "ward_day", "day", where(period, ward, {})));
    for (const sql::Row& row : rows)
        list.push_back(
            {.day = day_of(row.integer(0)), .sum = sum_at(row, 2), .known = row.integer(1)});
    return list;
}

Result<std::vector<WardSum>> whole_wards(Ledger& ledger, const tally::Period& period) {
    const SumCache::Totals* kept = TRY(ledger.sum_cache().totals(ledger.connection(), period));
    std::vector<WardSum> list;
    if (kept) {
        for (const auto& [code, one] : kept->wards) list.push_back(one);
        return list;
    }
    const sql::Rows rows = TRY(summed(ledger, "ward_day", "ward", where(period, {}, {})));
    for (const sql::Row& row : rows)
        list.push_back({.ward = row.text(0), .sum = sum_at(row, 2), .known = row.integer(1)});
    return list;
}

}  // namespace

Sum& Sum::operator+=(const Sum& other) {
    measures += other.measures;
    untrusted += other.untrusted;
    filtered += other.filtered;
    return *this;
}

Sum& Sum::operator-=(const Sum& other) {
    for (const tally::MeasureName& measure : tally::measure_names())
        measures.*measure.field -= other.measures.*measure.field;
    untrusted -= other.untrusted;
    filtered -= other.filtered;
    return *this;
}

Sum sum_of(const wire::CellKey& key, std::int64_t count) {
    if (key.certainty == wire::Certainty::filtered) return {.measures = {}, .filtered = count};
    Sum sum{.measures = {}, .untrusted = key.trusted ? 0 : count};
    if (key.certainty == wire::Certainty::confirmed) {
        if (const auto traits = tally::parse_traits(key.what))
            sum.measures = tally::measures_of(*traits, count);
    } else if (key.certainty == wire::Certainty::said) {
        if (key.what == "outcome submitted") sum.measures.submitted = count;
    } else {
        for (const Shown& shown : kShown)
            if (first_word(key.what) == shown.word) sum.measures.*shown.field = count;
    }
    return sum;
}

Result<std::vector<DaySum>> sums_by_day(Ledger& ledger, const tally::Period& period,
                                        const std::string& ward, const std::string& procedure) {
    std::vector<DaySum> list = TRY(whole_days(ledger, period, ward));
    if (procedure.empty()) return list;
    const sql::Rows rows =
        TRY(summed(ledger, "procedure_day", "day", where(period, ward, procedure)));
    std::map<tally::Day, Sum> sums;
    for (const sql::Row& row : rows) sums[day_of(row.integer(0))] = sum_at(row, 2);
    for (DaySum& one : list) one.sum = sums[one.day];
    return list;
}

Result<std::vector<WardSum>> sums_by_ward(Ledger& ledger, const tally::Period& period,
                                          const std::string& procedure) {
    std::vector<WardSum> wards = TRY(whole_wards(ledger, period));
    if (procedure.empty()) return wards;
    const sql::Rows rows =
        TRY(summed(ledger, "procedure_day", "ward", where(period, {}, procedure)));
    std::map<std::string, std::int64_t> known;
    for (const WardSum& ward : wards) known[ward.ward] = ward.known;
    std::vector<WardSum> list;
    for (const sql::Row& row : rows)
        list.push_back({.ward = row.text(0), .sum = sum_at(row, 2), .known = known[row.text(0)]});
    return list;
}

Result<std::vector<ProcedureSum>> sums_by_procedure(Ledger& ledger, const tally::Period& period,
                                                    const std::string& ward) {
    const SumCache::Procedures* kept = nullptr;
    if (ward.empty()) kept = TRY(ledger.sum_cache().procedures(ledger.connection(), period));
    std::vector<ProcedureSum> list;
    if (kept) {
        for (const auto& [code, one] : *kept) list.push_back(one);
        return list;
    }
    // Those of one ward are soon read.
    const sql::Rows rows = TRY(summed(ledger, "procedure_day", "procedure", where(period, ward, {}),
                                      "count(DISTINCT ward)"));
    for (const sql::Row& row : rows)
        list.push_back({.procedure = row.text(0), .sum = sum_at(row, 2), .wards = row.integer(1)});
    return list;
}

// So that nobody goes on showing the old ones (sum_cache.cpp).
constexpr std::string_view kMended =
    "INSERT INTO fact (name, value) VALUES ('sums', '1') ON CONFLICT (name) DO UPDATE "
    "SET value = fact.value || '1'";

Result<> mend_sums(Ledger& ledger) {
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    // A batch that is under way has written its sums, or will after us: none comes in between.
    if (connection.dialect() == sql::Dialect::postgresql)
        TRY(connection.script("LOCK TABLE ward_day, procedure_day IN EXCLUSIVE MODE"));
    TRY(connection.run("DELETE FROM ward_day", {}));
    TRY(connection.run("DELETE FROM procedure_day", {}));
    TRY(fill_sums(connection));
    TRY(connection.run(kMended, {}));
    return transaction.commit();
}

}  // namespace ledger
