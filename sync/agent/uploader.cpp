#include "agent/uploader.h"

#include <fmt/format.h>

#include "agent/receipts.h"
#include "base/log.h"
#include "wire/envelope.h"

namespace agent {

namespace {

constexpr int kTooLarge = 413, kTooMany = 429, kUnavailable = 503;
constexpr std::int64_t kRetryAfterMax = 3600;  // Nobody unsigned may silence us for longer.

std::string words_of(const std::string& refused) {
    if (refused == "unknown_key")
        return "the province does not know this kiosk's key: enrol it again, with a new code";
    if (refused == "revoked") return "the province has revoked this kiosk's key: ask there";
    if (refused == "rotated")
        return "this kiosk's key was replaced: run motcua-agent rotate, or enrol again";
    if (refused == "not_yours") return "the province knows this key as another kiosk's: ask there";
    return "the province refuses what we send (" + refused + "); we try in smaller parts";
}

}  // namespace

Request request_for(const Letter& letter, const std::string& address) {
    Request request;
    request.url = address + "/v1/ingest";
    request.post = true;
    request.media = std::string(wire::kEnvelopeMedia);
    request.body = letter.envelope;
    return request;
}

void Uploader::link_up(Instant now) {
    const Instant soon = now + backoff_.before_start();
    if (due_ == Instant{})
        due_ = soon;
    else if (backoff_.failing() && !hastened_)
        due_ = std::min(due_, soon);
    hastened_ = true;
}

void Uploader::fail(Link link, std::string message, Instant now, std::int64_t at_least_s) {
    const auto delay = backoff_.after_failure();
    due_ = now + std::max<std::chrono::milliseconds>(delay, std::chrono::seconds(at_least_s));
    link_ = link;
    message_ = std::move(message);
}

Result<> Uploader::settle(Outbox& outbox, const Letter& letter, const Identity& identity,
                          const Result<Answer>& answer, Instant now) {
    hastened_ = false;
    if (!answer) {
        fail(Link::offline, answer.error().message, now);
        return {};
    }
    const Result<wire::Receipt> receipt = open_receipt(answer->body, identity, letter.digest);
    if (receipt && receipt->refused.empty())
        return settle_receipt(outbox, letter, *receipt, answer->body, now);
    if (receipt) return settle_refusal(outbox, letter, *receipt, now);
    if (answer->status == kTooMany || answer->status == kUnavailable) {
        fail(Link::waiting, "the province is busy and asks us to come again later", now,
             std::min(answer->retry_after_s, kRetryAfterMax));
        return {};
    }
    fail(Link::offline,
         fmt::format("something that is not the province answered (HTTP {}, no signed receipt): a"
                     " login page of the network?",
                     answer->status),
         now);
    // Something on the way takes no large bodies: small ones may pass. Nothing is given up for it.
    if (answer->status == kTooLarge && letter.lines.size() > 1) {
        lines_max_ = letter.lines.size() / 2;
        return outbox.letters().recall();
    }
    return {};
}

Result<> Uploader::settle_receipt(Outbox& outbox, const Letter& letter,
                                  const wire::Receipt& receipt, const std::string& envelope,
                                  Instant now) {
    const Result<> applied = apply_receipt(outbox, letter, receipt, envelope);
    if (!applied && applied.error().code == Error::Code::invalid) {
        fail(Link::refused, applied.error().message, now);
        return {};
    }
    TRY(applied);
    if (letter.lines.empty()) TRY(settle_suspect(outbox));
    if (!letter.lines.empty()) lines_max_ = std::min(lines_max_ * 2, wire::kLinesMax);
    if (receipt.resend && resent_) {
        // All again, and again: that leads nowhere fast.
        fail(Link::waiting, "the province asks for all counts once more", now, receipt.next_s);
        return {};
    }
    resent_ = receipt.resend;
    backoff_.succeeded();
    due_ = now + std::chrono::seconds(receipt.next_s);
    link_ = Link::ok;
    message_ = receipt.resend ? "the province has lost something: all counts go there again"
                              : "the province has everything that was sent";
    return {};
}

/// A batch without lines has passed.
Result<> Uploader::settle_suspect(Outbox& outbox) {
    if (suspect_) {
        logging::warning("one count was refused by the province and is set aside");
        TRY(outbox.counts().acknowledge(suspect_->line, suspect_->revision, "refused:malformed"));
        suspect_.reset();
        lines_max_ = wire::kLinesMax;
    }
    if (lines_max_ == 0) lines_max_ = 1;
    return {};
}

Result<> Uploader::settle_refusal(Outbox& outbox, const Letter& letter,
                                  const wire::Receipt& receipt, Instant now) {
    link_ = Link::refused;
    message_ = words_of(receipt.refused);
    if (receipt.refused == "too_large" || receipt.refused == "malformed")
        return halve(outbox, letter, now);
    due_ = now + backoff_.slowest();
    // Should this kiosk get another key meanwhile, the same lines must go under that.
    return outbox.letters().recall();
}

Result<> Uploader::halve(Outbox& outbox, const Letter& letter, Instant now) {
    if (letter.lines.empty()) {
        // It is not the lines: nothing is set aside, and there is nothing to halve.
        suspect_.reset();
        lines_max_ = 0;
        due_ = now + backoff_.slowest();
        return outbox.letters().recall();
    }
    if (letter.lines.size() == 1) suspect_ = letter.lines.front();
    lines_max_ = letter.lines.size() / 2;
    backoff_.succeeded();  // Twelve halvings at most: at the quick pace.
    due_ = now + backoff_.after_failure();
    return outbox.letters().recall();
}

}  // namespace agent
