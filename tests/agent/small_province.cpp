#include "agent/small_province.h"

#include <algorithm>
#include <fstream>

#include "support/must.h"
#include "wire/envelope.h"
#include "wire/pack.h"

using agent::Answer;

namespace {

constexpr std::chrono::sys_seconds kTime =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(2);

std::string without_numbers(const wire::Cell& cell) {
    return iso_date(cell.key.day) + " " + std::string(wire::name_of(cell.key.certainty)) + " " +
           cell.key.procedure + " " + cell.key.what + (cell.key.trusted ? " trusted" : "");
}

}  // namespace

SmallProvince::SmallProvince() : key_(wire::SecretKey::generate()) {}

wire::Code SmallProvince::make_code() {
    const wire::Code code = wire::random_code();
    codes_.emplace(code.number(), code);
    return code;
}

std::string SmallProvince::sign(const wire::Receipt& receipt) const {
    return wire::seal(wire::kReceiptType, wire::encode(receipt), key_);
}

std::string SmallProvince::sign(const wire::Publication& made) const {
    return wire::seal(wire::kPublicationType, wire::encode(made), key_);
}

Answer SmallProvince::answer(const std::string& path, const std::string& body) {
    constexpr std::string_view kFile = "/v1/file/";
    if (path == "/v1/ingest") return ingest(body);
    if (path == "/v1/enrol") return enrol(body);
    if (path == "/v1/rotate") return rotate(body);
    if (path == "/v1/publication" && !publication.empty()) return {200, publication, 0};
    if (path.starts_with(kFile)) {
        const auto file = files.find(path.substr(kFile.size()));
        if (file != files.end()) return {200, file->second, 0};
    }
    return {404, "nothing here", 0};
}

std::string SmallProvince::certify(const std::string& device, const wire::PublicKey& key,
                                   std::int64_t serial) const {
    wire::Certificate certificate;
    certificate.serial = serial;
    certificate.device = device;
    certificate.key = key;
    certificate.ward = ward;
    certificate.name = "Quầy 1";
    certificate.province_code = "52";
    certificate.province_name = "Gia Lai";
    certificate.province_keys = {key_.public_key()};
    return wire::seal(wire::kCertificateType, wire::encode(certificate), key_);
}

Answer SmallProvince::enrol(const std::string& body) {
    const auto request = wire::decode_enrol_request(body);
    if (!request) return {400, wire::encode_problem("malformed", request.error().message), 0};
    const auto code = codes_.find(request->number);
    if (code == codes_.end()) return {403, wire::encode_problem("code_unknown", "no such code"), 0};
    if (wire::enrol_mac(*request, code->second.key()) != request->mac)
        return {403, wire::encode_problem("code_wrong", "another code"), 0};
    const auto used = used_.emplace(request->number, request->key).first;
    if (used->second != request->key)
        return {403, wire::encode_problem("code_used", "it was used by another kiosk"), 0};
    const std::string device = wire::key_id(request->key);
    devices_.emplace(device, request->key);
    return {200,
            wire::encode(wire::enrol_answer(certify(device, request->key, 1), code->second.key())),
            0};
}

Answer SmallProvince::rotate(const std::string& bytes) {
    const wire::Envelope envelope = must(wire::parse_envelope(bytes));
    const wire::Rotation rotation = must(wire::decode_rotation(envelope.payload));
    const auto device = devices_.find(rotation.device);
    if (device == devices_.end()) return {403, wire::encode_problem("unknown_key", "whose?"), 0};
    const bool again = device->second == rotation.key;
    if (!again && (!wire::holds(envelope, wire::kRotationType, device->second) ||
                   !wire::proves(rotation, wire::key_id(device->second))))
        return {403, wire::encode_problem("rotated", "not signed by the key in use"), 0};
    device->second = rotation.key;
    return {200, certify(rotation.device, rotation.key, 2), 0};
}

Answer SmallProvince::refuse(const std::string& envelope, int status, const std::string& why) {
    wire::Receipt receipt;
    receipt.batch = wire::digest(envelope);
    receipt.refused = why;
    receipt.time = kTime;
    receipt.next_s = next_s;
    return {status, sign(receipt), 0};
}

