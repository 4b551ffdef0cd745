#include "platform/window.h"

#include <SDL.h>
#include <doctest/doctest.h>
#include <pthread.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "support/window_fixture.h"
#include "support/x_observer.h"

using platform::PointerStep;
using platform::Window;
using Kind = PointerStep::Kind;
using std::chrono::milliseconds;

namespace {

void push_finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.tfinger = {.type = type,
                     .timestamp = 0,
                     .touchId = 3,
                     .fingerId = 5,
                     .x = x,
                     .y = y,
                     .dx = 0,
                     .dy = 0,
                     .pressure = 1,
                     .windowID = 0};
    REQUIRE(SDL_PushEvent(&event) == 1);
}

/// Clock ticks of CPU (10 ms each) that this process has used.
long cpu_ticks() {
    std::ifstream file("/proc/self/stat");
    std::string field;
    long user = 0, system = 0;
    std::getline(file, field, ')');
    for (int i = 3; i < 14; ++i) file >> field;
    file >> user >> system;
    return user + system;
}

}  // namespace

TEST_CASE("without a display the error says how to get one") {
    const IgnoreForeignLeaks opening;
    const SystemClock clock;
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("DISPLAY", ":987", 1);
    const std::string message = must_fail(Window::open({}, clock));
    CHECK(message.find("DISPLAY") != std::string::npos);
    CHECK(message.find("--virtual") != std::string::npos);
    // SDL would rather draw into nothing than fail.
    setenv("SDL_VIDEODRIVER", "x11,offscreen,dummy", 1);
    CHECK(must_fail(Window::open({}, clock)).find("--virtual") != std::string::npos);
}

TEST_CASE("a finger without a window id is a tap where it was lifted") {
    WindowFixture kiosk;
    kiosk.settle();
    push_finger(SDL_FINGERDOWN, 0.5f, 0.25f);
    auto steps = kiosk.steps_within(milliseconds(80));
    push_finger(SDL_FINGERUP, 0.5f, 0.25f);
    const auto rest = kiosk.steps_within(milliseconds(30));
    steps.insert(steps.end(), rest.begin(), rest.end());
    REQUIRE(steps.size() == 2);
    CHECK(steps[0] == PointerStep{.kind = Kind::press, .at = {960, 270}});
    CHECK(steps[1] == PointerStep{.kind = Kind::tap, .at = {960, 270}});
    CHECK(kiosk.window.touch().raw_touches() == 1);
}

TEST_CASE("the panel's rotation from the configuration is applied to fingers") {
    platform::WindowOptions options = WindowFixture::software();
    options.touch_map.rotate = 180;
    WindowFixture kiosk(options);
    kiosk.settle();
    push_finger(SDL_FINGERDOWN, 0.75f, 0.25f);
    const auto steps = kiosk.steps_within(milliseconds(30));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == platform::Point{480, 810});
}

TEST_CASE("in a turned window presses land where they are seen") {
    platform::WindowOptions options = WindowFixture::software();
    options.rotate = 90;
    WindowFixture kiosk(options);
    XObserver observer(kiosk.display.name());
    kiosk.settle();
    REQUIRE(kiosk.window.width() == 1080);
    // The picture's upper left corner is the panel's upper right one.
    observer.move(1910, 20);
    observer.button(1, true);
    auto steps = kiosk.steps_within(milliseconds(60));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == platform::Point{20, 9});
    observer.button(1, false);
    kiosk.steps_within(milliseconds(30));
    // The sensor lies as the panel does: its own rotation is another matter.
    push_finger(SDL_FINGERDOWN, 0.25f, 0.75f);
    steps = kiosk.steps_within(milliseconds(60));
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].at == platform::Point{810, 1439});
}

TEST_CASE("a mouse works: a click is a tap, a pull is a drag, other buttons are nothing") {
    WindowFixture kiosk;
    XObserver observer(kiosk.display.name());
    kiosk.settle();
    observer.move(300, 400);
    observer.button(1, true);
    auto steps = kiosk.steps_within(milliseconds(90));
    observer.button(1, false);
    auto more = kiosk.steps_within(milliseconds(60));
    REQUIRE(steps.size() == 1);
    REQUIRE(more.size() == 1);
    CHECK(steps[0] == PointerStep{.kind = Kind::press, .at = {300, 400}});
    CHECK(more[0] == PointerStep{.kind = Kind::tap, .at = {300, 400}});

    observer.button(1, true);
    observer.move(300, 500);
    observer.button(1, false);
    steps = kiosk.steps_within(milliseconds(60));
    REQUIRE(steps.size() == 3);
    CHECK(steps[1].kind == Kind::drag);
    CHECK(steps[2].kind == Kind::release);

    observer.button(3, true);
    observer.button(3, false);
    observer.move(10, 10);
    CHECK(kiosk.steps_within(milliseconds(60)).empty());
}

