#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "agent/courier.h"
#include "agent/small_province.h"
#include "support/fake_clock.h"
#include "support/journal_fixture.h"
#include "support/random_journal.h"

/// One kiosk's state folder, its journal, its agent, and the road to a small province.
class Stand {
public:
    Stand() { std::filesystem::create_directories(dir / "state"); }

    std::string state() const { return dir / "state"; }
    journal::Settings journal_settings() const {
        journal::Settings settings = settings_in(dir);
        settings.path = state() + "/journal.db";
        settings.ward = "23563";
        return settings;
    }
    /// One opening of the journal, so many rows of it at random.
    void grow(std::uint64_t seed, std::int64_t rows) {
        journal::Journal journal = must(journal::Journal::open(journal_settings()));
        RandomJournal(seed).grow(journal, rows);
    }

    agent::Courier::Settings courier_settings() const {
        agent::Courier::Settings settings;
        settings.places.state = state();
        settings.places.config = std::string(SOURCE_DIR) + "/config";
        settings.places.address = TestRoad::kAddress;
        settings.version = "0.1.0";
        settings.seed = 7;
        settings.may_go_on = [] { return true; };
        return settings;
    }
    agent::Courier& courier() {
        if (!courier_)
            courier_.emplace(must(agent::Courier::open(courier_settings(), road, clock)));
        return *courier_;
    }
    void stop() { courier_.reset(); }
    void lose_outbox() {
        stop();
        std::filesystem::remove(state() + "/agent/agent.db");
    }

    void enrol() { must(courier().enrol(province.make_code().shown(), "")); }
    /// Sends until nothing waits, each time at once.
    agent::Status send_all(int most = 100) {
        for (int i = 0; i < most; ++i) {
            courier().hurry();
            courier().work();
            if (courier().status().unsent == 0 && courier().status().state == "ok") break;
        }
        return courier().status();
    }

    TempDir dir;
    FakeClock clock;
    SmallProvince province;
    TestRoad road{province};

private:
    std::optional<agent::Courier> courier_;
};

inline Error no_network() { return {Error::Code::unavailable, "no network"}; }