std::string SmallProvince::take(const wire::Line& line, const wire::Batch& batch) {
    const wire::Run& run = batch.header.runs.at(line.run);
    const std::string of = run.epoch + " " + run.id + " ";
    if (const auto* seal = std::get_if<wire::Seal>(&line.what)) {
        const std::string said = of + iso_date(seal->day) + " " + seal->digest;
        const bool known = std::find(seals_.begin(), seals_.end(), said) != seals_.end();
        if (!known) seals_.push_back(said);
        return known ? "dup" : "ok";
    }
    const auto* cell = std::get_if<wire::Cell>(&line.what);
    if (!cell) return std::get<wire::Refused>(line.what).verdict;
    if (const auto own = verdicts.find(cell->key.what); own != verdicts.end()) return own->second;
    const std::string key = of + without_numbers(*cell);
    std::int64_t& revision = revisions_[key];
    if (cell->revision < revision) return "stale";
    if (cell->revision == revision) return counts_[key] == cell->count ? "dup" : "conflict";
    revision = cell->revision;
    counts_[key] = cell->count;
    return "ok";
}

void SmallProvince::take_heads(const wire::Batch& batch, wire::Receipt& receipt) {
    const wire::PublicKey key = devices_.at(batch.header.device);
    for (const wire::HeadClaim& claim : batch.header.heads) {
        const wire::Checkpoint head =
            must(wire::open_checkpoint(claim.checkpoint, batch.header.device, key));
        const auto held = heads_.find(head.epoch);
        std::string status = "ok";
        if (held != heads_.end() && held->second == head)
            status = "same";
        else if (held != heads_.end() && head.size < held->second.size)
            status = "stale";
        else if (held != heads_.end() && claim.from != held->second.size)
            status = "unproven";
        else if (held != heads_.end() && !wire::is_consistent(held->second.size, held->second.root,
                                                              head.size, head.root, claim.proof))
            status = "fork";
        if (status == "ok" || status == "fork") heads_[head.epoch] = head;
        receipt.heads.push_back({head.epoch, heads_[head.epoch].size, status});
    }
}

void SmallProvince::lose_everything() {
    serials_.clear();
    receipts_.clear();
    heads_.clear();
    counts_.clear();
    revisions_.clear();
    seals_.clear();
}

Answer SmallProvince::ingest(const std::string& bytes) {
    const std::string digest = wire::digest(bytes);
    if (!refusal.empty()) return refuse(bytes, 403, refusal);
    if (const auto known = receipts_.find(digest); known != receipts_.end()) {
        ++repeats_;
        return {200, known->second, 0};
    }
    const wire::Envelope envelope = must(wire::parse_envelope(bytes));
    const std::string lines = must(wire::unpack(envelope.payload, wire::kUnpackedBytesMax));
    const wire::Batch batch = must(wire::decode(lines)).value();
    const auto device = devices_.find(batch.header.device);
    if (device == devices_.end() || !wire::holds(envelope, wire::kBatchType, device->second))
        return refuse(bytes, 401, "unknown_key");
    if (batch.lines.size() > lines_max) return refuse(bytes, 413, "too_large");
    if (std::any_of(batch.lines.begin(), batch.lines.end(), is_poison))
        return refuse(bytes, 400, "malformed");
    wire::Receipt receipt;
    receipt.batch = digest;
    receipt.device = batch.header.device;
    receipt.serial = ++serials_[receipt.device];
    for (const wire::Line& line : batch.lines) receipt.add(take(line, batch));
    take_heads(batch, receipt);
    receipt.time = kTime;
    receipt.next_s = next_s;
    const wire::After& after = batch.header.after;
    const bool knows_it =
        after.serial == 0 || std::any_of(receipts_.begin(), receipts_.end(), [&](const auto& one) {
            return wire::digest(one.second) == after.digest;
        });
    receipt.resend = forgets_receipts || !knows_it;
    receipt.published = published;
    batches_.push_back(batch);
    return {200, receipts_[digest] = sign(receipt), 0};
}

Result<Answer> TestRoad::ask(const agent::Request& request) {
    asked.push_back(request);
    REQUIRE(request.url.starts_with(kAddress));
    if (before) {
        if (auto instead = before(request)) return std::move(*instead);
    }
    Answer answer =
        province_.answer(request.url.substr(std::string(kAddress).size()), request.body);
    if (after) {
        Result<Answer> changed = after(request, std::move(answer));
        if (!changed) return changed;
        answer = *changed;
    }
    if (request.file.empty()) return answer;
    std::ofstream(request.file, std::ios::binary) << answer.body;
    answer.body.clear();
    return answer;
}
