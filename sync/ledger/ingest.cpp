#include "ledger/ingest.h"

#include <algorithm>

#include "journal/entry.h"
#include "ledger/alarms.h"
#include "ledger/lines.h"
#include "ledger/publishing.h"
#include "wire/envelope.h"
#include "wire/pack.h"

namespace ledger {

namespace {

constexpr std::string_view kReceipt = "SELECT receipt FROM received WHERE digest = ?";
constexpr std::string_view kReceiptOf =
    "SELECT receipt_digest FROM received WHERE device = ? AND serial = ?";
constexpr std::string_view kKeep =
    "INSERT INTO received (digest, device, serial, at, bytes, receipt, receipt_digest, lines) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number";
// One UPDATE, put together of what is known: each would leave a version of the row behind.
constexpr std::string_view kHeard =
    "UPDATE device SET serial = ?, receipt = ?, heard_at = ?, batches = batches + 1";
constexpr std::string_view kState =
    ", known_serial = ?, unsent = ?, disk_free = ?, published = ?, version = ?, "
    "clock_trusted = ?, wall = ?, boot = ?, mono_ms = ?";
constexpr std::string_view kRows = ", journal_rows = ?";
constexpr std::string_view kOfDevice = " WHERE id = ?";

// A serial beyond is no receipt of ours, and must not run us out of numbers.
constexpr std::int64_t kSerialMax = wire::kRevisionMax;

/// A batch whose signature holds, taken apart before anything is locked.
struct Arrival {
    std::string digest;
    std::string_view bytes;
    std::string key_id;
    std::string device;
    wire::PublicKey key{};
    std::optional<wire::Batch> batch;           ///< Nothing: of a version that we do not know.
    std::int64_t unread = 0;                    ///< Lines of such a one.
    std::vector<wire::Checkpoint> checkpoints;  ///< Of the heads, in their order.
};

Answer sealed(const Ledger& ledger, int status, const wire::Receipt& receipt) {
    return {
        .status = status,
        .envelope = wire::seal(wire::kReceiptType, wire::encode(receipt), ledger.identity().key)};
}

wire::Receipt receipt_for(const Ledger& ledger, const std::string& digest,
                          const std::string& device, WallTime now) {
    wire::Receipt receipt;
    receipt.batch = digest;
    receipt.device = device;
    receipt.time = std::chrono::floor<std::chrono::seconds>(now);
    receipt.next_s = ledger.rules().next.count();
    return receipt;
}

Answer refuse_device(const Ledger& ledger, int status, const std::string& refused,
                     const Arrival& arrival, WallTime now) {
    wire::Receipt receipt = receipt_for(ledger, arrival.digest, arrival.device, now);
    receipt.refused = refused;
    return sealed(ledger, status, receipt);
}

/// Unpacks and reads. False: not a batch.
bool read(Arrival& arrival, const std::string& payload) {
    const Result<std::string> lines = wire::unpack(payload, wire::kUnpackedBytesMax);
    if (!lines) return false;
    Result<std::optional<wire::Batch>> batch = wire::decode(*lines);
    if (!batch) return false;
    arrival.batch = std::move(*batch);
    if (!arrival.batch) {
        arrival.unread = std::max<std::int64_t>(std::ranges::count(*lines, '\n') - 1, 0);
        return true;
    }
    for (const wire::HeadClaim& claim : arrival.batch->header.heads) {
        Result<wire::Checkpoint> checkpoint =
            wire::open_checkpoint(claim.checkpoint, arrival.batch->header.device, arrival.key);
        if (!checkpoint) return false;
        arrival.checkpoints.push_back(std::move(*checkpoint));
    }
    return true;
}

Result<std::optional<std::string>> stored_receipt(Ledger& ledger, const std::string& digest) {
    const sql::Rows rows = TRY(ledger.connection().query(kReceipt, sql::Values{digest}));
    if (rows.empty()) return std::optional<std::string>();
    return std::optional(rows[0].text(0));
}

Result<> alarm_revoked(Ledger& ledger, const Arrival& arrival, WallTime now) {
    Alarm alarm;
    alarm.device = arrival.device;
    alarm.kind = "revoked_use";
    alarm.text = "key " + arrival.key_id +
                 " of a revoked kiosk is still in use: nothing that it "
                 "signs is taken";
    return raise_at(ledger, alarm, arrival.key_id, now);
}

/// One transaction: everything is decided and stored, or nothing is.
class Taking {
public:
    Taking(Ledger& ledger, const Arrival& arrival, WallTime now)
        : ledger_(ledger), connection_(ledger.connection()), arrival_(arrival), now_(now) {}