TEST_CASE("no key, no closing and no SDL_QUIT ends or touches anything") {
    WindowFixture kiosk;
    XObserver observer(kiosk.display.name());
    kiosk.settle();
    observer.key("Alt_L", true);
    observer.key("F4", true);
    observer.key("F4", false);
    observer.key("Alt_L", false);
    observer.key("Escape", true);
    observer.key("Escape", false);
    for (const Uint32 type : {SDL_QUIT, SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT}) {
        SDL_Event event{};
        event.type = type;
        SDL_PushEvent(&event);
    }
    SDL_Event close{};
    close.type = SDL_WINDOWEVENT;
    close.window.event = SDL_WINDOWEVENT_CLOSE;
    SDL_PushEvent(&close);
    CHECK(kiosk.window.wait(kiosk.now() + milliseconds(50)));
    CHECK(kiosk.steps_within(milliseconds(50)).empty());
    CHECK(kiosk.window.wait(kiosk.now()));
}

TEST_CASE("SIGTERM and SIGINT end a sleep that has no other end") {
    for (const int signal : {SIGTERM, SIGINT}) {
        WindowFixture kiosk;
        kiosk.settle();
        std::thread killer([signal] {
            std::this_thread::sleep_for(milliseconds(150));
            ::kill(::getpid(), signal);
        });
        // The kernel gives a signal to any thread that takes it: here, not to the one that sleeps.
        sigset_t both, before;
        sigemptyset(&both);
        sigaddset(&both, SIGTERM);
        sigaddset(&both, SIGINT);
        pthread_sigmask(SIG_BLOCK, &both, &before);
        bool running = true;
        while (running) running = kiosk.window.wait(Instant::max());
        killer.join();
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        CHECK_FALSE(kiosk.window.wait(Instant::max()));  // And every sleep after it.
    }
}

TEST_CASE("wake ends a sleep, from another thread or before it began") {
    WindowFixture kiosk;
    kiosk.settle();
    const Instant begun = kiosk.now();
    std::thread other([] {
        std::this_thread::sleep_for(milliseconds(100));
        Window::wake();
    });
    CHECK(kiosk.window.wait(begun + milliseconds(10'000)));
    other.join();
    CHECK(kiosk.now() - begun < milliseconds(5000));
    CHECK(kiosk.now() - begun >= milliseconds(95));
    for (int i = 0; i < 1000; ++i) Window::wake();
    CHECK(kiosk.window.wait(begun + milliseconds(10'000)));
    const Instant again = kiosk.now();
    CHECK(again - begun < milliseconds(5000));
    CHECK(kiosk.window.stirred());
    CHECK(kiosk.window.wait(again + milliseconds(50)));  // A thousand wakes are one.
    CHECK_FALSE(kiosk.window.stirred());
    CHECK(kiosk.now() - again >= milliseconds(50));
}

TEST_CASE("a window that waits uses no CPU") {
    WindowFixture kiosk;
    const paint::Atlas atlas;
    const std::vector<paint::Quad> quads{{{0, 0, 1920, 1080}, {}, paint::rgb(0xfbf7ee)}};
    kiosk.window.present(quads, atlas);
    kiosk.settle();
    kiosk.window.present(quads, atlas);
    const long before = cpu_ticks();
    rusage first{}, last{};
    getrusage(RUSAGE_THREAD, &first);
    const Instant end = kiosk.now() + milliseconds(2000);
    int rounds = 0;
    while (kiosk.now() < end && kiosk.window.wait(end)) ++rounds;
    getrusage(RUSAGE_THREAD, &last);
    CHECK(cpu_ticks() - before <= 1);
    CHECK(rounds <= 3);
    CHECK(last.ru_nvcsw - first.ru_nvcsw <= 10);  // It slept, it did not ask again and again.
}
