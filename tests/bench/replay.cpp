#include "bench/replay.h"

#include <fmt/format.h>

#include "ledger/sum_rows.h"

namespace {

/// How the columns are written down: i an integer, t text, b bytes.
struct Table {
    std::string_view name, columns, kinds, where;
    std::string_view also{};  ///< What its INSERT says besides.
};

constexpr Table kReceived{
    "received", "number, digest, device, serial, at, bytes, receipt, receipt_digest, lines",
    "ittiibbti", "number = ?"};
constexpr Table kEpoch{"epoch", "id, device, ward", "ttt", "device = ?",
                       " ON CONFLICT (id) DO NOTHING"};
constexpr Table kRun{"run", "number, id, epoch, first_row, last_row, ward, device", "ittiitt",
                     "device = ?",
                     " ON CONFLICT (number) DO UPDATE SET last_row = excluded.last_row"};
constexpr Table kBranch{"branch", "epoch, number, size, root, device, at", "tiibti", "device = ?",
                        " ON CONFLICT (epoch, number) DO UPDATE SET size = excluded.size, "
                        "root = excluded.root, at = excluded.at"};
constexpr Table kOwnBranch{"device_epoch", "device, epoch, branch", "tti", "device = ?",
                           " ON CONFLICT (device, epoch) DO UPDATE SET branch = excluded.branch"};
constexpr Table kCheckpoint{"checkpoint", "epoch, branch, size, root, note, device, at", "tiibbti",
                            "device = ?", " ON CONFLICT (epoch, branch, size) DO NOTHING"};
constexpr Table kCell{"cell",
                      "run, day, certainty, procedure, what, trusted, count, revision, received",
                      "iiittiiii", "received = ?"};
constexpr Table kSeal{"seal", "run, day, revision, digest, by_staff, received", "iiitii",
                      "received = ?"};
constexpr std::string_view kState =
    "serial, receipt, known_serial, heard_at, batches, unsent, disk_free, published, version, "
    "clock_trusted, wall, boot, mono_ms, journal_rows";
constexpr std::string_view kStateKinds = "itiiiiiitittii";

class Writer {
public:
    explicit Writer(sql::Connection& connection) : connection_(connection) {}

    Result<> add(std::int64_t number);
    Replay done() && { return std::move(replay_); }

private:
    std::string literal(const sql::Row& row, std::size_t column, char kind) const;
    std::string tuple(const sql::Row& row, std::string_view kinds) const;
    Result<sql::Rows> insert(const Table& table, const sql::Value& key);
    Result<> update_device(const std::string& device);
    void add_sums(const ledger::SumRows& sums);
    void statement(std::string text) { replay_.script.append(std::move(text)).append(";\n"); }

