#include <doctest/doctest.h>

#include "platform/repair.h"
#include "platform/window.h"
#include "support/fake_clock.h"
#include "support/faulty_ground.h"
#include "support/must.h"

using platform::PainterChoice;
using platform::Repair;
using platform::Window;
using std::chrono::milliseconds;

namespace {

struct Faulty {
    explicit Faulty(FaultyWorld& with)
        : world(with),
          window(must(Window::open({.painter = PainterChoice::gpu}, clock, with.maker()))) {}

    /// The loop for so long, a frame every 100 ms; whether it goes on.
    bool run(milliseconds span) {
        const paint::Atlas atlas;
        for (const Instant end = clock.now() + span; clock.now() < end;) {
            window.present({}, atlas);
            clock.advance(milliseconds(100));
            if (!window.wait(clock.now())) return false;
        }
        return true;
    }

    FaultyWorld& world;
    FakeClock clock;
    Window window;
};

}  // namespace

TEST_CASE("a frame that was not taken is painted again, and nothing else happens") {
    FaultyWorld world{.failing = 2};
    Faulty kiosk(world);
    CHECK(kiosk.run(milliseconds(2000)));
    CHECK(world.opened == 1);
    CHECK(world.repainted == 2);
    CHECK(kiosk.window.frames_presented() == 1);
    CHECK_FALSE(kiosk.window.broken());
}

TEST_CASE("a display that goes on failing is opened anew, as it was") {
    FaultyWorld world{.failing = 5};
    Faulty kiosk(world);
    CHECK(kiosk.run(milliseconds(1000)));
    CHECK(world.asked == std::vector{PainterChoice::gpu, PainterChoice::gpu});
    CHECK(kiosk.window.frames_presented() == 1);
    // The same trouble another day begins from the first step again.
    world.failing = 1;
    CHECK(kiosk.run(milliseconds(1000)));
    CHECK(world.opened == 2);
}

TEST_CASE("a lost GPU ends in software, and the glass is back within five seconds") {
    FaultyWorld world{.gpu_is_lost = true};
    Faulty kiosk(world);
    const Instant begun = kiosk.clock.now();
    while (kiosk.window.frames_presented() == 0 && kiosk.run(milliseconds(100))) {
    }
    CHECK(kiosk.window.frames_presented() == 1);
    CHECK(kiosk.clock.now() - begun < milliseconds(5000));
    CHECK(std::string(kiosk.window.painter_name()) == "software");
    CHECK(world.asked.back() == PainterChoice::software);
    CHECK_FALSE(kiosk.window.broken());
}

TEST_CASE("a GPU that is not worth a second try is left at the first") {
    FaultyWorld world{.gpu_is_lost = true, .reopens = false};
    Faulty kiosk(world);
    CHECK(kiosk.run(milliseconds(600)));
    CHECK(world.asked == std::vector{PainterChoice::gpu, PainterChoice::software});
    CHECK(kiosk.window.frames_presented() == 1);
}

TEST_CASE("what nothing helps ends the program, within five seconds") {
    FaultyWorld world{.failing = 1'000'000};
    Faulty kiosk(world);
    const Instant begun = kiosk.clock.now();
    CHECK_FALSE(kiosk.run(milliseconds(20'000)));
    CHECK(kiosk.window.broken());
    CHECK(kiosk.clock.now() - begun < milliseconds(5000));
    CHECK(world.opened == 3);
    CHECK_FALSE(kiosk.window.wait(kiosk.clock.now() + milliseconds(1000)));  // And stays so.
}

TEST_CASE("a ground that cannot be opened again ends the program and nothing worse") {
    FaultyWorld world{.failing = 100};
    Faulty kiosk(world);
    world.opens = false;
    CHECK_FALSE(kiosk.run(milliseconds(20'000)));
    CHECK(kiosk.window.broken());
    CHECK(kiosk.window.display() == "no more");
    CHECK(kiosk.window.width() == 1);
    CHECK_FALSE(kiosk.window.present({}, paint::Atlas()));
}

TEST_CASE("a display that is away is waited for, however long, and that is no failure") {
    FaultyWorld world{.display = false};
    Faulty kiosk(world);
    CHECK(kiosk.run(milliseconds(60'000)));
    CHECK(world.opened == 1);
    CHECK(kiosk.window.frames_presented() == 0);
    CHECK_FALSE(kiosk.window.has_display());
    CHECK(kiosk.window.prove());  // Nobody could show anything: that is the truth.
    CHECK(world.proofs == 0);
    world.display = true;
    CHECK(kiosk.run(milliseconds(100)));
    CHECK(kiosk.window.frames_presented() == 1);
}

TEST_CASE("a panel is told once what it is to be, and a ground that is opened anew again") {
    FaultyWorld world;
    Faulty kiosk(world);
    CHECK(kiosk.run(milliseconds(200)));
    kiosk.window.set_panel_power(true);
    CHECK(world.powers.empty());
    kiosk.window.set_panel_power(false);
    kiosk.window.set_panel_power(false);
    CHECK(world.powers == std::vector{false});
    world.failing = 5;
    CHECK(kiosk.run(milliseconds(1000)));
    CHECK(world.opened == 2);
    CHECK(world.powers == std::vector{false, false});
    kiosk.window.set_panel_power(true);
    CHECK(world.powers == std::vector{false, false, true});
}

TEST_CASE("a picture that is not there, though frames are taken, is mended until it is proven") {
    FaultyWorld world;
    Faulty kiosk(world);
    CHECK(kiosk.run(milliseconds(500)));
    CHECK(kiosk.window.prove());
    world.lying = 6;
    CHECK_FALSE(kiosk.window.prove());
    CHECK(kiosk.window.resized());  // It is to be drawn again.
    CHECK(kiosk.run(milliseconds(2000)));
    CHECK(world.lying < 0);  // Each frame after it was proven at once.
    CHECK(world.opened == 2);
    CHECK(kiosk.window.prove());
}

TEST_CASE("the steps of a repair come in their order, each once, and the last stays") {
    Repair repair;
    const Instant begun{};
    CHECK(repair.next_deadline() == Instant::max());
    std::vector<Repair::Step> steps;
    for (int i = 0; i <= 40; ++i) {
        const Repair::Step step = repair.failed(begun + milliseconds(100 * i));
        if (step != Repair::Step::repaint) steps.push_back(step);
    }
    REQUIRE(steps.size() > 3);
    CHECK(steps[0] == Repair::Step::reopen);
    CHECK(steps[1] == Repair::Step::reopen_in_software);
    CHECK(steps[2] == Repair::Step::give_up);
    CHECK(steps.back() == Repair::Step::give_up);
    CHECK(repair.next_deadline() == begun + milliseconds(4100));
    repair.shown();
    CHECK(repair.next_deadline() == Instant::max());
    // A try that itself took longer than all the steps skips none of them.
    CHECK(repair.failed(begun) == Repair::Step::repaint);
    CHECK(repair.failed(begun + milliseconds(9000)) == Repair::Step::reopen);
    CHECK(repair.failed(begun + milliseconds(9100)) == Repair::Step::reopen_in_software);
}
