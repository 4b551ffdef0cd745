#include "shell/pulse.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/fake_clock.h"
#include "support/faulty_ground.h"
#include "support/must.h"

using platform::Window;
using shell::Pulse;
using std::chrono::milliseconds;

namespace {

/// A kiosk with nothing to do, and what systemd hears of it.
struct Watched {
    explicit Watched(FaultyWorld& with, std::optional<milliseconds> interval = milliseconds(1500))
        : world(with),
          window(must(Window::open({}, clock, with.maker()))),
          pulse(std::make_unique<Pulse>(
              clock,
              [this](std::string_view words) {
                  heard.emplace_back(words);
                  return true;
              },
              interval)) {}

    void frame() {
        window.present({}, atlas);
        pulse->presented(window);
    }
    /// Rests until `span` is over; the fake clock moves only between sleeps.
    void rest(milliseconds span) {
        for (const Instant end = clock.now() + span; clock.now() < end;) {
            pulse->sleep(window, clock.now());
            if (window.resized()) frame();
            clock.advance(milliseconds(100));
        }
    }
    std::size_t count(const std::string& word) const {
        return static_cast<std::size_t>(
            std::count_if(heard.begin(), heard.end(), [&](const std::string& words) {
                return ("\n" + words).find("\n" + word) != std::string::npos;
            }));
    }

    FaultyWorld& world;
    FakeClock clock;
    const paint::Atlas atlas;
    Window window;
    std::vector<std::string> heard;
    std::unique_ptr<Pulse> pulse;
};

}  // namespace

