#include "publishing/arrivals.h"

#include <tuple>
#include <vector>

namespace publishing {

namespace {

constexpr std::string_view kDevices = "SELECT id FROM device";
constexpr std::string_view kAdd =
    "INSERT INTO arrival (day, device, procedure, kind, count) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (day, device, procedure, kind) DO UPDATE SET count = arrival.count + "
    "excluded.count";

/// Devices by their part of a code; of a part that two share, neither.
Result<std::map<std::uint32_t, std::string>> devices_by_part(sql::Connection& connection) {
    std::map<std::uint32_t, std::string> devices;
    const sql::Rows rows = TRY(connection.query(kDevices, {}));
    for (const sql::Row& row : rows) {
        const auto part = catalogue::device_part(row.text(0));
        if (!part) continue;
        const auto [at, first] = devices.emplace(*part, row.text(0));
        if (!first) at->second.clear();
    }
    return devices;
}

}  // namespace

void Arrivals::add(Key key, std::int64_t count) {
    if (counts_.size() >= kKeysMax && !counts_.contains(key)) key.device.reset();
    counts_[std::move(key)] += count;
}

void Arrivals::give_back(const Counts& counts) {
    for (const auto& [key, count] : counts) add(key, count);
}

Result<> store_arrivals(ledger::Ledger& ledger, const Arrivals::Counts& counts) {
    if (counts.empty()) return {};
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const std::map<std::uint32_t, std::string> devices = TRY(devices_by_part(connection));
    // In the order of the table's key: two servers that write at once never wait in a circle.
    std::map<std::tuple<std::int64_t, std::string, std::string, std::string>, std::int64_t> sums;
    for (const auto& [key, count] : counts) {
        const auto device = key.device ? devices.find(*key.device) : devices.end();
        sums[{key.day.time_since_epoch().count(),
              device == devices.end() ? std::string() : device->second, key.procedure,
              std::string(catalogue::name_of(key.kind))}] += count;
    }
    std::vector<sql::Values> rows;
    for (const auto& [key, count] : sums) {
        const auto& [day, device, procedure, kind] = key;
        rows.push_back({day, std::string_view(device), std::string_view(procedure),
                        std::string_view(kind), count});
    }
    TRY(connection.run_many(kAdd, rows));
    TRY(transaction.commit());
    return {};
}

}  // namespace publishing
