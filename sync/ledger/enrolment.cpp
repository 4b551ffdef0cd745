#include <fmt/format.h>

#include <algorithm>

#include "ledger/alarms.h"
#include "ledger/certificates.h"
#include "ledger/devices.h"
#include "wire/envelope.h"

namespace ledger {

namespace {

constexpr std::string_view kMakeCode =
    "INSERT INTO code (number, key, ward, name, made_at, tries, used_by, used_at) "
    "VALUES (?, ?, ?, ?, ?, 0, '', 0) ON CONFLICT (number) DO NOTHING";
constexpr std::string_view kForgetCodes = "DELETE FROM code WHERE used_by = '' AND made_at < ?";
constexpr std::string_view kCode =
    "SELECT key, ward, name, made_at, tries, used_by FROM code WHERE number = ?";
constexpr std::string_view kCountTry = "UPDATE code SET tries = tries + 1 WHERE number = ?";
constexpr std::string_view kUseCode = "UPDATE code SET used_by = ?, used_at = ? WHERE number = ?";
constexpr std::string_view kMakeDevice =
    "INSERT INTO device (id, ward, name, enrolled_at, revoked_at, reason, certificate_serial, "
    "serial, receipt, known_serial, heard_at, batches, unsent, disk_free, published, version, "
    "clock_trusted, wall, boot, mono_ms, journal_rows) "
    "VALUES (?, ?, ?, ?, 0, '', 1, 0, '', 0, 0, 0, 0, 0, 0, '', 0, '', '', 0, 0) "
    "ON CONFLICT (id) DO NOTHING";
constexpr std::string_view kMakeKey =
    "INSERT INTO device_key (id, device, key, since, successor, certificate) "
    "VALUES (?, ?, ?, ?, '', ?) ON CONFLICT (id) DO NOTHING";

// There are 2^20 numbers: with half of them taken, a hundred draws all fail once in 10^30 times.
constexpr int kDrawsMax = 100;
// A code that ran out is remembered so long, to tell "expired" from "unknown".
constexpr std::chrono::days kForgottenAfter{30};

constexpr std::size_t kNameBytesMax = 80;  // As on the wire.
constexpr std::size_t kWardDigits = 5;

struct CodeRow {
    std::string key, ward, name, used_by;
    WallTime made{};
    std::int64_t tries = 0;
};

/// One request, with the row of its code locked: of several at once exactly one wins.
class Enrolment {
public:
    Enrolment(Ledger& ledger, const wire::EnrolRequest& request, WallTime now)
        : ledger_(ledger), connection_(ledger.connection()), request_(request), now_(now) {}

    Result<Reply> run();

private:
    Result<Reply> decide(const CodeRow& code);
    Result<Reply> use(const CodeRow& code);
    Result<Reply> again(const CodeRow& code);
    Result<Reply> reused(const CodeRow& code);
    Result<Reply> wrong();
    Reply certified(const CodeRow& code, std::string envelope) const;

    Ledger& ledger_;
    sql::Connection& connection_;
    const wire::EnrolRequest& request_;
    const WallTime now_;
};

Reply Enrolment::certified(const CodeRow& code, std::string envelope) const {
    return {.status = 200,
            .media = std::string(kJsonMedia),
            .body = wire::encode(wire::enrol_answer(std::move(envelope), code.key))};
}

Result<Reply> Enrolment::wrong() {
    TRY(connection_.run(kCountTry, sql::Values{request_.number}));
    return problem(403, "code_wrong", "the code was mistyped, or is another one");
}

Result<Reply> Enrolment::again(const CodeRow& code) {
    std::optional<KnownKey> key = TRY(find_key(connection_, code.used_by));
    if (!key) return Error{Error::Code::corrupt, "enrol: the key of a used code is missing"};
    return certified(code, std::move(key->certificate));
}

Result<Reply> Enrolment::reused(const CodeRow& code) {
    const std::optional<KnownKey> first = TRY(find_key(connection_, code.used_by));
    Alarm alarm;
    alarm.device = first ? first->device : std::string();
    alarm.kind = "code_reuse";
    alarm.text = fmt::format(
        "code {} of ward {} was used again, with key {}: somebody else knows the code of this "
        "kiosk. Compare the four words on its screen",
        request_.number, code.ward, wire::key_id(request_.key));
    TRY(raise_at(ledger_, alarm, request_.number, now_));
    return problem(403, "code_used", "the code was used by another kiosk: ask for a fresh one");
}

Result<Reply> Enrolment::use(const CodeRow& code) {
    DeviceState device;
    device.id = wire::key_id(request_.key);
    device.ward = code.ward;
    device.name = code.name;
    device.certificate_serial = 1;
    std::optional<std::string> envelope = TRY(certify(ledger_, device, request_.key, now_));
    if (!envelope)
        return problem(403, "code_used",
                       "this key is enrolled already, by another code: a kiosk that enrols again "
                       "makes a key of its own");
    TRY(connection_.run(kMakeDevice,
                        sql::Values{device.id, device.ward, device.name, stored(now_)}));
    TRY(connection_.run(kUseCode, sql::Values{device.id, stored(now_), request_.number}));
    return certified(code, std::move(*envelope));
}

Result<Reply> Enrolment::decide(const CodeRow& code) {
    const bool knows =
        wire::equal_in_constant_time(request_.mac, wire::enrol_mac(request_, code.key));
    if (!code.used_by.empty()) {
        if (!knows) return problem(403, "code_wrong", "the code was mistyped, or is another one");
        if (code.used_by == wire::key_id(request_.key)) return again(code);
        return reused(code);
    }
    if (code.tries >= ledger_.rules().code_tries)
        return problem(403, "code_spent", "the code was mistyped too often: ask for a fresh one");
    if (now_ - code.made > ledger_.rules().code_life)
        return problem(403, "code_expired", "the code is too old: ask for a fresh one");
    if (!knows) return wrong();
    if (code.ward != request_.ward)
        return problem(403, "code_ward",
                       fmt::format("the code is for ward {}, this kiosk stands in {}", code.ward,
                                   request_.ward));
    return use(code);
}

Result<Reply> Enrolment::run() {
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection_));
    const std::string statement = std::string(kCode).append(connection_.for_update());
    const sql::Rows rows = TRY(connection_.query(statement, sql::Values{request_.number}));
    if (rows.empty())
        return problem(403, "code_unknown", "there is no such code: check its first four symbols");
    const sql::Row& row = rows[0];
    const CodeRow code{.key = row.text(0),
                       .ward = row.text(1),
                       .name = row.text(2),
                       .used_by = row.text(5),
                       .made = time_of(row.integer(3)),
                       .tries = row.integer(4)};
    Reply reply = TRY(decide(code));
    TRY(transaction.commit());
    return reply;
}

