#include <fmt/format.h>

#include "ledger/alarms.h"
#include "ledger/certificates.h"
#include "ledger/devices.h"
#include "wire/envelope.h"

namespace ledger {

namespace {

constexpr std::string_view kSucceed = "UPDATE device_key SET successor = ? WHERE id = ?";
constexpr std::string_view kSerial = "UPDATE device SET certificate_serial = ? WHERE id = ?";
constexpr std::string_view kFind =
    "SELECT id, revoked_at FROM device WHERE id >= ? AND id < ? "
    "ORDER BY id LIMIT 2";
constexpr std::string_view kRevoke =
    "UPDATE device SET revoked_at = ?, reason = ? WHERE id = ? AND revoked_at = 0";

constexpr std::size_t kPrefixMin = 8;  // Fewer digits are a slip too easily.
constexpr std::size_t kIdDigits = 32;

Reply certificate_reply(std::string envelope) {
    return {.status = 200, .media = std::string(wire::kEnvelopeMedia), .body = std::move(envelope)};
}

/// Decides with the device's row locked.
Result<Reply> rotate_locked(Ledger& ledger, const wire::Rotation& rotation,
                            const std::string& old_id, WallTime now) {
    sql::Connection& connection = ledger.connection();
    DeviceState device = TRY(lock_device(connection, rotation.device));
    const std::optional<KnownKey> old_key = TRY(find_key(connection, old_id));
    if (!old_key) return Error{Error::Code::corrupt, "rotate: the kiosk's key is gone"};
    if (device.revoked) return problem(403, "revoked", "this kiosk was revoked by the province");
    const std::string new_id = wire::key_id(rotation.key);
    if (old_key->successor == new_id) {
        std::optional<KnownKey> successor = TRY(find_key(connection, new_id));
        if (!successor)
            return Error{Error::Code::corrupt, "rotate: the key that follows is missing"};
        return certificate_reply(std::move(successor->certificate));
    }
    if (!old_key->successor.empty())
        return problem(403, "rotated", "this key was replaced by another one already");
    ++device.certificate_serial;
    std::optional<std::string> envelope = TRY(certify(ledger, device, rotation.key, now));
    if (!envelope) return problem(409, "not_yours", "that key is enrolled already");
    TRY(connection.run(kSucceed, sql::Values{new_id, old_id}));
    TRY(connection.run(kSerial, sql::Values{device.certificate_serial, device.id}));
    return certificate_reply(std::move(*envelope));
}

}  // namespace

Result<Reply> rotate(Ledger& ledger, std::string_view bytes, WallTime now) {
    const Result<wire::Envelope> envelope = wire::parse_envelope(bytes);
    if (!envelope) return problem(400, "malformed", envelope.error().message);
    const std::optional<KnownKey> key = TRY(find_key(ledger.connection(), envelope->key_id));
    if (!key) return problem(401, "unknown_key", "this key was never enrolled here");
    if (!wire::holds(*envelope, wire::kRotationType, key->key))
        return problem(400, "malformed", "this is no rotation, or its signature does not hold");
    const Result<wire::Rotation> rotation = wire::decode_rotation(envelope->payload);
    if (!rotation) return problem(400, "malformed", rotation.error().message);
    if (rotation->device != key->device)
        return problem(409, "not_yours", "this key is another kiosk's");
    if (!wire::proves(*rotation, key->id))
        return problem(400, "malformed", "the proof by the new key does not hold");
    sql::Transaction transaction = TRY(sql::Transaction::begin(ledger.connection()));
    Reply reply = TRY(rotate_locked(ledger, *rotation, key->id, now));
    if (reply.status == 200) TRY(transaction.commit());
    return reply;
}

Result<> revoke(Ledger& ledger, const std::string& device, const std::string& reason,
                WallTime now) {
    if (device.size() < kPrefixMin || device.size() > kIdDigits ||
        !wire::is_hex(device, device.size()))
        return Error{Error::Code::not_found,
                     fmt::format("revoke: a kiosk is named by the {} to {} first digits of its id",
                                 kPrefixMin, kIdDigits)};
    sql::Connection& connection = ledger.connection();
    const std::string end = device + "g";  // Beyond every digit.
    const sql::Rows rows = TRY(connection.query(kFind, sql::Values{device, end}));
    if (rows.empty())
        return Error{Error::Code::not_found, "revoke: no kiosk has an id that begins " + device};
    if (rows.size() > 1)
        return Error{Error::Code::invalid,
                     "revoke: several kiosks have ids that begin " + device + ": give more digits"};
    TRY(connection.run(kRevoke, sql::Values{stored(now), reason, rows[0].text(0)}));
    return {};
}

}  // namespace ledger
