#include "agent/composer.h"

#include <fmt/format.h>

#include <map>
#include <optional>

#include "base/log.h"
#include "journal/reader.h"
#include "wire/envelope.h"
#include "wire/pack.h"

namespace agent {

namespace {

/// Nothing when the file no longer gives what a checkpoint needs: counts go without it.
Result<wire::HeadClaim> claim_of(const Reached& reached, std::int64_t held,
                                 const Identity& identity) {
    journal::Reader reader = TRY(journal::Reader::open(reached.path));
    wire::HeadClaim claim;
    const journal::Hash root = TRY(reader.root(reached.rows));
    claim.checkpoint =
        wire::sign_checkpoint({.epoch = reached.epoch, .size = reached.rows, .root = root},
                              identity.certificate.device, identity.key);
    // A journal that is shorter than what is held cannot prove anything: people look.
    if (held < 1 || held > reached.rows) return claim;
    claim.from = held;
    if (held < reached.rows) claim.proof = TRY(reader.consistency(held, reached.rows));
    return claim;
}

std::string fault_of(const Waiting& waiting) {
    return std::visit([](const auto& line) { return wire::fault_of(line); }, waiting.what);
}

wire::Line line_of(const Waiting& waiting, std::size_t run) {
    wire::Line line{.run = run, .what = {}, .text = {}};
    if (const auto* cell = std::get_if<wire::Cell>(&waiting.what))
        line.what = *cell;
    else
        line.what = std::get<wire::Seal>(waiting.what);
    return line;
}

}  // namespace

Result<std::vector<wire::HeadClaim>> Composer::heads() {
    std::vector<wire::HeadClaim> claims;
    for (const Reached& reached : reached_) {
        if (reached.rows < 1 || claims.size() == wire::kHeadsMax) continue;
        const std::int64_t held = TRY(outbox_.letters().held(reached.epoch));
        Result<wire::HeadClaim> claim = claim_of(reached, held, identity_);
        if (claim)
            claims.push_back(std::move(claim).value());
        else
            logging::warning("no checkpoint of {}: {}", reached.path, claim.error().message);
    }
    return claims;
}

Result<wire::Header> Composer::header() {
    wire::Header header;
    const Known known = TRY(outbox_.letters().known());
    header.device = identity_.certificate.device;
    header.batch = known.batch + 1;
    header.after = known.receipt;
    header.heads = TRY(heads());
    header.boot = facts_.boot;
    header.mono_ms = facts_.now.time_since_epoch().count();
    header.wall = journal::minute_of(facts_.wall);
    header.clock_trusted = facts_.clock_trusted;
    header.disk_free = facts_.disk_free;
    header.version = facts_.version;
    header.published = facts_.published;
    header.faults = TRY(outbox_.counts().faults(wire::kFaultsMax));
    return header;
}

/// The lines that may go out. One that the format has no place for is done here: it would come
/// back as bad each time.
Result<std::vector<Waiting>> Composer::fit_lines(const Portion& portion) {
    std::vector<Waiting> fit;
    std::vector<Waiting> all = TRY(outbox_.counts().waiting(portion.after, portion.lines_max));
    for (Waiting& waiting : all) {
        const std::string fault = fault_of(waiting);
        if (fault.empty())
            fit.push_back(std::move(waiting));
        else
            TRY(outbox_.counts().acknowledge(waiting.line, waiting.revision(), "bad:" + fault));
    }
    return fit;
}

/// As many of the lines as have room for their runs.
Result<wire::Batch> Composer::batch_of(const std::vector<Waiting>& lines,
                                       const wire::Header& header) {
    wire::Batch batch{.header = header, .lines = {}};
    std::map<std::int64_t, std::size_t> indexes;
    for (const Waiting& waiting : lines) {
        auto index = indexes.find(waiting.run);
        if (index == indexes.end()) {
            if (batch.header.runs.size() == wire::kRunsMax) break;
            wire::Run run = TRY(outbox_.counts().run(waiting.run));
            if (run.ward.empty()) run.ward = identity_.certificate.ward;
            index = indexes.emplace(waiting.run, batch.header.runs.size()).first;
            batch.header.runs.push_back(std::move(run));
        }
        batch.lines.push_back(line_of(waiting, index->second));
    }
    return batch;
}

Result<Composed> Composer::compose(const Portion& portion) {
    db::Transaction transaction = TRY(outbox_.begin());
    wire::Header head = TRY(header());
    std::vector<Waiting> lines = TRY(fit_lines(portion));
    const Standing standing = TRY(outbox_.counts().standing());
    std::string packed;
    while (true) {
        wire::Batch batch = TRY(batch_of(lines, head));
        lines.resize(batch.lines.size());
        batch.header.unsent =
            std::max<std::int64_t>(0, standing.waiting - portion.elsewhere - std::ssize(lines));
        packed = wire::pack(wire::encode(batch));
        if (packed.size() <= wire::kPayloadBytesMax) break;
        ASSERT(!lines.empty());  // A header alone has 64 KiB at most.
        lines.resize(lines.size() / 2);
    }
    Composed composed{.letter = {}, .end = portion.after};
    composed.letter.envelope = wire::seal(wire::kBatchType, packed, identity_.key);
    composed.letter.digest = wire::digest(composed.letter.envelope);
    for (const Waiting& waiting : lines)
        composed.letter.lines.push_back({.line = waiting.line, .revision = waiting.revision()});
    if (!lines.empty())
        composed.end = {.day = journal::number_of(lines.back().day()), .line = lines.back().line};
    Letters& letters = outbox_.letters();
    if (portion.by_stick)
        TRY(letters.keep_exported(composed.letter));
    else
        TRY(letters.send(composed.letter));
    Known known = TRY(letters.known());
    known.device = head.device;
    known.batch = head.batch;
    TRY(letters.remember(known));
    TRY(transaction.commit());
    return composed;
}

}  // namespace agent
