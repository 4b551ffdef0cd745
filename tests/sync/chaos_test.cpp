// Thousands of batches over a road that does everything a road can do: at the end the province
// has what the kiosks have, each count once.

#include <doctest/doctest.h>

#include <sstream>
#include <thread>

#include "journal/reader.h"
#include "support/journal_fixture.h"
#include "sync/fleet.h"

namespace {

constexpr int kKiosks = 4;
constexpr BadRoad kTerrible{.refused = 0.04,
                            .reset = 0.08,
                            .answer_cut = 0.06,
                            .answer_lost = 0.08,
                            .half_open = 0.002,
                            .changed = 0.08,
                            .jitter = std::chrono::milliseconds(1),
                            .cut_within = 6000};

/// Everything that is unsent, over a road that is good again.
void converge(FleetKiosk& kiosk) {
    kiosk.hurry();
    for (int i = 0; i < 1000; ++i) {
        kiosk.step();
        if (kiosk.status().unsent == 0 && kiosk.status().state == "ok") return;
    }
    FAIL("does not converge: " << kiosk.status().message);
}

struct Journey {
    int kiosks = kKiosks;
    std::int64_t batches = 0;  ///< In all.
    BadRoad road{};
    bool tls = true;
};

struct Outcome {
    std::int64_t batches = 0;
    ChaosProxy::Deeds deeds;
};

/// Each kiosk writes a few rows, its agent tries until they are told, and so on; then the sums.
Outcome travel(ProvinceStand& stand, const Journey& journey, const std::string& folder) {
    std::vector<std::string> codes;
    for (int i = 0; i < journey.kiosks; ++i) codes.push_back(must(stand.code()));
    const int port = journey.tls ? stand.port() : stand.plain_port();
    const std::string scheme = journey.tls ? "https" : "http";
    std::vector<std::unique_ptr<ChaosProxy>> roads;
    std::vector<std::unique_ptr<FleetKiosk>> kiosks;
    for (int i = 0; i < journey.kiosks; ++i) {
        const auto seed = static_cast<std::uint64_t>(i + 1);
        roads.push_back(must(ChaosProxy::start(port, {}, seed)));
        const std::string state = folder + "/kiosk-" + std::to_string(i);
        must(files::make_folder(state));
        kiosks.push_back(std::make_unique<FleetKiosk>(
            stand, state, scheme + "://127.0.0.1:" + std::to_string(roads.back()->port()), seed));
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < journey.kiosks; ++i)
        threads.emplace_back([&, i] {
            const auto at = static_cast<std::size_t>(i);
            FleetKiosk& kiosk = *kiosks[at];
            kiosk.enrol(codes[at]);
            roads[at]->set(journey.road);
            while (kiosk.status().serial < journey.batches / journey.kiosks) {
                if (kiosk.status().serial % 97 == 96) kiosk.restart();
                kiosk.grow(3);
                kiosk.hurry();
                kiosk.step();
            }
            roads[at]->set({});
            converge(kiosk);
        });
    for (std::thread& thread : threads) thread.join();

    Outcome outcome;
    for (int i = 0; i < journey.kiosks; ++i) {
        const auto at = static_cast<std::size_t>(i);
        outcome.batches += kiosks[at]->status().serial;
        const ChaosProxy::Deeds deeds = roads[at]->deeds();
        outcome.deeds.connections += deeds.connections;
        outcome.deeds.reset += deeds.reset;
        outcome.deeds.answers_cut += deeds.answers_cut;
        outcome.deeds.answers_lost += deeds.answers_lost;
        outcome.deeds.half_open += deeds.half_open;
        outcome.deeds.changed += deeds.changed;
        outcome.deeds.refused += deeds.refused;
    }
    tally::Measures sum;
    for (const auto& kiosk : kiosks) {
        journal::Reader reader = must(journal::Reader::open(kiosk->path()));
        sum += must(reader.total(kStandPeriod));
        CHECK(kiosk->status().bad == 0);
        CHECK(kiosk->status().parked == 0);
        CHECK(kiosk->status().faults == 0);
    }
    CHECK(sum.received > 0);
    CHECK(must(stand.of_province()) == sum);
    return outcome;
}

void tell(const Outcome& outcome) {
    const ChaosProxy::Deeds& deeds = outcome.deeds;
    MESSAGE(outcome.batches << " batches over " << deeds.connections
                            << " connections: " << deeds.refused << " refused, " << deeds.reset
                            << " reset, " << deeds.answers_cut << " answers cut, "
                            << deeds.answers_lost << " answers lost, " << deeds.half_open
                            << " gone silent, " << deeds.changed << " with a byte changed");
}

}  // namespace

TEST_CASE("10,000 batches over TLS and a terrible road: nothing lost, nothing doubled") {
    const TempDir dir;
    ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
    must(stand.start({}));
    const Outcome outcome = travel(stand, {.batches = 10'000, .road = kTerrible}, dir.path());
    tell(outcome);
    CHECK(outcome.batches >= 10'000);
    CHECK(outcome.deeds.answers_lost > 100);
    CHECK(outcome.deeds.changed > 100);
    CHECK(outcome.deeds.half_open > 0);
    // No alarm of any kind: a bad road is no fraud.
    must(stand.province({"verify"}));
    CHECK(must(stand.end()) == 0);
}

TEST_CASE("without TLS a changed byte is never taken either: the signatures see it") {
    const TempDir dir;
    ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
    must(stand.start({.db = {}, .https = {}, .http = "127.0.0.1:0"}));
    // In a batch of 2 KiB nearly every change falls into what is signed, and what does not is a
    // header that the server refuses.
    const Outcome outcome =
        travel(stand, {.batches = 1500, .road = {.changed = 0.4, .cut_within = 2500}, .tls = false},
               dir.path());
    tell(outcome);
    CHECK(outcome.deeds.changed > 200);
    // A byte of the key's id may be another: somebody unknown then, and nothing worse.
    Result<std::string> verdict = stand.province({"verify"});
    if (!verdict) verdict = stand.province({"verify"}, 1);
    std::istringstream lines(must(std::move(verdict)));
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("alarm") || line.starts_with("fault"))
            CHECK_MESSAGE(line.starts_with("alarm: unknown_key"), line);
}

TEST_CASE("a server that is killed again and again loses nothing it answered for") {
    const TempDir dir;
    ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
    must(stand.start({}));
    must(files::make_folder(dir / "kiosk"));
    const auto road = must(ChaosProxy::start(stand.port(), {}, 7));
    FleetKiosk kiosk(stand, dir / "kiosk", "https://127.0.0.1:" + std::to_string(road->port()), 7);
    kiosk.enrol(must(stand.code()));
    for (int round = 0; round < 12; ++round) {
        std::thread killer([&] {
            for (int i = 0; i <= round; ++i) kiosk.grow(5), kiosk.hurry(), kiosk.step();
        });
        if (round % 2 == 0) killer.join();
        stand.kill();
        if (killer.joinable()) killer.join();
        must(stand.start({}));
        road->lead_to(stand.port());
    }
    converge(kiosk);
    journal::Reader reader = must(journal::Reader::open(kiosk.path()));
    CHECK(must(stand.of_province()) == must(reader.total(kStandPeriod)));
    must(stand.province({"verify"}));
}
