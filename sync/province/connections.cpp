#include "province/connections.h"

#include <algorithm>

#include "base/panic.h"

namespace province {

Instant Connections::deadline_of(const Entry& entry) {
    switch (entry.phase) {
        case Phase::header: return entry.since + kHeaderPatience;
        case Phase::body:
            return std::min<Instant>(entry.moved + kBodyStall, entry.since + kBodyPatience);
        case Phase::answering:
            if (entry.for_operator) return entry.since + kOperatorPatience;
            return entry.since + kAnswerPatience;
        case Phase::writing: return entry.moved + kWriteStall;
        case Phase::idle: return entry.since + kIdlePatience;
        case Phase::closing: return entry.since + kClosePatience;
    }
    return entry.since;
}

bool Connections::is_slow(const Entry& entry, Instant now) {
    const auto lasted = std::chrono::duration_cast<std::chrono::seconds>(now - entry.since);
    const std::int64_t least = entry.large ? kLargeBytesPerSecondMin : kBytesPerSecondMin;
    return lasted >= kGrace && entry.bytes < lasted.count() * least;
}

/// Of those that may go, the one whose bytes moved the longest ago.
template <class Where>
std::optional<Connections::Id> Connections::least(Instant now, Where where) const {
    std::optional<Id> found;
    Instant moved = now;
    for (const auto& [id, entry] : entries_)
        if (where(entry) && (!found || entry.moved < moved)) {
            found = id;
            moved = entry.moved;
        }
    return found;
}

Connections::Admission Connections::admit(bool tls, Instant now) {
    Admission admission;
    const bool short_of_tls = tls && tls_ >= kTlsSeats;
    if (entries_.size() >= kSeats || short_of_tls) {
        const auto may_go = [&](const Entry& entry) { return !short_of_tls || entry.tls; };
        admission.evicted = least(now, [&](const Entry& entry) {
            return may_go(entry) && (entry.phase == Phase::header || entry.phase == Phase::idle ||
                                     entry.phase == Phase::closing);
        });
        if (!admission.evicted)
            admission.evicted = least(now, [&](const Entry& entry) {
                const bool moves = entry.phase == Phase::body || entry.phase == Phase::writing;
                return may_go(entry) && moves && is_slow(entry, now);
            });
        if (!admission.evicted) return admission;
        leave(*admission.evicted);
    }
    admission.id = ++last_;
    tls_ += tls ? 1u : 0u;
    entries_[last_] = {.tls = tls,
                       .phase = Phase::header,
                       .for_operator = false,
                       .large = false,
                       .since = now,
                       .moved = now,
                       .bytes = 0};
    return admission;
}

Connections::Permission Connections::begin_body(Id id, Instant now, std::uint64_t bytes) {
    Permission permission;
    const bool large = bytes > kSmallBody;
    if (large && std::ranges::any_of(entries_, [](const auto& one) { return one.second.large; })) {
        permission.evicted = least(now, [&](const Entry& entry) {
            return entry.large && entry.phase == Phase::body && is_slow(entry, now);
        });
        if (!permission.evicted) return permission;
        leave(*permission.evicted);
    }
    if (!permission.evicted && count(Phase::body) >= kBodies) {
        permission.evicted = least(now, [&](const Entry& entry) {
            return entry.phase == Phase::body && is_slow(entry, now);
        });
        if (!permission.evicted) return permission;
        leave(*permission.evicted);
    }
    permission.granted = true;
    enter(id, Phase::body, now);
    if (const auto at = entries_.find(id); at != entries_.end()) at->second.large = large;
    return permission;
}

void Connections::enter(Id id, Phase phase, Instant now, bool for_operator) {
    const auto at = entries_.find(id);
    if (at == entries_.end()) return;  // It was sent away, and does not know yet.
    at->second = {.tls = at->second.tls,
                  .phase = phase,
                  .for_operator = for_operator,
                  .large = phase == Phase::answering && at->second.large,
                  .since = now,
                  .moved = now,
                  .bytes = 0};
}

void Connections::progress(Id id, std::size_t bytes, Instant now) {
    const auto at = entries_.find(id);
    if (at == entries_.end()) return;
    at->second.moved = now;
    at->second.bytes += static_cast<std::int64_t>(bytes);
}

void Connections::leave(Id id) {
    const auto at = entries_.find(id);
    if (at == entries_.end()) return;
    tls_ -= at->second.tls ? 1u : 0u;
    entries_.erase(at);
}

std::vector<Connections::Id> Connections::overdue(Instant now) const {
    std::vector<Id> list;
    for (const auto& [id, entry] : entries_)
        if (now >= deadline_of(entry)) list.push_back(id);
    return list;
}

std::vector<Connections::Id> Connections::waiting(Instant now) const {
    constexpr std::chrono::seconds kSoon{1};
    std::vector<Id> list;
    for (const auto& [id, entry] : entries_)
        if (entry.phase == Phase::idle ||
            (entry.phase == Phase::header && now - entry.since >= kSoon))
            list.push_back(id);
    return list;
}

std::optional<Phase> Connections::phase(Id id) const {
    const auto at = entries_.find(id);
    return at == entries_.end() ? std::nullopt : std::optional<Phase>(at->second.phase);
}

std::size_t Connections::count(Phase phase) const {
    return static_cast<std::size_t>(
        std::count_if(entries_.begin(), entries_.end(),
                      [&](const auto& one) { return one.second.phase == phase; }));
}

}  // namespace province
