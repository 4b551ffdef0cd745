#pragma once

#include <optional>
#include <string>

#include "agent/backoff.h"
#include "agent/identity.h"
#include "agent/outbox.h"
#include "agent/road.h"
#include "base/clock.h"
#include "wire/receipt.h"

namespace agent {

/// How it stands with the province, for the status.
enum class Link { ok, waiting, offline, refused };

/// Decides when to send, how much, and what an answer means. It never waits and never asks: the
/// one batch on its way stays the same bytes until its receipt comes, whatever else comes.
/// Nothing expires, and only a signed receipt moves anything.
class Uploader {
public:
    explicit Uploader(std::uint64_t seed) : backoff_(seed) {}

    /// At boot, and when a link comes up: if we do not talk with the province, soon.
    void link_up(Instant now);
    void hurry(Instant now) { due_ = now; }  ///< Somebody asked for it.
    /// Our own disk did not let us: that is no reason to try without end.
    void stumble(Instant now) { due_ = now + backoff_.after_failure(); }
    Instant due() const { return due_; }

    /// How many lines the next batch may have.
    std::size_t lines_max() const { return lines_max_; }

    /// What came back when `letter` was sent, or why nothing did. Fails only when the outbox does.
    Result<> settle(Outbox& outbox, const Letter& letter, const Identity& identity,
                    const Result<Answer>& answer, Instant now);

    Link link() const { return link_; }
    const std::string& message() const { return message_; }  ///< For people.

private:
    Result<> settle_receipt(Outbox& outbox, const Letter& letter, const wire::Receipt& receipt,
                            const std::string& envelope, Instant now);
    Result<> settle_refusal(Outbox& outbox, const Letter& letter, const wire::Receipt& receipt,
                            Instant now);
    Result<> halve(Outbox& outbox, const Letter& letter, Instant now);
    Result<> settle_suspect(Outbox& outbox);
    void fail(Link link, std::string message, Instant now, std::int64_t at_least_s = 0);

    Backoff backoff_;
    Instant due_{};
    bool hastened_ = false;  ///< By link_up, since the last try: a link that flaps does it once.
    bool resent_ = false;    ///< The receipt before asked for everything again.
    std::size_t lines_max_ = wire::kLinesMax;
    /// The one line of a batch that was refused. Before it is set aside, a batch without lines
    /// must pass: else it is not the line.
    std::optional<Carried> suspect_;
    Link link_ = Link::waiting;
    std::string message_ = "nothing was sent yet";
};

/// The question that carries a letter.
Request request_for(const Letter& letter, const std::string& address);

}  // namespace agent
