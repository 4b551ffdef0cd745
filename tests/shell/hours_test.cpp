#include "shell/hours.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "base/files.h"
#include "shell/kiosk.h"
#include "support/fake_clock.h"
#include "support/must.h"
#include "support/temp_dir.h"

using std::chrono::minutes;
using namespace std::chrono_literals;

namespace {

/// Minutes of Viet Nam on 2026-11-DAY; the 27th is a Friday.
WallTime at(int day, minutes minute) {
    return WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / day) + minute - 7h);
}

journal::OpeningHours office() {
    journal::OpeningHours hours;
    for (std::size_t day = 1; day <= 5; ++day)
        hours.week[day] = {{.from = 7h, .until = 11h + 30min}, {.from = 13h, .until = 17h}};
    return hours;
}

/// What say_hours() prints, as the update's script reads it.
std::string printed(const shell::Places& places, const Clock& clock) {
    const TempDir dir;
    std::fflush(stdout);
    const int kept = ::dup(STDOUT_FILENO);
    const int file = ::open((dir / "said").c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    REQUIRE(::dup2(file, STDOUT_FILENO) == STDOUT_FILENO);
    shell::say_hours(places, clock);
    std::fflush(stdout);
    ::dup2(kept, STDOUT_FILENO);
    ::close(file);
    ::close(kept);
    return must(files::read(dir / "said", 1000));
}

}  // namespace

TEST_CASE("doors know for how long they stay as they are") {
    using shell::Doors;
    CHECK(shell::doors_at(office(), at(27, 6h)) == Doors{.open = false, .left = 60min});
    CHECK(shell::doors_at(office(), at(27, 7h)) == Doors{.open = true, .left = 4h + 30min});
    CHECK(shell::doors_at(office(), at(27, 11h + 29min)) == Doors{.open = true, .left = 1min});
    CHECK(shell::doors_at(office(), at(27, 11h + 30min)) == Doors{.open = false, .left = 90min});
    // From Friday's evening over the weekend.
    CHECK(shell::doors_at(office(), at(27, 17h)) == Doors{.open = false, .left = 62h});
    CHECK(shell::doors_at(office(), at(27, 17h) + 59s) == Doors{.open = false, .left = 62h});
}

TEST_CASE("doors that never change are looked at for a week") {
    CHECK(shell::doors_at({}, at(27, 6h)) == shell::Doors{.open = false, .left = 24h * 7});
    CHECK(shell::doors_at(journal::OpeningHours::always(), at(27, 6h)) ==
          shell::Doors{.open = true, .left = 24h * 7});
}

TEST_CASE("the exit status says open, closed, or that the configuration does not say") {
    const TempDir folder;
    const std::string config = folder / "config";
    must(files::make_folder(config));
    const std::string kiosk = must(files::read(SOURCE_DIR "/config/kiosk.toml", 1 << 20));
    must(files::write_atomically(config + "/kiosk.toml", kiosk));
    const shell::Places places{.config = config, .assets = {}, .state = folder / "state"};
    FakeClock clock;
    clock.set_wall(at(27, 12h));
    clock.set_synchronised(true);
    CHECK(shell::say_hours(places, clock) == shell::kExitClosed);
    CHECK(printed(places, clock) == "closed 60 until 2026-11-27 13:00\n");
    clock.set_wall(at(27, 14h) + 59s);
    CHECK(shell::say_hours(places, clock) == shell::kExitOpen);
    CHECK(printed(places, clock) == "open 180 until 2026-11-27 17:00\n");
    clock.set_wall(at(27, 17h));
    CHECK(printed(places, clock) == "closed 840 until 2026-11-28 07:00\n");
    clock.set_wall(at(27, 12h));
    clock.set_synchronised(false);
    CHECK(shell::say_hours(places, clock) == shell::kExitOpen);
    CHECK(printed(places, clock) == "open, as far as a clock says that is not trusted\n");
    must(files::write_atomically(config + "/kiosk.toml", "nonsense"));
    CHECK(shell::say_hours(places, clock) == shell::kExitConfiguration);
}

TEST_CASE("a holiday keeps the doors shut, the province's list before our own") {
    const TempDir folder;
    const std::string config = folder / "config", province = folder / "province";
    must(files::make_folder(config));
    must(files::make_folder(province));
    must(files::write_atomically(config + "/kiosk.toml",
                                 must(files::read(SOURCE_DIR "/config/kiosk.toml", 1 << 20))));
    const shell::Places places{
        .config = config, .assets = {}, .state = folder / "state", .province = province};
    FakeClock clock;
    clock.set_wall(at(27, 14h));
    clock.set_synchronised(true);
    CHECK(shell::say_hours(places, clock) == shell::kExitOpen);
    const std::string holiday = "[[holiday]]\nfrom = 2026-11-27\n";
    must(files::write_atomically(config + "/holidays.toml", holiday));
    CHECK(shell::say_hours(places, clock) == shell::kExitClosed);
    must(files::write_atomically(province + "/holidays.toml",
                                 "[[holiday]]\nfrom = 2026-11-30\n"));
    CHECK(shell::say_hours(places, clock) == shell::kExitOpen);
    clock.set_wall(at(30, 14h));
    CHECK(shell::say_hours(places, clock) == shell::kExitClosed);
    // A list of the province's that does not hold is none; of our own, somebody has to mend it.
    must(files::write_atomically(province + "/holidays.toml", "nonsense"));
    CHECK(shell::say_hours(places, clock) == shell::kExitOpen);
    must(files::write_atomically(config + "/holidays.toml", "nonsense"));
    CHECK(shell::say_hours(places, clock) == shell::kExitConfiguration);
}
