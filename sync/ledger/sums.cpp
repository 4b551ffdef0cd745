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

/// How many rows of ward_day there are of each day, or of each ward.
Result<sql::Rows> known(Ledger& ledger, std::string_view by, const Where& where) {
    return ledger.connection().query(
        fmt::format("SELECT {0}, count(*) FROM ward_day WHERE {1} GROUP BY {0} ORDER BY {0}", by,
                    where.words),
        where.values);
}

Result<sql::Rows> summed(Ledger& ledger, std::string_view table, std::string_view by,
                         std::string_view counted, const Where& where) {
    return ledger.connection().query(
        fmt::format("SELECT {0}, {1}, {2} FROM {3} WHERE {4} GROUP BY {0} ORDER BY {0}", by,
                    counted, summed_columns(), table, where.words),
        where.values);
}

}  // namespace

Sum& Sum::operator+=(const Sum& other) {
    measures += other.measures;
    untrusted += other.untrusted;
    filtered += other.filtered;
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
    const Where all = where(period, ward, {});
    std::vector<DaySum> list;
    if (procedure.empty()) {
        const sql::Rows rows = TRY(summed(ledger, "ward_day", "day", "count(*)", all));
        for (const sql::Row& row : rows)
            list.push_back(
                {.day = day_of(row.integer(0)), .sum = sum_at(row, 2), .known = row.integer(1)});
        return list;
    }
    const sql::Rows days = TRY(known(ledger, "day", all));
    const sql::Rows rows =
        TRY(summed(ledger, "procedure_day", "day", "count(*)", where(period, ward, procedure)));
    std::map<std::int64_t, Sum> sums;
    for (const sql::Row& row : rows) sums[row.integer(0)] = sum_at(row, 2);
    for (const sql::Row& row : days)
        list.push_back(
            {.day = day_of(row.integer(0)), .sum = sums[row.integer(0)], .known = row.integer(1)});
    return list;
}

Result<std::vector<WardSum>> sums_by_ward(Ledger& ledger, const tally::Period& period,
                                          const std::string& procedure) {
    const Where all = where(period, {}, {});
    std::vector<WardSum> list;
    if (procedure.empty()) {
        const sql::Rows rows = TRY(summed(ledger, "ward_day", "ward", "count(*)", all));
        for (const sql::Row& row : rows)
            list.push_back({.ward = row.text(0), .sum = sum_at(row, 2), .known = row.integer(1)});
        return list;
    }
    const sql::Rows wards = TRY(known(ledger, "ward", all));
    std::map<std::string, std::int64_t> days;
    for (const sql::Row& row : wards) days[row.text(0)] = row.integer(1);
    const sql::Rows rows =
        TRY(summed(ledger, "procedure_day", "ward", "count(*)", where(period, {}, procedure)));
    for (const sql::Row& row : rows)
        list.push_back({.ward = row.text(0), .sum = sum_at(row, 2), .known = days[row.text(0)]});
    return list;
}

Result<std::vector<ProcedureSum>> sums_by_procedure(Ledger& ledger, const tally::Period& period,
                                                    const std::string& ward) {
    const sql::Rows rows = TRY(summed(ledger, "procedure_day", "procedure", "count(DISTINCT ward)",
                                      where(period, ward, {})));
    std::vector<ProcedureSum> list;
    for (const sql::Row& row : rows)
        list.push_back({.procedure = row.text(0), .sum = sum_at(row, 2), .wards = row.integer(1)});
    return list;
}

}  // namespace ledger
