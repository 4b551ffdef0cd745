#include "ledger/hand.h"

#include <fmt/format.h>

#include "journal/tree.h"

namespace hand {

namespace {

constexpr const char* kProvinceKey =
    "1111111111111111111111111111111111111111111111111111111111111111";

}  // namespace

ledger::Identity identity() {
    return {.code = "52",
            .name = "Gia Lai",
            .key = must(wire::SecretKey::parse(kProvinceKey)),
            .next = {},
            .pins = {}};
}

std::string id(int number) { return fmt::format("{:032x}", number); }

journal::Hash Tree::node(int level, std::int64_t index) const {
    if (level > 0)
        return journal::node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    return journal::sha256(fmt::format("row {} of {}", index, index < fork_ ? 0 : own_));
}

journal::Hash Tree::root(std::int64_t size) const {
    if (size == 0) return journal::empty_hash();
    return must(journal::root(size, [&](int level, std::int64_t index) -> Result<journal::Hash> {
        return node(level, index);
    }));
}

std::vector<journal::Hash> Tree::proof(std::int64_t old_size, std::int64_t size) const {
    if (old_size == 0 || old_size == size) return {};
    return must(journal::consistency(old_size, size,
                                     [&](int level, std::int64_t index) -> Result<journal::Hash> {
                                         return node(level, index);
                                     }));
}

std::vector<std::string> Told::verdicts() const {
    std::vector<std::string> list;
    for (const auto& one : receipt.verdicts)
        list.insert(list.end(), static_cast<std::size_t>(one.lines), one.verdict);
    return list;
}

Told told(const ledger::Answer& answer, const std::string& batch) {
    const wire::Envelope envelope = must(wire::parse_envelope(answer.envelope));
    REQUIRE(wire::holds(envelope, wire::kReceiptType, identity().key.public_key()));
    Told told{.status = answer.status,
              .receipt = must(wire::decode_receipt(envelope.payload)),
              .batch = batch,
              .answer = answer.envelope};
    REQUIRE(told.receipt.batch == wire::digest(batch));
    REQUIRE((told.status == 200) == told.receipt.refused.empty());
    return told;
}

wire::Batch Kiosk::batch() {
    wire::Batch batch;
    batch.header.device = device;
    batch.header.batch = ++batches;
    batch.header.after = after;
    batch.header.version = "0.1.0";
    return batch;
}

wire::HeadClaim Kiosk::head(const Tree& tree, const std::string& epoch, std::int64_t size,
                            std::int64_t from) const {
    const wire::Checkpoint checkpoint{.epoch = epoch, .size = size, .root = tree.root(size)};
    return {.checkpoint = wire::sign_checkpoint(checkpoint, device, key),
            .from = from,
            .proof = from <= size ? tree.proof(from, size) : std::vector<journal::Hash>()};
}

Told Kiosk::tell(ledger::Ledger& ledger, const wire::Batch& batch, WallTime now) {
    const std::string envelope = wire::seal(batch, key);
    Told answer = told(must(ledger::ingest(ledger, envelope, now)), envelope);
    if (answer.status == 200)
        after = {.serial = answer.receipt.serial, .digest = wire::digest(answer.answer)};
    return answer;
}

Told Kiosk::claim(ledger::Ledger& ledger, const Tree& tree, const std::string& epoch,
                  std::int64_t size, std::int64_t from) {
    wire::Batch made = batch();
    made.header.heads = {head(tree, epoch, size, from)};
    return tell(ledger, made);
}

Told Kiosk::tell(ledger::Ledger& ledger, const wire::Run& run, std::vector<wire::Line> lines) {
    wire::Batch made = batch();
    made.header.runs = {run};
    made.lines = std::move(lines);
    return tell(ledger, made);
}

Kiosk enrolled(ledger::Ledger& ledger, const std::string& ward) {
    const wire::Code code = must(ledger::make_code(ledger, ward, "Quầy 1", kMorning));
    const wire::SecretKey key = wire::SecretKey::generate();
    const wire::EnrolRequest request = wire::enrol_request(code, key.public_key(), ward);
    const ledger::Reply reply = must(ledger::enrol(ledger, wire::encode(request), kMorning));
    REQUIRE(reply.status == 200);
    const wire::Certificate certificate = must(wire::open_enrol_answer(reply.body, code, request));
    return {.key = key, .device = certificate.device, .ward = certificate.ward};
}

wire::Run run(int number, std::int64_t first, int epoch, const std::string& ward) {
    return {.epoch = id(epoch), .id = id(1000 + number), .first = first, .ward = ward};
}

wire::Line cell(std::int64_t count, std::int64_t revision, const std::string& procedure,
                tally::Day day) {
    wire::Cell made;
    made.key.day = day;
    made.key.certainty = wire::Certainty::confirmed;
    made.key.procedure = procedure;
    made.key.what = "online digitised fee_online e_result";
    made.key.trusted = true;
    made.count = count;
    made.revision = revision;
    return {.run = 0, .what = made, .text = {}};
}

wire::Line seal(std::int64_t revision, const std::string& digest, tally::Day day) {
    const wire::Seal made{.day = day, .revision = revision, .digest = digest, .by_staff = true};
    return {.run = 0, .what = made, .text = {}};
}

std::vector<std::string> alarm_kinds(ledger::Ledger& ledger) {
    std::vector<std::string> list;
    for (const ledger::Alarm& alarm : must(ledger::alarms(ledger)))
        list.push_back(alarm.times == 1 ? alarm.kind
                                        : fmt::format("{} {}", alarm.kind, alarm.times));
    return list;
}

std::int64_t total(ledger::Ledger& ledger) {
    std::int64_t sum = 0;
    for (const ledger::Count& one : must(ledger::counts(ledger, kAllDays))) sum += one.count;
    return sum;
}

}  // namespace hand
