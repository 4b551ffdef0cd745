#include "bench/nation.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/clock.h"
#include "base/files.h"
#include "catalogue/load.h"
#include "json/json.h"
#include "ledger/ledger.h"
#include "ledger/sum_rows.h"

namespace {

constexpr std::chrono::days kCampaign{100};  // Its milestones must be days of it.

/// A number of the ward and the day for each measure, so that rates are rates: what is counted of
/// something is no more than it. "n.i" is the day, "w.code" the ward's number.
std::string expression(std::string_view measure) {
    const auto number = [](int least, int range, int ward, int day) {
        return fmt::format("{} + (w.code * {} + n.i * {}) % {}", least, ward, day, range);
    };
    if (measure == "received") return number(20, 30, 7, 11);
    if (measure == "visits") return number(20, 40, 5, 3);
    if (measure == "opened") return number(8, 12, 3, 5);
    if (measure == "result_due" || measure == "fee_due") return number(12, 8, 7, 3);
    if (measure == "filtered" || measure == "untrusted" || measure == "post")
        return number(0, 3, 3, 7);
    return number(2, 10, 11, 7);
}

std::string expressions() {
    std::string text;
    for (const tally::MeasureName& measure : tally::measure_names())
        text += expression(measure.name) + ", ";
    return text + expression("untrusted") + ", " + expression("filtered");
}

/// Every ward on every day; `keys` come before the measures.
Result<> fill(sql::Connection& connection, const Nation& nation, std::string_view table,
              std::string_view columns, std::string_view keys) {
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    TRY(connection.script(fmt::format(
        "WITH RECURSIVE n(i) AS (SELECT CAST({} AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < "
        "{}), w(ward, code) AS (SELECT DISTINCT ward, CAST(ward AS BIGINT) FROM device) "
        "INSERT INTO {} (ward, day, {}, {}) SELECT w.ward, n.i, {}, {} FROM w, n "
        "ORDER BY w.ward, n.i",
        nation.days.first.time_since_epoch().count(), nation.days.last.time_since_epoch().count(),
        table, columns, ledger::sum_columns(), keys, expressions())));
    return transaction.commit();
}

}  // namespace

Result<> fill_nation(const std::string& address, const wire::SecretKey& key, const Nation& nation) {
    ledger::Ledger ledger = TRY(ledger::Ledger::open(
        address, {.code = "52", .name = "Việt Nam", .key = key, .next = std::nullopt, .pins = {}}));
    sql::Connection& connection = ledger.connection();
    const Fleet fleet = TRY(Fleet::make({.kiosks = nation.wards, .wards = nation.wards}));
    TRY(fleet.enrol(connection));
    TRY(fill(connection, nation, "ward_day", "sealed", "1"));
    const catalogue::Loaded loaded = TRY(catalogue::load(SOURCE_DIR "/config/catalogue.json"));
    for (int i = 0; i < nation.procedures; ++i) {
        const std::string& code = loaded.catalogue.procedures()[static_cast<std::size_t>(i)].code;
        TRY(fill(connection, nation, "procedure_day", "procedure", fmt::format("'{}'", code)));
    }
    // As autovacuum would soon after.
    if (connection.dialect() == sql::Dialect::postgresql) TRY(connection.script("ANALYZE"));
    return {};
}

Result<> write_nation_config(const std::string& folder, const Nation& nation) {
    std::error_code failed;
    std::filesystem::copy(SOURCE_DIR "/config", folder, failed);
    if (failed) return Error{Error::Code::io, folder + ": " + failed.message()};
    json::Value list = json::Value::array();
    for (const catalogue::Ward& ward : made_wards(nation.wards).list)
        list.push_back({{"code", ward.code}, {"name", ward.name}, {"full_name", ward.full_name}});
    const json::Value wards{{"format", 1},
                            {"province", {{"code", "52"}, {"name", "Việt Nam"}}},
                            {"wards", std::move(list)}};
    TRY(files::write_atomically(folder + "/wards.json", wards.dump()));
    std::string campaign = TRY(files::read(folder + "/campaign.toml", 1u << 20));
    const auto set = [&](const std::string& key, tally::Day day) {
        const std::size_t at = campaign.find("\n" + key + " = ") + 1;
        const std::size_t end = campaign.find('\n', at);
        campaign.replace(at, end - at, key + " = " + iso_date(day));
    };
    set("first_day", nation.days.last - kCampaign + std::chrono::days(1));
    set("last_day", nation.days.last);
    return files::write_atomically(folder + "/campaign.toml", campaign);
}
