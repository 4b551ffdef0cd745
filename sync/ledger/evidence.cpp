#include "ledger/evidence.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "wire/envelope.h"
#include "wire/pack.h"

namespace ledger {

namespace {

constexpr std::string_view kPage =
    "SELECT number, digest, device, bytes, receipt, receipt_digest FROM received "
    "WHERE number > ? ORDER BY number LIMIT 50";  // At most 13 MiB.
constexpr std::string_view kCellsOf =
    "SELECT run, day, certainty, procedure, what, trusted, count, revision FROM cell "
    "WHERE received = ? ORDER BY run, day, certainty, procedure, what, trusted";
constexpr std::string_view kSealsOf =
    "SELECT run, day, digest, by_staff, revision FROM seal WHERE received = ? ORDER BY run, day";
constexpr std::string_view kCellAt =
    "SELECT revision FROM cell WHERE run = ? AND day = ? AND certainty = ? AND procedure = ? "
    "AND what = ? AND trusted = ?";
constexpr std::string_view kSealAt = "SELECT revision FROM seal WHERE run = ? AND day = ?";
constexpr std::string_view kRun = "SELECT number FROM run WHERE id = ?";

constexpr std::size_t kFaultsMax = 100;
constexpr std::size_t kRunsMax = 100'000;  // Ids in memory: some 10 MiB.

std::int64_t number_of(tally::Day day) { return day.time_since_epoch().count(); }

std::vector<std::string> verdicts_of(const wire::Receipt& receipt) {
    std::vector<std::string> list;
    for (const wire::Receipt::Verdicts& one : receipt.verdicts)
        list.insert(list.end(), static_cast<std::size_t>(one.lines), one.verdict);
    return list;
}

std::string words_of(const std::vector<std::string>& place) {
    return fmt::format("{}", fmt::join(place, " "));
}

}  // namespace

void note(Audit& audit, std::string fault) {
    if (audit.faults.size() < kFaultsMax) audit.faults.push_back(std::move(fault));
}

Result<> Evidence::check() {
    std::int64_t last = 0;
    for (;;) {
        const sql::Rows rows = TRY(connection_.query(kPage, sql::Values{last}));
        if (rows.empty()) return {};
        for (const sql::Row& row : rows) {
            last = row.integer(0);
            TRY(check_one({.number = last,
                           .digest = row.text(1),
                           .device = row.text(2),
                           .bytes = row.text(3),
                           .receipt = row.text(4),
                           .receipt_digest = row.text(5)}));
        }
    }
}

Result<> Evidence::check_one(const Kept& kept) {
    const std::optional<wire::Receipt> receipt = receipt_of(kept);
    if (kept.bytes.empty()) return {};  // Let go, by the rules.
    ++audit_.envelopes;
    const std::optional<wire::Batch> batch = TRY(opened(kept));
    if (!batch || !receipt) return {};
    if (receipt->lines() != std::ssize(batch->lines)) {
        note(audit_, fmt::format("receipt of batch {}: it speaks of {} lines, the batch has {}",
                                 kept.digest, receipt->lines(), batch->lines.size()));
        return {};
    }
    const Heights taken = TRY(taken_by(*batch, *receipt));
    TRY(check_stored(kept, taken));
    return check_reached(kept, *batch, taken);
}

std::optional<wire::Receipt> Evidence::receipt_of(const Kept& kept) {
    const auto wrong = [&](std::string_view why) {
        note(audit_, fmt::format("receipt of batch {}: {}", kept.digest, why));
        return std::nullopt;
    };
    if (wire::digest(kept.receipt) != kept.receipt_digest)
        return wrong("its bytes are not those of its digest");
    const Result<wire::Envelope> envelope = wire::parse_envelope(kept.receipt);
    if (!envelope) return wrong(envelope.error().message);
    Result<wire::Receipt> receipt = wire::decode_receipt(envelope->payload);
    if (!receipt) return wrong(receipt.error().message);
    if (receipt->batch != kept.digest) return wrong("it is of another batch");
    return std::move(*receipt);
}

/// Nothing: a fault was noted, or it is of a version whose lines we cannot read.
Result<std::optional<wire::Batch>> Evidence::opened(const Kept& kept) {
    const auto wrong = [&](std::string_view why) {
        note(audit_, fmt::format("batch {}: {}", kept.digest, why));
        return std::optional<wire::Batch>();
    };
    if (wire::digest(kept.bytes) != kept.digest)
        return wrong("its bytes are not those of its digest: it was changed or damaged here");
    const Result<wire::Envelope> envelope = wire::parse_envelope(kept.bytes);
    if (!envelope) return wrong(envelope.error().message);
    const std::optional<KnownKey> key = TRY(find_key(connection_, envelope->key_id));
    if (!key || key->device != kept.device) return wrong("it is signed by no key of its kiosk");
    if (!wire::holds(*envelope, wire::kBatchType, key->key))
        return wrong("its signature does not hold");
    const Result<std::string> lines = wire::unpack(envelope->payload, wire::kUnpackedBytesMax);
    if (!lines) return wrong(lines.error().message);
    Result<std::optional<wire::Batch>> batch = wire::decode(*lines);
    if (!batch) return wrong(batch.error().message);
    return std::move(*batch);
}

Result<std::int64_t> Evidence::run_number(const std::string& id) {
    const auto known = runs_.find(id);
    if (known != runs_.end()) return known->second;
    const sql::Rows rows = TRY(connection_.query(kRun, sql::Values{id}));
    if (runs_.size() >= kRunsMax) runs_.clear();
    return runs_[id] = rows.empty() ? 0 : rows[0].integer(0);
}

/// What its "ok" lines set: the last one of a place stands.
Result<Evidence::Heights> Evidence::taken_by(const wire::Batch& batch,
                                             const wire::Receipt& receipt) {
    const std::vector<std::string> verdicts = verdicts_of(receipt);
    Heights heights;
    for (std::size_t i = 0; i < batch.lines.size(); ++i) {
        const wire::Line& line = batch.lines[i];
        if (verdicts[i] != "ok" || line.run >= batch.header.runs.size()) continue;
        const std::string run = std::to_string(TRY(run_number(batch.header.runs[line.run].id)));
        if (const auto* cell = std::get_if<wire::Cell>(&line.what))
            heights[{run, std::to_string(number_of(cell->key.day)),
                     std::to_string(static_cast<int>(cell->key.certainty)), cell->key.procedure,
                     cell->key.what, std::to_string(cell->key.trusted)}] = {
                .revision = cell->revision, .what = std::to_string(cell->count)};
        else if (const auto* seal = std::get_if<wire::Seal>(&line.what))
            heights[{run, std::to_string(number_of(seal->day))}] = {
                .revision = seal->revision,
                .what = fmt::format("{} {}", seal->digest, seal->by_staff ? 1 : 0)};
    }
    return heights;
}

/// Every cell and seal that refers to the batch stands as the batch said.
Result<> Evidence::check_stored(const Kept& kept, const Heights& taken) {
    const auto check = [&](const Place& place, const Height& height) {
        const auto said = taken.find(place);
        if (said == taken.end() || said->second != height)
            note(audit_, fmt::format("count at \"{}\": it stands at {} (revision {}), which batch "
                                     "{} does not say: it was changed here",
                                     words_of(place), height.what, height.revision, kept.digest));
    };
    const sql::Rows cells = TRY(connection_.query(kCellsOf, sql::Values{kept.number}));
    for (const sql::Row& row : cells)
        check({std::to_string(row.integer(0)), std::to_string(row.integer(1)),
               std::to_string(row.integer(2)), row.text(3), row.text(4),
               std::to_string(row.integer(5))},
              {.revision = row.integer(7), .what = std::to_string(row.integer(6))});
    const sql::Rows seals = TRY(connection_.query(kSealsOf, sql::Values{kept.number}));
    for (const sql::Row& row : seals)
        check({std::to_string(row.integer(0)), std::to_string(row.integer(1))},
              {.revision = row.integer(4),
               .what = fmt::format("{} {}", row.text(2), row.integer(3))});
    return {};
}

/// What the batch set is there still, or something newer is.
Result<> Evidence::check_reached(const Kept& kept, const wire::Batch& batch, const Heights& taken) {
    std::vector<sql::Values> cells, seals;
    std::vector<std::pair<const Place*, std::int64_t>> of_cells, of_seals;
    for (const auto& [place, height] : taken) {
        const std::int64_t run = std::stoll(place[0]), day = std::stoll(place[1]);
        if (place.size() == 2) {
            seals.push_back({run, day});
            of_seals.emplace_back(&place, height.revision);
        } else {
            cells.push_back({run, day, std::int64_t{std::stoll(place[2])},
                             std::string_view(place[3]), std::string_view(place[4]),
                             std::int64_t{std::stoll(place[5])}});
            of_cells.emplace_back(&place, height.revision);
        }
    }
    const auto check = [&](const std::vector<sql::Rows>& found, const auto& expected) {
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i].empty() || found[i][0].integer(0) < expected[i].second)
                note(audit_,
                     fmt::format("count at \"{}\": batch {} of kiosk {} brought it to revision {}, "
                                 "and it is not there any more",
                                 words_of(*expected[i].first), kept.digest, batch.header.device,
                                 expected[i].second));
    };
    check(TRY(connection_.query_many(kCellAt, cells)), of_cells);
    check(TRY(connection_.query_many(kSealAt, seals)), of_seals);
    return {};
}

}  // namespace ledger
