#include "agent/receipts.h"

#include <algorithm>

#include "wire/envelope.h"

namespace agent {

namespace {

Result<> apply_verdicts(Counts& counts, const Letter& letter, const wire::Receipt& receipt) {
    std::size_t at = 0;
    for (const wire::Receipt::Verdicts& verdicts : receipt.verdicts)
        for (std::int64_t i = 0; i < verdicts.lines; ++i, ++at)
            TRY(counts.acknowledge(letter.lines[at].line, letter.lines[at].revision,
                                   verdicts.verdict));
    return {};
}

Result<> remember(Letters& letters, const wire::Receipt& receipt, std::string_view envelope) {
    Known known = TRY(letters.known());
    // A province that was restored counts from where it was: it says so by asking for all again.
    if (receipt.serial <= known.receipt.serial && !receipt.resend) return {};
    known.receipt = {.serial = receipt.serial, .digest = wire::digest(envelope)};
    known.received = wire::utc_seconds(receipt.time);
    known.published = receipt.published;
    TRY(letters.remember(known));
    // What is held is of the newest receipt too: an old one would only cost a proof.
    for (const wire::Receipt::Head& head : receipt.heads)
        TRY(letters.set_held(head.epoch, head.size));
    return {};
}

}  // namespace

Result<wire::Receipt> open_receipt(std::string_view envelope, const Identity& identity,
                                   const std::string& batch_digest) {
    const wire::Envelope opened = TRY(wire::parse_envelope(envelope));
    const auto& keys = identity.certificate.province_keys;
    const bool signed_by_province = std::any_of(
        keys.begin(), keys.end(),
        [&](const wire::PublicKey& key) { return wire::holds(opened, wire::kReceiptType, key); });
    if (!signed_by_province)
        return Error{Error::Code::invalid, "receipt: not signed by a key of the province"};
    wire::Receipt receipt = TRY(wire::decode_receipt(opened.payload));
    if (receipt.batch != batch_digest)
        return Error{Error::Code::invalid, "receipt: of another batch"};
    // A refusal may not know whom it refuses.
    const bool ours = receipt.device == identity.certificate.device ||
                      (!receipt.refused.empty() && receipt.device.empty());
    if (!ours) return Error{Error::Code::invalid, "receipt: for another device"};
    return receipt;
}

Result<> apply_receipt(Outbox& outbox, const Letter& letter, const wire::Receipt& receipt,
                       std::string_view envelope) {
    if (receipt.lines() != std::ssize(letter.lines))
        return Error{Error::Code::invalid, "receipt: it speaks of another number of lines"};
    db::Transaction transaction = TRY(outbox.begin());
    TRY(apply_verdicts(outbox.counts(), letter, receipt));
    TRY(remember(outbox.letters(), receipt, envelope));
    TRY(outbox.letters().settle(letter.digest));
    if (receipt.resend) TRY(outbox.counts().acknowledge_nothing());
    return transaction.commit();
}

}  // namespace agent
