#include "province/connections.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using province::Connections;
using province::Phase;
using Id = Connections::Id;

namespace {

constexpr Instant kStart{1h};

Id admitted(Connections& connections, Instant now, bool tls = false) {
    const Connections::Admission admission = connections.admit(tls, now);
    REQUIRE(admission.id);
    CHECK_FALSE(admission.evicted);
    return *admission.id;
}

/// The instant at which a connection's time is over; 0 when it is not within an hour.
std::chrono::milliseconds patience_of(const Connections& connections, Instant from) {
    for (std::chrono::milliseconds passed = 0ms; passed < 1h; passed += 500ms)
        if (!connections.overdue(from + passed).empty()) return passed;
    return 0ms;
}

}  // namespace

TEST_CASE("each phase has its own patience") {
    Connections connections;
    const Id id = admitted(connections, kStart);
    CHECK(patience_of(connections, kStart) == 10s);
    const std::pair<Phase, std::chrono::milliseconds> patience[] = {
        {Phase::header, 10s},  {Phase::body, 30s}, {Phase::answering, 30s},
        {Phase::writing, 60s}, {Phase::idle, 60s}, {Phase::closing, 2s}};
    for (const auto& [phase, time] : patience) {
        connections.enter(id, phase, kStart);
        CHECK(patience_of(connections, kStart) == time);
    }
    connections.enter(id, Phase::answering, kStart, true);
    CHECK(patience_of(connections, kStart) == 10min);
}

TEST_CASE("a body that moves has ten minutes, one that stalls thirty seconds") {
    Connections connections;
    const Id id = admitted(connections, kStart);
    REQUIRE(connections.begin_body(id, kStart).granted);
    Instant now = kStart;
    for (; now < kStart + 10min; now += 29s) {
        CHECK(connections.overdue(now).empty());
        connections.progress(id, 1, now);
    }
    CHECK(connections.overdue(kStart + 10min) == std::vector<Id>{id});
}

TEST_CASE("when every seat is taken, who has told nothing whole the longest goes first") {
    Connections connections;
    std::vector<Id> ids;
    for (std::size_t i = 0; i < Connections::kSeats; ++i)
        ids.push_back(admitted(connections, kStart + std::chrono::milliseconds(i)));
    const Instant later = kStart + 3s;
    connections.enter(ids[0], Phase::answering, later);
    connections.enter(ids[1], Phase::idle, later);
    Connections::Admission next = connections.admit(false, later);
    CHECK(next.id);
    CHECK(next.evicted == ids[2]);
    CHECK(connections.count() == Connections::kSeats);
    next = connections.admit(true, later);
    CHECK(next.evicted == ids[3]);
}

TEST_CASE("when all seats work, a slow one gives way after its grace, and a good one never") {
    Connections connections;
    std::vector<Id> ids;
    for (std::size_t i = 0; i < Connections::kSeats; ++i) {
        ids.push_back(admitted(connections, kStart));
        connections.enter(ids.back(), i % 2 == 0 ? Phase::answering : Phase::writing, kStart);
    }
    CHECK_FALSE(connections.admit(false, kStart + 4s).id);
    for (const Id id : ids)
        if (id != ids[7]) connections.progress(id, 1 << 20, kStart + 4s);
    const Connections::Admission next = connections.admit(false, kStart + 5s);
    CHECK(next.id);
    CHECK(next.evicted == ids[7]);
    connections.enter(*next.id, Phase::answering, kStart + 5s);
    CHECK_FALSE(connections.admit(false, kStart + 5s).id);
}

TEST_CASE("TLS has fewer seats, and takes none of the others'") {
    Connections connections;
    const Id plain = admitted(connections, kStart);
    std::vector<Id> tls;
    for (std::size_t i = 0; i < Connections::kTlsSeats; ++i)
        tls.push_back(admitted(connections, kStart + 1s, true));
    CHECK(connections.admit(true, kStart + 2s).evicted == tls[0]);
    CHECK(connections.phase(plain) == Phase::header);
    CHECK_FALSE(connections.admit(false, kStart + 2s).evicted);
    connections.leave(tls[1]);
    CHECK_FALSE(connections.admit(true, kStart + 2s).evicted);
}

TEST_CASE("sixty-four bodies are read at once, and one that drips gives way") {
    Connections connections;
    std::vector<Id> ids;
    for (std::size_t i = 0; i < Connections::kBodies; ++i) {
        ids.push_back(admitted(connections, kStart));
        REQUIRE(connections.begin_body(ids.back(), kStart).granted);
        connections.progress(ids.back(), 1000, kStart + 1s);
    }
    const Id next = admitted(connections, kStart);
    CHECK_FALSE(connections.begin_body(next, kStart + 4s).granted);
    for (const Id id : ids)
        if (id != ids[9]) connections.progress(id, 5000, kStart + 5s);  // 32 kbit/s are 4000 B/s.
    const Connections::Permission permission = connections.begin_body(next, kStart + 5s);
    CHECK(permission.granted);
    CHECK(permission.evicted == ids[9]);
    CHECK_FALSE(connections.begin_body(admitted(connections, kStart), kStart + 5s).granted);
    connections.enter(ids[0], Phase::answering, kStart + 6s);
    CHECK(connections.begin_body(admitted(connections, kStart), kStart + 5s).granted);
}

TEST_CASE("large bodies come one at a time, until the one before is answered") {
    Connections connections;
    constexpr std::uint64_t kLarge = Connections::kSmallBody + 1;
    const Id first = admitted(connections, kStart), second = admitted(connections, kStart);
    REQUIRE(connections.begin_body(first, kStart, kLarge).granted);
    connections.progress(first, 100'000, kStart + 1s);
    CHECK_FALSE(connections.begin_body(second, kStart + 6s, kLarge).granted);
    CHECK(connections.begin_body(admitted(connections, kStart), kStart + 6s, 1000).granted);
    connections.enter(first, Phase::answering, kStart + 7s);
    CHECK_FALSE(connections.begin_body(second, kStart + 8s, kLarge).granted);
    connections.enter(first, Phase::writing, kStart + 9s);
    CHECK(connections.begin_body(second, kStart + 9s, kLarge).granted);
    // It drips, and gives way.
    const auto third = connections.begin_body(first, kStart + 30s, kLarge);
    CHECK(third.granted);
    CHECK(third.evicted == second);
}

TEST_CASE("who was sent away and does not know yet changes nothing") {
    Connections connections;
    const Id id = admitted(connections, kStart);
    connections.leave(id);
    connections.leave(id);
    connections.enter(id, Phase::idle, kStart);
    connections.progress(id, 1, kStart);
    CHECK(connections.count() == 0);
    CHECK_FALSE(connections.phase(id));
}

TEST_CASE("a server that stops closes who only waits, not who works") {
    Connections connections;
    const Id idle = admitted(connections, kStart), fresh = admitted(connections, kStart + 5s);
    const Id half = admitted(connections, kStart), works = admitted(connections, kStart);
    connections.enter(idle, Phase::idle, kStart);
    connections.enter(works, Phase::answering, kStart);
    CHECK(connections.waiting(kStart + 5s) == std::vector<Id>{idle, half});
    CHECK(connections.waiting(kStart + 6s) == std::vector<Id>{idle, fresh, half});
}