TEST_CASE("ready comes once, with the first proven frame, and says what is seen where") {
    FaultyWorld world;
    Watched kiosk(world);
    CHECK(kiosk.heard.empty());
    kiosk.frame();
    CHECK(kiosk.heard.empty());  // Shown, but nobody is served yet.
    kiosk.pulse->sleep(kiosk.window, kiosk.clock.now());
    REQUIRE(kiosk.heard.size() == 1);
    CHECK(kiosk.heard[0] == "READY=1\nWATCHDOG=1\nSTATUS=painter gpu (faulty), 640x480 on a "
                            "display, lit, frame 1 at 09:00:00");
    CHECK(world.proofs == 1);
    kiosk.rest(milliseconds(60'000));
    CHECK(kiosk.count("READY=1") == 1);
    kiosk.pulse.reset();
    CHECK(kiosk.heard.back() == "STOPPING=1\nSTATUS=ends");
}

TEST_CASE("a kiosk at rest proves its picture at the watchdog's pace, and draws nothing for it") {
    FaultyWorld world;
    Watched kiosk(world);
    kiosk.frame();
    kiosk.rest(milliseconds(30'000));
    CHECK(kiosk.count("WATCHDOG=1") >= 20);
    CHECK(kiosk.count("WATCHDOG=1") <= 21);
    CHECK(world.proofs >= 20);
    CHECK(kiosk.window.frames_presented() == 1);
}

TEST_CASE("a long sleep is alive all the while, and ends at once for whoever comes") {
    FaultyWorld world;
    Watched kiosk(world);
    kiosk.frame();
    const Instant begun = kiosk.clock.now();
    world.meanwhile = [&] { kiosk.clock.advance(milliseconds(500)); };
    CHECK(kiosk.pulse->sleep(kiosk.window, begun + milliseconds(30'000)));
    CHECK(kiosk.clock.now() >= begun + milliseconds(30'000));
    CHECK(kiosk.count("WATCHDOG=1") >= 19);
    const Instant noon = kiosk.clock.now();
    world.meanwhile = [&] {
        kiosk.clock.advance(milliseconds(500));
        if (kiosk.clock.now() == noon + milliseconds(5000)) Window::wake();
    };
    CHECK(kiosk.pulse->sleep(kiosk.window, noon + milliseconds(30'000)));
    CHECK(kiosk.clock.now() <= noon + milliseconds(6000));
}

TEST_CASE("a machine that stood still for an hour makes up for no beat of it") {
    FaultyWorld world;
    Watched kiosk(world);
    kiosk.frame();
    kiosk.rest(milliseconds(3000));
    const std::size_t before = kiosk.count("WATCHDOG=1");
    kiosk.clock.advance(std::chrono::hours(1));
    kiosk.rest(milliseconds(3000));
    CHECK(kiosk.count("WATCHDOG=1") <= before + 3);
}

TEST_CASE("what is said of the last frame is that frame's time, and of the panel how it is") {
    FaultyWorld world;
    Watched kiosk(world);
    kiosk.frame();
    kiosk.clock.advance(std::chrono::minutes(5));
    kiosk.frame();  // Nothing has changed: the display took no other one.
    kiosk.rest(milliseconds(100));
    CHECK(kiosk.heard.back().ends_with("lit, frame 1 at 09:00:00"));
    kiosk.window.set_panel_power(false);
    kiosk.rest(milliseconds(2000));
    kiosk.window.set_panel_power(true);
    CHECK(kiosk.heard.back().ends_with("off, frame 1 at 09:00:00"));
}

TEST_CASE("a picture that cannot be proven is not alive, until it is mended") {
    FaultyWorld world;
    Watched kiosk(world);
    kiosk.frame();
    kiosk.rest(milliseconds(3000));
    const std::size_t before = kiosk.count("WATCHDOG=1");
    world.lying = 1'000'000;
    kiosk.rest(milliseconds(1600));
    CHECK(kiosk.count("WATCHDOG=1") <= before + 1);
    const std::size_t silent = kiosk.count("WATCHDOG=1");
    kiosk.rest(milliseconds(1500));
    CHECK(kiosk.count("WATCHDOG=1") == silent);
    world.lying = 0;
    kiosk.rest(milliseconds(3100));
    CHECK(kiosk.count("WATCHDOG=1") > silent);
}

TEST_CASE("a display that shows nothing gets no more time for its start") {
    FaultyWorld world{.lying = 1'000'000};
    Watched kiosk(world);
    kiosk.frame();
    kiosk.rest(milliseconds(60'000));
    CHECK(kiosk.count("READY=1") == 0);
    CHECK(kiosk.count("EXTEND_TIMEOUT_USEC") == 0);
}

TEST_CASE("without a display a start takes as long as it takes, and then life goes on") {
    FaultyWorld world{.display = false};
    Watched kiosk(world);
    kiosk.frame();
    kiosk.rest(milliseconds(600'500));
    CHECK(kiosk.count("READY=1") == 0);
    CHECK(kiosk.count("WATCHDOG=1") == 0);
    CHECK(kiosk.count("EXTEND_TIMEOUT_USEC=60000000") >= 300);
    CHECK(kiosk.heard.back().find("STATUS=waits for a display: no display") != std::string::npos);
    world.display = true;
    kiosk.frame();
    kiosk.pulse->sleep(kiosk.window, kiosk.clock.now());
    CHECK(kiosk.count("READY=1") == 1);  // At once, and not with the next beat.
    kiosk.rest(milliseconds(2000));
    CHECK(kiosk.count("READY=1") == 1);
    // And unplugged later it is alive, and says why it shows nothing.
    world.display = false;
    const std::size_t before = kiosk.count("WATCHDOG=1");
    kiosk.rest(milliseconds(15'000));
    CHECK(kiosk.count("WATCHDOG=1") >= before + 9);
    CHECK(kiosk.heard.back() == "WATCHDOG=1\nSTATUS=waits for a display: no display");
}

TEST_CASE("a unit without a watchdog still hears what is shown, now and then") {
    FaultyWorld world;
    Watched kiosk(world, std::nullopt);
    kiosk.frame();
    kiosk.rest(milliseconds(60'000));
    CHECK(kiosk.heard.size() >= 6);
    CHECK(kiosk.heard.size() <= 7);
}
