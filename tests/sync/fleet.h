#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/courier.h"
#include "agent/curl_road.h"
#include "base/files.h"
#include "journal/journal.h"
#include "support/chaos_proxy.h"
#include "support/fake_clock.h"
#include "support/must.h"
#include "support/province_stand.h"
#include "support/random_journal.h"

/// A kiosk's journal and its real agent in this process, on a clock that jumps to when the agent
/// wants to be called next; the road, the bytes and the province are real. One thread a kiosk.
class FleetKiosk {
public:
    /// `address`: of the province as this kiosk's road leads to it.
    FleetKiosk(const ProvinceStand& stand, std::string folder, std::string address,
               std::uint64_t seed)
        : folder_(std::move(folder)),
          address_(std::move(address)),
          growth_(seed),
          road_({.proxy = {},
                 .version = "0.1.0",
                 .may_go_on = [] { return true; },
                 .connect_s = 5,
                 .still_s = 1,
                 .total_s = 5}),
          courier_(must(agent::Courier::open(settings(stand, seed), road_, clock_))) {}

    void enrol(const std::string& code) {
        const agent::Enrolled enrolled = must(courier_.enrol(code, address_));
        REQUIRE_MESSAGE(enrolled.identity.has_value(), enrolled.why);
    }

    /// Rows as the kiosk would write them; opening the journal anew each time makes a run of each.
    void grow(std::int64_t rows) {
        if (!journal_)
            journal_ = std::make_unique<journal::Journal>(must(journal::Journal::open(
                {.path = path(), .boot = std::string(32, 'a'), .today = {}, .ward = kStandWard})));
        growth_.grow(*journal_, rows);
    }
    void restart() { journal_.reset(); }

    /// The agent does what is due, and its clock goes to when it wants to come again.
    void step() {
        const Instant next = courier_.work();
        if (next > clock_.now()) clock_.advance(next - clock_.now());
    }
    void hurry() { courier_.hurry(); }
    agent::Status status() { return courier_.status(); }
    agent::Courier& courier() { return courier_; }
    FakeClock& clock() { return clock_; }
    std::string path() const { return folder_ + "/journal.db"; }
    const std::string& folder() const { return folder_; }

private:
    agent::Courier::Settings settings(const ProvinceStand& stand, std::uint64_t seed) const {
        agent::Courier::Settings settings;
        settings.places = {.state = folder_,
                           .config = stand.config(),
                           .assets = SOURCE_DIR "/assets",
                           .address = address_,
                           .kiosk = {}};
        settings.version = "0.1.0";
        settings.seed = seed;
        settings.may_go_on = [] { return true; };
        return settings;
    }

    std::string folder_, address_;
    RandomJournal growth_;
    std::unique_ptr<journal::Journal> journal_;
    FakeClock clock_;
    agent::CurlRoad road_;
    agent::Courier courier_;
};
