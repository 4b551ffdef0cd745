#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/clock.h"

namespace province {

/// What a connection is doing. Each has its own patience.
enum class Phase {
    header,     ///< Nothing whole yet: a handshake, a header. Closed first when seats are short.
    body,       ///< Its bytes come in.
    answering,  ///< A worker has it. When the time is over it is answered "later", not closed.
    writing,    ///< The answer goes out.
    idle,       ///< Between two requests.
    closing,    ///< The answer went out; what still comes in is thrown away.
};

inline constexpr std::chrono::seconds kHeaderPatience{10};  ///< A header is a packet or two.
inline constexpr std::chrono::seconds kBodyStall{30};  ///< Several losses in a row on a bad line.
inline constexpr std::chrono::minutes kBodyPatience{10};      ///< 257 KiB at 32 kbit/s: 1 to 5 min.
inline constexpr std::chrono::seconds kAnswerPatience{30};    ///< sync/wire/README.md §5.
inline constexpr std::chrono::minutes kOperatorPatience{10};  ///< verify goes through everything.
inline constexpr std::chrono::seconds kWriteStall{60};        ///< 16 KiB at 32 kbit/s: 4 s.
inline constexpr std::chrono::seconds kIdlePatience{60};
inline constexpr std::chrono::seconds kClosePatience{2};

/// Who is connected, what each is doing, and who has to go: because its time is over, or because
/// a seat is needed. Pure: it decides, session.h closes. One thread.
class Connections {
public:
    using Id = std::uint64_t;

    /// A TLS connection holds 80 KiB, a plain one 5: so many of both, and all the bodies that may
    /// be read, stay within 64 MiB (tests/province/abuse.py).
    static constexpr std::size_t kSeats = 1000, kTlsSeats = 256;
    /// 64 bodies of 257 KiB are 16 MiB.
    static constexpr std::size_t kBodies = 64;
    /// Larger ones (files that officers publish) come one at a time: 10 MiB more.
    static constexpr std::uint64_t kSmallBody = 300u << 10;
    /// Who is slower than a quarter of 32 kbit/s, after some seconds, may lose its place to
    /// somebody who waits for it.
    static constexpr std::int64_t kBytesPerSecondMin = 1024;
    /// …and for a large body, which holds up all other large ones, a page's upload over 2G.
    static constexpr std::int64_t kLargeBytesPerSecondMin = 8 * 1024;
    static constexpr std::chrono::seconds kGrace{5};

    struct Admission {
        std::optional<Id> id;       ///< Nothing: there is no seat.
        std::optional<Id> evicted;  ///< Who has to go for it.
    };
    Admission admit(bool tls, Instant now);

    /// Whether it may read its body now; another may have to go for it.
    struct Permission {
        bool granted = false;
        std::optional<Id> evicted;
    };
    Permission begin_body(Id id, Instant now, std::uint64_t bytes = 0);

    void enter(Id id, Phase phase, Instant now, bool for_operator = false);
    void progress(Id id, std::size_t bytes, Instant now);
    void leave(Id id);

    /// Whose time is over.
    std::vector<Id> overdue(Instant now) const;
    /// Who only waits, or has told nothing whole for a second: nothing is lost when they are
    /// closed, which is done when the server stops.
    std::vector<Id> waiting(Instant now) const;

    std::optional<Phase> phase(Id id) const;
    std::size_t count() const { return entries_.size(); }
    std::size_t count(Phase phase) const;

private:
    struct Entry {
        bool tls = false;
        Phase phase = Phase::header;
        bool for_operator = false;
        bool large = false;        // Its body, until it is answered.
        Instant since{}, moved{};  // When the phase began; when bytes last moved.
        std::int64_t bytes = 0;    // In this phase.
    };
    static Instant deadline_of(const Entry& entry);
    static bool is_slow(const Entry& entry, Instant now);
    template <class Where>
    std::optional<Id> least(Instant now, Where where) const;

    std::map<Id, Entry> entries_;
    Id last_ = 0;
    std::size_t tls_ = 0;
};

}  // namespace province
