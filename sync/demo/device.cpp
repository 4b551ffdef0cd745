#include "demo/device.h"

#include <fmt/format.h>

#include "demo/chance.h"
#include "journal/tree.h"
#include "ledger/devices.h"
#include "ledger/ingest.h"
#include "wire/certificate.h"
#include "wire/envelope.h"
#include "wire/receipt.h"

namespace demo {

namespace {

constexpr std::int64_t kLostRows = 37;  // What was written after the backup was made.
constexpr std::size_t kIdDigits = 32;

std::string secret_of(std::uint64_t seed, const std::string& ward, const std::string& name) {
    return wire::digest(fmt::format("motcua-demonstration {} {} {}", seed, ward, name));
}

/// Every row of a demonstration's journal has the same leaf, so a tree of any size is known at
/// once: a node is that of its level.
Result<journal::Hash> node(int level, std::int64_t) {
    journal::Hash hash = journal::sha256("a row of a demonstration");
    for (int i = 0; i < level; ++i) hash = journal::node_hash(hash, hash);
    return hash;
}

Error refused(const std::string& what, const std::string& why) {
    return {Error::Code::corrupt, fmt::format("demonstration: {}: {}", what, why)};
}

/// Whether the province took every line.
Result<> check(const wire::Receipt& receipt) {
    if (!receipt.refused.empty()) return refused("a batch was refused", receipt.refused);
    for (const wire::Receipt::Verdicts& one : receipt.verdicts)
        if (one.verdict != "ok") return refused("a count was not taken", one.verdict);
    for (const wire::Receipt::Head& one : receipt.heads)
        if (one.status != "ok" && one.status != "same")
            return refused("a checkpoint was not taken", one.status);
    return {};
}

}  // namespace

Result<Device> Device::enrol(ledger::Ledger& ledger, const Plan& plan, std::size_t kiosk,
                             WallTime now) {
    const Kiosk& what = plan.kiosks[kiosk];
    const Ward& ward = plan.wards[what.ward];
    const std::string secret = secret_of(plan.seed, ward.code, what.name);
    Device device(ledger, TRY(wire::SecretKey::parse(secret)));
    const wire::Code code = TRY(ledger::make_code(ledger, ward.code, what.name, now));
    const wire::EnrolRequest request =
        wire::enrol_request(code, device.key_.public_key(), ward.code);
    const ledger::Reply reply = TRY(ledger::enrol(ledger, wire::encode(request), now));
    if (reply.status != 200) return refused("a kiosk was not enrolled", reply.body);
    const wire::Certificate certificate = TRY(wire::open_enrol_answer(reply.body, code, request));
    device.id_ = certificate.device;
    device.ward_ = certificate.ward;
    device.epoch_ = wire::digest("epoch " + secret).substr(0, kIdDigits);
    return device;
}

void Device::begin_run() {
    const std::string id = wire::digest(fmt::format("run {} {}", ++runs_, epoch_));
    batch_.header.runs.push_back(
        {.epoch = epoch_, .id = id.substr(0, kIdDigits), .first = rows_ + 1, .ward = ward_});
    run_first_ = rows_ + 1;
}

void Device::restore() {
    // No more than the newest run had, or it would overlap two.
    rows_ -= std::min(kLostRows, (rows_ - run_first_) / 2);
    begin_run();
}

void Device::note(const Counts& counts, tally::Day day, bool closed, Chance& chance) {
    if (batch_.header.runs.empty()) begin_run();
    const std::size_t run = batch_.header.runs.size() - 1;
    // As if each count's rows came in one go: the last of them is its revision.
    for (const auto& [key, count] : counts) {
        rows_ += count;
        const wire::Cell cell{.key = key, .count = count, .revision = rows_};
        batch_.lines.push_back({.run = run, .what = cell, .text = {}});
    }
    if (!closed) return;
    const wire::Seal seal{.day = day,
                          .revision = ++rows_,
                          .digest = wire::digest(fmt::format("{} {}", epoch_, iso_date(day))),
                          .by_staff = chance.happens(0.7)};
    batch_.lines.push_back({.run = run, .what = seal, .text = {}});
}

wire::HeadClaim Device::head() const {
    const auto root = journal::root(rows_, node);
    ASSERT(root);
    const wire::Checkpoint checkpoint{.epoch = epoch_, .size = rows_, .root = *root};
    wire::HeadClaim claim{
        .checkpoint = wire::sign_checkpoint(checkpoint, id_, key_), .from = told_, .proof = {}};
    if (told_ > 0 && told_ < rows_) {
        auto proof = journal::consistency(told_, rows_, node);
        ASSERT(proof);
        claim.proof = std::move(*proof);
    }
    return claim;
}

Result<> Device::tell(const Words& words, WallTime now) {
    wire::Header& header = batch_.header;
    header.device = id_;
    header.batch = ++batches_;
    header.after = after_;
    // A restored journal has nothing to prove until it has outgrown what was told.
    if (rows_ > 0 && has_outgrown()) header.heads = {head()};
    header.boot = epoch_;
    header.mono_ms = std::chrono::milliseconds(std::chrono::hours(2)).count();
    header.wall = journal::minute_of(words.wall);
    header.clock_trusted = words.clock_trusted;
    header.unsent = words.unsent;
    header.disk_free = words.disk_free;
    header.version = words.version;
    header.published = words.published;
    const std::string envelope = wire::seal(batch_, key_);
    const ledger::Answer answer = TRY(ledger::ingest(*ledger_, envelope, now));
    const wire::Envelope opened = TRY(wire::parse_envelope(answer.envelope));
    const wire::Receipt receipt = TRY(wire::decode_receipt(opened.payload));
    TRY(check(receipt));
    after_ = {.serial = receipt.serial, .digest = wire::digest(answer.envelope)};
    told_ = std::max(told_, rows_);
    batch_ = {};
    return {};
}

}  // namespace demo
