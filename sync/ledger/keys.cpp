#include "ledger/keys.h"

#include "journal/hash.h"

namespace ledger {

namespace {

constexpr std::string_view kKey =
    "SELECT id, device, key, successor, certificate FROM device_key WHERE id = ?";
constexpr std::string_view kKeysOf =
    "SELECT id, device, key, successor, certificate FROM device_key WHERE device = ? "
    "ORDER BY since, id";
constexpr std::string_view kDevice =
    "SELECT id, ward, name, revoked_at, certificate_serial, serial, receipt, known_serial "
    "FROM device WHERE id = ?";

KnownKey key_of(const sql::Row& row) {
    return {.id = row.text(0),
            .device = row.text(1),
            .key = journal::from_bytes<wire::PublicKey>(row.text(2)),
            .successor = row.text(3),
            .certificate = row.text(4)};
}

Error no_device(const std::string& device) {
    return {Error::Code::corrupt, "the database has a key of device " + device +
                                      " but not the device: restore it from a backup"};
}

}  // namespace

Result<std::optional<KnownKey>> find_key(sql::Connection& connection, const std::string& id) {
    const sql::Rows rows = TRY(connection.query(kKey, sql::Values{id}));
    if (rows.empty()) return std::optional<KnownKey>();
    return std::optional(key_of(rows[0]));
}

Result<std::vector<KnownKey>> keys_of(sql::Connection& connection, const std::string& device) {
    const sql::Rows rows = TRY(connection.query(kKeysOf, sql::Values{device}));
    std::vector<KnownKey> keys;
    for (const sql::Row& row : rows) keys.push_back(key_of(row));
    return keys;
}

Result<DeviceState> lock_device(sql::Connection& connection, const std::string& device) {
    const std::string statement = std::string(kDevice).append(connection.for_update());
    const sql::Rows rows = TRY(connection.query(statement, sql::Values{device}));
    if (rows.empty()) return no_device(device);
    const sql::Row& row = rows[0];
    return DeviceState{.id = row.text(0),
                       .ward = row.text(1),
                       .name = row.text(2),
                       .revoked = row.integer(3) != 0,
                       .certificate_serial = row.integer(4),
                       .serial = row.integer(5),
                       .receipt = row.text(6),
                       .known_serial = row.integer(7)};
}

Result<bool> is_revoked(sql::Connection& connection, const std::string& device) {
    const sql::Rows rows = TRY(connection.query(kDevice, sql::Values{device}));
    if (rows.empty()) return no_device(device);
    return rows[0].integer(3) != 0;
}

}  // namespace ledger