    Result<Answer> run();

private:
    Result<std::optional<Answer>> answered_already();
    Result<bool> knows_more();
    Result<> take_heads(const wire::Header& header, Epochs& epochs);
    Result<> alarm_faults(const wire::Header& header);
    Result<> take_batch(const wire::Batch& batch);
    Result<> take_unread();
    Result<std::int64_t> keep();
    Result<> note_heard(const wire::Header* header);

    Ledger& ledger_;
    sql::Connection& connection_;
    const Arrival& arrival_;
    const WallTime now_;
    DeviceState device_;
    wire::Receipt receipt_;
    Answer answer_;
    std::string answer_digest_;
};

/// The same bytes, or a revocation or rotation, may have come by another server meanwhile.
Result<std::optional<Answer>> Taking::answered_already() {
    if (device_.revoked) {
        TRY(alarm_revoked(ledger_, arrival_, now_));
        return std::optional(refuse_device(ledger_, 403, "revoked", arrival_, now_));
    }
    std::optional<std::string> receipt = TRY(stored_receipt(ledger_, arrival_.digest));
    if (receipt) return std::optional(Answer{.status = 200, .envelope = std::move(*receipt)});
    const std::optional<KnownKey> key = TRY(find_key(connection_, arrival_.key_id));
    if (!key || !key->successor.empty())
        return std::optional(refuse_device(ledger_, 403, "rotated", arrival_, now_));
    return std::optional<Answer>();
}

/// Whether the device holds a receipt that we do not: our database is older than what it has seen.
Result<bool> Taking::knows_more() {
    const wire::After& after = arrival_.batch->header.after;
    if (after.serial == 0) return false;
    if (after.serial > device_.serial) return true;
    const sql::Rows rows =
        TRY(connection_.query(kReceiptOf, sql::Values{device_.id, after.serial}));
    return rows.empty() || rows[0].text(0) != after.digest;
}

Result<> Taking::take_heads(const wire::Header& header, Epochs& epochs) {
    Claimant claimant;
    claimant.device = device_.id;
    claimant.up_to_date = header.after.serial == device_.serial && device_.serial > 0 &&
                          header.after.digest == device_.receipt;
    for (std::size_t i = 0; i < header.heads.size(); ++i) {
        const wire::Checkpoint& checkpoint = arrival_.checkpoints[i];
        const Epoch& epoch = epochs.at(checkpoint.epoch);
        claimant.may_keep = !epoch.foreign || epoch.ward == device_.ward;
        claimant.model = epoch.device;
        receipt_.heads.push_back(
            TRY(take_head(ledger_, claimant, checkpoint, header.heads[i], now_)));
    }
    return adopt(connection_, epochs, device_, receipt_.heads);
}

Result<> Taking::alarm_faults(const wire::Header& header) {
    for (const wire::RowFault& fault : header.faults) {
        Alarm alarm;
        alarm.device = device_.id;
        alarm.epoch = fault.epoch;
        alarm.kind = "row_fault";
        alarm.text = "epoch " + fault.epoch + ": row " + std::to_string(fault.row) +
                     " was changed or damaged after it was written; its count is missing, unless "
                     "it was told before";
        TRY(raise_at(ledger_, alarm, std::to_string(fault.row), now_));
    }
    return {};
}

Result<> Taking::take_batch(const wire::Batch& batch) {
    std::set<std::string> names;
    for (const wire::Checkpoint& checkpoint : arrival_.checkpoints) names.insert(checkpoint.epoch);
    for (const wire::Run& run : batch.header.runs) names.insert(run.epoch);
    Epochs epochs = TRY(lock_epochs(connection_, names, device_));
    TRY(take_heads(batch.header, epochs));
    TRY(alarm_faults(batch.header));
    std::vector<TakenRun> runs = TRY(take_runs(ledger_, batch.header.runs, epochs, device_, now_));

    Lines lines(batch.lines, runs);
    TRY(lines.judge(connection_));
    for (const std::string& verdict : lines.verdicts()) receipt_.add(verdict);
    receipt_.resend = TRY(knows_more());
    if (batch.header.unsent > 0 || receipt_.resend)
        receipt_.next_s = std::min(receipt_.next_s, ledger_.rules().next_of_more.count());
    if (batch.header.after.serial <= kSerialMax)
        receipt_.serial = std::max(receipt_.serial, batch.header.after.serial + 1);
    const std::int64_t received = TRY(keep());
    TRY(note_reach(ledger_, runs, lines.reached(), device_, now_));
    TRY(lines.store(ledger_, received, device_, now_));
    return note_heard(&batch.header);
}

Result<> Taking::take_unread() {
    if (arrival_.unread > 0)
        receipt_.verdicts.push_back({.lines = arrival_.unread, .verdict = "parked:version"});
    TRY(keep());
    return note_heard(nullptr);
}

/// The envelope as it came and the receipt as it goes.
Result<std::int64_t> Taking::keep() {
    answer_ = sealed(ledger_, 200, receipt_);
    answer_digest_ = wire::digest(answer_.envelope);
    const sql::Rows rows = TRY(connection_.query(
        kKeep, sql::Values{arrival_.digest, device_.id, receipt_.serial, stored(now_),
                           sql::Blob{arrival_.bytes}, sql::Blob{answer_.envelope}, answer_digest_,
                           receipt_.lines()}));
    return rows.at(0).integer(0);
}

/// That it was heard; and what the device says of itself, unless a later batch was here before this
/// one: a stick is slow. (One that lost its state knows no receipt; what it says is believed.)
Result<> Taking::note_heard(const wire::Header* header) {
    std::string statement(kHeard);
    sql::Values values{receipt_.serial, std::string_view(answer_digest_), stored(now_)};
    const bool is_news =
        header && (header->after.serial == 0 || header->after.serial >= device_.known_serial);
    const std::string wall = header ? journal::utc_text(header->wall) : std::string();
    if (is_news) {
        statement += kState;
        values.insert(values.end(),
                      {header->after.serial, header->unsent, header->disk_free, header->published,
                       std::string_view(header->version), std::int64_t{header->clock_trusted},
                       std::string_view(wall), std::string_view(header->boot), header->mono_ms});
    }
    if (is_news && !arrival_.checkpoints.empty()) {
        statement += kRows;
        values.emplace_back(
            std::ranges::max_element(arrival_.checkpoints, {}, &wire::Checkpoint::size)->size);
    }
    values.emplace_back(std::string_view(device_.id));
    TRY(connection_.run(statement.append(kOfDevice), values));
    return {};
}

Result<Answer> Taking::run() {
    sql::Transaction transaction = TRY(sql::Transaction::begin(connection_));
    device_ = TRY(lock_device(connection_, arrival_.device));
    std::optional<Answer> already = TRY(answered_already());
    if (already) {
        TRY(transaction.commit());
        return std::move(*already);
    }
    receipt_ = receipt_for(ledger_, arrival_.digest, device_.id, now_);
    receipt_.serial = device_.serial + 1;
    receipt_.published = TRY(newest_version(connection_));
    TRY(arrival_.batch ? take_batch(*arrival_.batch) : take_unread());
    TRY(transaction.commit());
    return answer_;
}

}  // namespace

Answer refuse(const Ledger& ledger, int status, const std::string& refused,
              const std::string& batch_digest, WallTime now) {
    wire::Receipt receipt = receipt_for(ledger, batch_digest, {}, now);
    receipt.refused = refused;
    return sealed(ledger, status, receipt);
}

Result<Answer> ingest(Ledger& ledger, std::string_view bytes, WallTime now) {
    Arrival arrival;
    arrival.digest = wire::digest(bytes);
    arrival.bytes = bytes;
    if (bytes.size() > wire::kEnvelopeBytesMax)
        return refuse(ledger, 413, "too_large", arrival.digest, now);
    const Result<wire::Envelope> envelope = wire::parse_envelope(bytes);
    if (!envelope || envelope->type != wire::kBatchType)
        return refuse(ledger, 400, "malformed", arrival.digest, now);
    arrival.key_id = envelope->key_id;
    const std::optional<KnownKey> key = TRY(find_key(ledger.connection(), arrival.key_id));
    if (!key) {
        TRY(note_unknown_key(ledger, arrival.key_id, now));
        return refuse(ledger, 401, "unknown_key", arrival.digest, now);
    }
    arrival.device = key->device;
    arrival.key = key->key;
    if (!wire::holds(*envelope, wire::kBatchType, key->key))
        return refuse_device(ledger, 400, "malformed", arrival, now);
    const bool revoked = TRY(is_revoked(ledger.connection(), key->device));
    if (!revoked) {
        std::optional<std::string> receipt = TRY(stored_receipt(ledger, arrival.digest));
        if (receipt) return Answer{.status = 200, .envelope = std::move(*receipt)};
        if (!key->successor.empty()) return refuse_device(ledger, 403, "rotated", arrival, now);
    }
    if (!revoked && !read(arrival, envelope->payload))
        return refuse_device(ledger, 400, "malformed", arrival, now);
    if (arrival.batch && arrival.batch->header.device != key->device)
        return refuse_device(ledger, 409, "not_yours", arrival, now);
    return Taking(ledger, arrival, now).run();
}

}  // namespace ledger
