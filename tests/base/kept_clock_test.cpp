#include "base/kept_clock.h"

#include <doctest/doctest.h>

#include "base/files.h"
#include "support/fake_clock.h"
#include "support/must.h"
#include "support/temp_dir.h"

using namespace std::chrono_literals;

namespace {

const std::string kBoot(32, 'b');
constexpr WallTime kLong = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 7h;

/// A machine whose clock nobody keeps: it says 1970.
struct Machine {
    Machine() {
        clock.set_wall(WallTime{} + 3h);
        clock.set_synchronised(false);
    }
    KeptClock open(const std::string& boot = kBoot) const { return {clock, dir / "clock", boot}; }

    TempDir dir;
    FakeClock clock;
};

}  // namespace

TEST_CASE("until somebody tells the time, it is the machine's, and not to be believed") {
    Machine machine;
    const KeptClock clock = machine.open();
    CHECK(clock.now() == machine.clock.now());
    CHECK(clock.wall() == machine.clock.wall());
    CHECK_FALSE(clock.wall_is_synchronised());
    CHECK_FALSE(clock.machine_is_kept());
    machine.clock.set_synchronised(true);
    CHECK(clock.wall_is_synchronised());
}

TEST_CASE(
    "what was told goes on with the boot clock, through restarts, whatever the machine's does") {
    Machine machine;
    KeptClock clock = machine.open();
    must(clock.set(kLong));
    CHECK(clock.wall() == kLong);
    CHECK(clock.wall_is_synchronised());
    machine.clock.advance(90s);
    CHECK(clock.wall() == kLong + 90s);
    machine.clock.set_wall(WallTime{});  // The machine's clock goes back: no matter.
    CHECK(clock.wall() == kLong + 90s);
    CHECK(machine.open().wall() == kLong + 90s);
    must(clock.set(kLong - 1h));  // Told again.
    CHECK(machine.open().wall() == kLong - 1h);
}

TEST_CASE("another boot knows nothing of it") {
    Machine machine;
    must(machine.open().set(kLong));
    const KeptClock next = machine.open(std::string(32, 'c'));
    CHECK(next.wall() == machine.clock.wall());
    CHECK_FALSE(next.wall_is_synchronised());
}

TEST_CASE("a kernel that does not number its boots is told the time until the program ends") {
    Machine machine;
    {
        KeptClock clock = machine.open({});
        must(clock.set(kLong));
        CHECK(clock.wall() == kLong);
        clock.look_again();  // There is no file, and no other program to have been told.
        CHECK(clock.wall() == kLong);
        CHECK(clock.wall_is_synchronised());
    }
    CHECK_FALSE(machine.open({}).wall_is_synchronised());
    must(files::write_atomically(machine.dir / "clock", "motcua-clock-1  12\n"));
    CHECK_FALSE(machine.open({}).wall_is_synchronised());
}

TEST_CASE("as soon as the network keeps the clock, that holds, and nothing can be told") {
    Machine machine;
    KeptClock clock = machine.open();
    must(clock.set(kLong));
    machine.clock.set_wall(kLong + 20min);
    machine.clock.set_synchronised(true);
    CHECK(clock.wall() == kLong + 20min);
    const Result<> refused = clock.set(kLong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Error::Code::invalid);
    CHECK(clock.wall() == kLong + 20min);
}

TEST_CASE("what was told does not come back when the network that kept the clock goes again") {
    Machine machine;
    KeptClock kiosk = machine.open(), agent = machine.open();
    must(kiosk.set(kLong));
    agent.look_again();
    machine.clock.set_wall(kLong + 20min);  // What was told was twenty minutes slow.
    machine.clock.set_synchronised(true);
    CHECK(kiosk.wall_is_synchronised());
    CHECK(kiosk.wall() == kLong + 20min);
    machine.clock.set_synchronised(false);  // The kernel gives up after hours without a network.
    machine.clock.advance(9h);
    CHECK(kiosk.wall() == kLong + 20min + 9h);
    CHECK_FALSE(kiosk.wall_is_synchronised());
    // Nor for a program that did not look meanwhile, nor for the next start.
    agent.look_again();
    CHECK(agent.wall() == kLong + 20min + 9h);
    CHECK(machine.open().wall() == kLong + 20min + 9h);
    CHECK(files::read(machine.dir / "clock", 100).error().code == Error::Code::not_found);
    // Staff may tell it anew, and that holds.
    must(kiosk.set(kLong + 10h));
    agent.look_again();
    CHECK(agent.wall() == kLong + 10h);
}

TEST_CASE("who may not remove the file does not take from it again what was dropped") {
    Machine machine;
    KeptClock kiosk = machine.open(), agent = machine.open();
    must(kiosk.set(kLong));
    const std::string bytes = must(files::read(machine.dir / "clock", 100));
    agent.look_again();
    machine.clock.set_synchronised(true);
    agent.look_again();
    must(files::write_atomically(machine.dir / "clock", bytes));
    machine.clock.set_synchronised(false);
    agent.look_again();
    CHECK(agent.wall() == machine.clock.wall());
    CHECK_FALSE(agent.wall_is_synchronised());
    must(kiosk.set(kLong + 1h));
    agent.look_again();
    CHECK(agent.wall() == kLong + 1h);
}

TEST_CASE("another program hears of it when it looks again") {
    Machine machine;
    KeptClock kiosk = machine.open(), agent = machine.open();
    must(kiosk.set(kLong));
    CHECK_FALSE(agent.wall_is_synchronised());
    agent.look_again();
    CHECK(agent.wall() == kLong);
    CHECK(agent.wall_is_synchronised());
}

TEST_CASE("a file of another shape says nothing, and a disk that refuses leaves all as it was") {
    Machine machine;
    for (const std::string& bytes :
         {std::string(), "motcua-clock-1 " + kBoot, "motcua-clock-1 " + kBoot + " 12",
          "motcua-clock-1 " + kBoot + " 12x\n", "motcua-clock-1 " + kBoot + " \n",
          "motcua-clock-2 " + kBoot + " 12\n", "motcua-clock-1 " + kBoot + "b 12\n",
          "motcua-clock-1 " + kBoot + "b12\n"}) {
        CAPTURE(bytes);
        must(files::write_atomically(machine.dir / "clock", bytes));
        CHECK_FALSE(machine.open().wall_is_synchronised());
    }
    KeptClock nowhere(machine.clock, machine.dir / "none/clock", kBoot);
    CHECK_FALSE(nowhere.set(kLong));
    CHECK_FALSE(nowhere.wall_is_synchronised());
}