Result<> check(const std::string& ward, const std::string& name) {
    const bool digits =
        ward.size() == kWardDigits && ward.find_first_not_of("0123456789") == std::string::npos;
    if (!digits)
        return Error{Error::Code::invalid, "make a code: a ward is five digits, not " + ward};
    const bool control = std::any_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (name.empty() || name.size() > kNameBytesMax || control)
        return Error{Error::Code::invalid,
                     fmt::format("make a code: the kiosk's name has 1 to {} bytes, none of them "
                                 "control characters",
                                 kNameBytesMax)};
    return {};
}

}  // namespace

Reply problem(int status, std::string_view code, std::string_view message) {
    return {.status = status,
            .media = std::string(kJsonMedia),
            .body = wire::encode_problem(code, message)};
}

Result<std::optional<std::string>> certify(Ledger& ledger, const DeviceState& device,
                                           const wire::PublicKey& key, WallTime now) {
    const Identity& identity = ledger.identity();
    wire::Certificate certificate;
    certificate.serial = device.certificate_serial;
    certificate.device = device.id;
    certificate.key = key;
    certificate.ward = device.ward;
    certificate.name = device.name;
    certificate.province_code = identity.code;
    certificate.province_name = identity.name;
    certificate.province_keys = {identity.key.public_key()};
    if (identity.next) certificate.province_keys.push_back(*identity.next);
    certificate.pins = identity.pins;
    std::string envelope =
        wire::seal(wire::kCertificateType, wire::encode(certificate), identity.key);
    const std::string id = wire::key_id(key);
    const std::string_view bytes(reinterpret_cast<const char*>(key.data()), key.size());
    const std::int64_t made = TRY(ledger.connection().run(
        kMakeKey, sql::Values{id, device.id, sql::Blob{bytes}, stored(now), sql::Blob{envelope}}));
    if (made == 0) return std::optional<std::string>();
    return std::optional(std::move(envelope));
}

Result<wire::Code> make_code(Ledger& ledger, const std::string& ward, const std::string& name,
                             WallTime now) {
    TRY(check(ward, name));
    sql::Connection& connection = ledger.connection();
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection));
    const WallTime forgotten = now - ledger.rules().code_life - kForgottenAfter;
    TRY(connection.run(kForgetCodes, sql::Values{stored(forgotten)}));
    for (int draw = 0; draw < kDrawsMax; ++draw) {
        wire::Code code = wire::random_code();
        const std::string number = code.number(), key = code.key();
        const std::int64_t made = TRY(connection.run(
            kMakeCode, sql::Values{number, sql::Blob{key}, ward, name, stored(now)}));
        if (made == 0) continue;
        TRY(transaction.commit());
        return code;
    }
    return Error{Error::Code::unavailable, "make a code: nearly all numbers are taken"};
}

Result<Reply> enrol(Ledger& ledger, std::string_view body, WallTime now) {
    const Result<wire::EnrolRequest> request = wire::decode_enrol_request(body);
    if (!request) return problem(400, "malformed", request.error().message);
    return Enrolment(ledger, *request, now).run();
}

}  // namespace ledger
