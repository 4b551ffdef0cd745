#include "ledger/sum_rows.h"

#include <fmt/format.h>

#include <set>

namespace ledger {

namespace {

constexpr std::string_view kWards = "SELECT DISTINCT ward FROM run ORDER BY ward";
constexpr std::string_view kCells =
    "SELECT c.day, c.certainty, c.procedure, c.what, c.trusted, CAST(sum(c.count) AS BIGINT) "
    "FROM cell c JOIN run r ON r.number = c.run WHERE r.ward = ? "
    "GROUP BY c.day, c.certainty, c.procedure, c.what, c.trusted "
    "ORDER BY c.day, c.certainty, c.procedure, c.what, c.trusted";
constexpr std::string_view kSeals =
    "SELECT DISTINCT s.day FROM seal s JOIN run r ON r.number = s.run WHERE r.ward = ? "
    "ORDER BY s.day";

std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }
tally::Day day_of(std::int64_t number) { return tally::Day(std::chrono::days(number)); }

std::vector<std::string> column_names() {
    std::vector<std::string> names;
    for (const tally::MeasureName& measure : tally::measure_names())
        names.emplace_back(measure.name);
    names.insert(names.end(), {"untrusted", "filtered"});
    return names;
}

/// The columns, each in a pattern with its name as {0} and the table's as {1}.
std::string columns_as(fmt::format_string<std::string&, std::string_view&> pattern,
                       std::string_view table = {}) {
    std::string text;
    for (std::string& name : column_names()) {
        if (!text.empty()) text += ", ";
        text += fmt::format(pattern, name, table);
    }
    return text;
}

/// An INSERT that adds to the row that is there.
std::string adding(std::string_view table, std::string_view keys, std::size_t key_count,
                   std::string_view also) {
    std::string places = "?";
    for (std::size_t i = 1; i < key_count + column_names().size(); ++i) places += ", ?";
    // `sealed` stands between the keys and the measures.
    const std::string_view sealed = also.empty() ? "" : "sealed, ";
    if (!also.empty()) places += ", ?";
    return fmt::format("INSERT INTO {} ({}, {}{}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}{}",
                       table, keys, sealed, sum_columns(), places, keys, also,
                       columns_as("{0} = {1}.{0} + excluded.{0}", table));
}

void append(sql::Values& values, const Sum& sum) {
    for (const tally::MeasureName& measure : tally::measure_names())
        values.emplace_back(sum.measures.*measure.field);
    values.insert(values.end(), {sum.untrusted, sum.filtered});
}

}  // namespace

const std::string& sum_columns() {
    static const std::string columns = columns_as("{0}");
    return columns;
}

const std::string& summed_columns() {
    // PostgreSQL's sum() of whole numbers is a NUMERIC. Sums fit: a count has at most 10^9.
    static const std::string columns = columns_as("CAST(sum({0}) AS BIGINT)");
    return columns;
}

Sum sum_at(const sql::Row& row, std::size_t first_column) {
    Sum sum;
    for (const tally::MeasureName& measure : tally::measure_names())
        sum.measures.*measure.field = row.integer(first_column++);
    sum.untrusted = row.integer(first_column);
    sum.filtered = row.integer(first_column + 1);
    return sum;
}

void SumRows::add(const std::string& ward, const wire::CellKey& key, std::int64_t count) {
    const Sum sum = sum_of(key, count);
    wards[{ward, key.day}].sum += sum;
    procedures[{ward, key.day, key.procedure}] += sum;
}

void SumRows::seal(const std::string& ward, tally::Day day) { wards[{ward, day}].sealed = true; }

Result<> add_sums(sql::Connection& connection, const SumRows& rows) {
    // A seal is never taken back.
    static const std::string add_ward =
        adding("ward_day", "ward, day", 2, "sealed = ward_day.sealed | excluded.sealed, ");
    static const std::string add_procedure = adding("procedure_day", "ward, day, procedure", 3, "");
    std::vector<sql::Values> many;
    for (const auto& [key, row] : rows.wards) {
        many.push_back(
            {std::string_view(key.first), number_of(key.second), std::int64_t{row.sealed}});
        append(many.back(), row.sum);
    }
    TRY(connection.insert_many(add_ward, many));
    many.clear();
    for (const auto& [key, sum] : rows.procedures) {
        const auto& [ward, day, procedure] = key;
        many.push_back({std::string_view(ward), number_of(day), std::string_view(procedure)});
        append(many.back(), sum);
    }
    TRY(connection.insert_many(add_procedure, many));
    return {};
}

Result<SumRows> recount(sql::Connection& connection, const std::string& ward) {
    SumRows found;
    const sql::Rows cells = TRY(connection.query(kCells, sql::Values{ward}));
    for (const sql::Row& row : cells) {
        wire::CellKey key;
        key.day = day_of(row.integer(0));
        key.certainty = static_cast<wire::Certainty>(row.integer(1));
        key.procedure = row.text(2);
        key.what = row.text(3);
        key.trusted = row.integer(4) != 0;
        found.add(ward, key, row.integer(5));
    }
    const sql::Rows seals = TRY(connection.query(kSeals, sql::Values{ward}));
    for (const sql::Row& row : seals) found.seal(ward, day_of(row.integer(0)));
    return found;
}

Result<SumRows> stored_sums(sql::Connection& connection, const std::string& ward) {
    static const std::string ward_days = fmt::format(
        "SELECT day, sealed, {} FROM ward_day WHERE ward = ? ORDER BY day", sum_columns());
    static const std::string procedure_days = fmt::format(
        "SELECT day, procedure, {} FROM procedure_day WHERE ward = ? ORDER BY day, procedure",
        sum_columns());
    SumRows found;
    const sql::Rows days = TRY(connection.query(ward_days, sql::Values{ward}));
    for (const sql::Row& row : days)
        found.wards[{ward, day_of(row.integer(0))}] = {.sum = sum_at(row, 2),
                                                       .sealed = row.integer(1) != 0};
    const sql::Rows procedures = TRY(connection.query(procedure_days, sql::Values{ward}));
    for (const sql::Row& row : procedures)
        found.procedures[{ward, day_of(row.integer(0)), row.text(1)}] = sum_at(row, 2);
    return found;
}

// Ward by ward: a store of years does not fit into memory at once.
Result<> fill_sums(sql::Connection& connection) {
    const sql::Rows wards = TRY(connection.query(kWards, {}));
    for (const sql::Row& row : wards) {
        const SumRows found = TRY(recount(connection, row.text(0)));
        TRY(add_sums(connection, found));
    }
    return {};
}

}  // namespace ledger