    sql::Connection& connection_;
    Replay replay_;
};

std::string Writer::literal(const sql::Row& row, std::size_t column, char kind) const {
    if (kind == 'i') return std::to_string(row.integer(column));
    if (kind == 't') return fmt::format("'{}'", row.text(column));  // None of ours has a quote.
    std::string digits;
    for (const char byte : row.text(column))
        digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    const bool sqlite = connection_.dialect() == sql::Dialect::sqlite;
    return fmt::format("{}{}'", sqlite ? "X'" : "'\\x", digits);
}

std::string Writer::tuple(const sql::Row& row, std::string_view kinds) const {
    std::string text = "(";
    for (std::size_t i = 0; i < kinds.size(); ++i)
        text.append(i > 0 ? "," : "").append(literal(row, i, kinds[i]));
    return text + ")";
}

Result<sql::Rows> Writer::insert(const Table& table, const sql::Value& key) {
    const std::string asked =
        fmt::format("SELECT {} FROM {} WHERE {}", table.columns, table.name, table.where);
    sql::Rows rows = TRY(connection_.query(asked, sql::Values{key}));
    if (rows.empty()) return rows;
    std::string text = fmt::format("INSERT INTO {} ({}) VALUES ", table.name, table.columns);
    for (std::size_t i = 0; i < rows.size(); ++i)
        text.append(i > 0 ? "," : "").append(tuple(rows[i], table.kinds));
    statement(text.append(table.also));
    replay_.rows += std::ssize(rows);
    return rows;
}

Result<> Writer::update_device(const std::string& device) {
    const sql::Rows rows = TRY(connection_.query(
        fmt::format("SELECT {} FROM device WHERE id = ?", kState), sql::Values{device}));
    statement(fmt::format("UPDATE device SET ({}) = {} WHERE id = '{}'", kState,
                          tuple(rows.at(0), kStateKinds), device));
    ++replay_.rows;
    return {};
}

std::string values_of(const ledger::Sum& sum) {
    std::string text;
    for (const tally::MeasureName& measure : tally::measure_names())
        text += fmt::format(",{}", sum.measures.*measure.field);
    return text + fmt::format(",{},{}", sum.untrusted, sum.filtered);
}

/// "visits = ward_day.visits + excluded.visits, …"
std::string added(std::string_view table) {
    std::string text;
    const auto add = [&](std::string_view name) {
        text +=
            fmt::format("{0}{1} = {2}.{1} + excluded.{1}", text.empty() ? "" : ", ", name, table);
    };
    for (const tally::MeasureName& measure : tally::measure_names()) add(measure.name);
    add("untrusted");
    add("filtered");
    return text;
}

void Writer::add_sums(const ledger::SumRows& sums) {
    std::string days, procedures;
    for (const auto& [key, row] : sums.wards)
        days += fmt::format("{}('{}',{},{}{})", days.empty() ? "" : ",", key.first,
                            key.second.time_since_epoch().count(), row.sealed ? 1 : 0,
                            values_of(row.sum));
    for (const auto& [key, sum] : sums.procedures)
        procedures += fmt::format("{}('{}',{},'{}'{})", procedures.empty() ? "" : ",",
                                  std::get<0>(key), std::get<1>(key).time_since_epoch().count(),
                                  std::get<2>(key), values_of(sum));
    if (!days.empty())
        statement(
            fmt::format("INSERT INTO ward_day (ward, day, sealed, {}) VALUES {} ON CONFLICT "
                        "(ward, day) DO UPDATE SET sealed = ward_day.sealed | "
                        "excluded.sealed, {}",
                        ledger::sum_columns(), days, added("ward_day")));
    if (!procedures.empty())
        statement(
            fmt::format("INSERT INTO procedure_day (ward, day, procedure, {}) VALUES {} ON "
                        "CONFLICT (ward, day, procedure) DO UPDATE SET {}",
                        ledger::sum_columns(), procedures, added("procedure_day")));
    replay_.rows += std::ssize(sums.wards) + std::ssize(sums.procedures);
}

Result<> Writer::add(std::int64_t number) {
    statement("BEGIN");
    const sql::Rows received = TRY(insert(kReceived, number));
    const std::string device = received.at(0).text(2);
    TRY(update_device(device));
    for (const Table& table : {kEpoch, kBranch, kOwnBranch, kCheckpoint})
        TRY(insert(table, std::string_view(device)));
    const sql::Rows runs = TRY(insert(kRun, std::string_view(device)));
    const sql::Rows cells = TRY(insert(kCell, number));
    const sql::Rows seals = TRY(insert(kSeal, number));
    ledger::SumRows sums;
    const std::string ward = runs.at(0).text(5);
    const auto day_of = [](const sql::Row& row) {
        return tally::Day(std::chrono::days(row.integer(1)));
    };
    for (const sql::Row& row : cells)
        sums.add(ward,
                 {.day = day_of(row),
                  .certainty = static_cast<wire::Certainty>(row.integer(2)),
                  .procedure = row.text(3),
                  .what = row.text(4),
                  .trusted = row.integer(5) != 0},
                 row.integer(6));
    for (const sql::Row& row : seals) sums.seal(ward, day_of(row));
    add_sums(sums);
    statement("COMMIT");
    return {};
}

}  // namespace

Result<Replay> replay_of(sql::Connection& connection, std::int64_t first, std::int64_t last) {
    Writer writer(connection);
    for (std::int64_t number = first; number <= last; ++number) TRY(writer.add(number));
    return std::move(writer).done();
}

Result<std::string> contents_of(sql::Connection& connection) {
    std::string text;
    const auto ask = [&](std::string_view what, std::string_view table) -> Result<> {
        const sql::Rows rows = TRY(connection.query(
            fmt::format("SELECT CAST(coalesce({}, 0) AS BIGINT) FROM {}", what, table), {}));
        text += fmt::format("{} of {}: {}; ", what, table, rows.at(0).integer(0));
        return {};
    };
    for (const char* table : {"received", "epoch", "run", "branch", "checkpoint", "device_epoch",
                              "cell", "seal", "ward_day", "procedure_day"})
        TRY(ask("count(*)", table));
    TRY(ask("sum(count)", "cell"));
    TRY(ask("sum(revision)", "seal"));
    for (const char* table : {"ward_day", "procedure_day"})
        TRY(ask("sum(visits + 3 * received + 5 * filtered + 7 * opened)", table));
    TRY(ask("sum(batches + journal_rows)", "device"));
    return text;
}
