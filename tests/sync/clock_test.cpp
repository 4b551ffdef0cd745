// A kiosk's clock may stand at any time: the counts land on the right days or are marked as
// uncertain, and nothing is refused for its time.

#include <doctest/doctest.h>

#include <sstream>

#include "journal/reader.h"
#include "json/json.h"
#include "support/journal_fixture.h"
#include "sync/fleet.h"

namespace {

using namespace std::chrono;

struct Told {
    std::int64_t trusted = 0, untrusted = 0;
    bool operator==(const Told&) const = default;
};

/// What the province has of visits begun, by day and by what the clock was worth.
std::map<std::string, Told> visits(ProvinceStand& stand, const std::string& from,
                                   const std::string& to) {
    const std::string printed =
        must(stand.province({"export", "--from", from, "--to", to, "--format", "json"}));
    std::istringstream lines(printed);  // One count a line.
    std::map<std::string, Told> days;
    for (std::string line; std::getline(lines, line);) {
        const json::Value count = must(json::parse(line, "export"));
        if (*json::text(count, "what") != "visit_began") continue;
        std::int64_t n = 0;
        REQUIRE(json::integer(count, "count", n));
        Told& told = days[*json::text(count, "day")];
        (*json::find(count, "trusted") == true ? told.trusted : told.untrusted) += n;
    }
    return days;
}

/// A kiosk's writer and agent on one clock that is set by hand.
class Kiosk {
public:
    explicit Kiosk(ProvinceStand& stand)
        : stand_(stand), agent_(stand, stand.state(), stand.address(), 1) {
        agent_.enrol(must(stand.code()));
        journal::WriterSettings settings;
        settings.journal = {
            .path = stand.journal(), .boot = std::string(32, 'c'), .today = {}, .ward = kStandWard};
        settings.floor = kFloor;
        writer_ = std::make_unique<journal::Writer>(std::move(settings));
        must(writer_->start(agent_.clock().wall()));
    }
    ~Kiosk() { writer_->stop(); }

    /// Three visits while the clock says so.
    void at(WallTime wall, bool synchronised) {
        FakeClock& clock = agent_.clock();
        clock.set_wall(wall);
        clock.set_synchronised(synchronised);
        for (int i = 0; i < 3; ++i) {
            clock.advance(minutes(2));
            ticket_ = must(
                writer_->record(journal::visit_began(), clock.now(), clock.wall(), synchronised));
        }
        while (!writer_->state().saved(ticket_)) std::this_thread::yield();
        agent_.hurry();
        agent_.step();
        CHECK_MESSAGE(agent_.status().state == "ok", agent_.status().message);
        CHECK(agent_.status().unsent == 0);
    }

private:
    ProvinceStand& stand_;
    FleetKiosk agent_;
    std::unique_ptr<journal::Writer> writer_;
    std::int64_t ticket_ = 0;
};

constexpr WallTime kNoon = sys_days(year(2026) / 11 / 23) + hours(5);

}  // namespace

TEST_CASE("1970, 2038, back by hours in the middle of a day: right day or marked, never refused") {
    const TempDir dir;
    ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
    must(stand.start({}));
    {
        Kiosk kiosk(stand);
        kiosk.at(kNoon, true);
        kiosk.at(sys_days(year(1970) / 1 / 1) + hours(1), false);  // No battery, no network.
        kiosk.at(sys_days(year(2038) / 1 / 19) + hours(4), false);
        kiosk.at(kNoon + hours(1), true);  // Set right again.
        kiosk.at(kNoon - hours(3), true);  // Back in mid-day, and somebody vouches for it.
        kiosk.at(kNoon + days(1), true);
    }
    CHECK(visits(stand, "2026-11-01", "2026-11-30") ==
          std::map<std::string, Told>{{"2026-11-23", {.trusted = 6, .untrusted = 3}},
                                      {"2026-11-24", {.trusted = 3, .untrusted = 0}}});
    CHECK(visits(stand, "1970-01-01", "1970-01-31") ==
          std::map<std::string, Told>{{"1970-01-01", {.trusted = 0, .untrusted = 3}}});
    CHECK(visits(stand, "2038-01-01", "2038-01-31") ==
          std::map<std::string, Told>{{"2038-01-19", {.trusted = 0, .untrusted = 3}}});
    must(stand.province({"verify"}));
}

TEST_CASE("the agent itself may be told any time: TLS by pins has no dates") {
    for (const WallTime wall :
         {WallTime(sys_days(year(1970) / 1 / 1)), WallTime(sys_days(year(2038) / 1 / 20)),
          WallTime(sys_days(year(2099) / 1 / 1))}) {
        const TempDir dir;
        ProvinceStand stand = must(ProvinceStand::make(dir / "stand"));
        must(stand.start({}));
        FleetKiosk kiosk(stand, stand.state(), stand.address(), 3);
        kiosk.clock().set_wall(wall);
        kiosk.clock().set_synchronised(false);
        kiosk.enrol(must(stand.code()));
        kiosk.grow(20);
        kiosk.hurry();
        kiosk.step();
        CHECK_MESSAGE(kiosk.status().state == "ok", kiosk.status().message);
        must(stand.must_agree());
    }
}
