#include "clerk/bell.h"

#include <thread>

#include "clerk/counter.h"

using namespace std::chrono_literals;

namespace {

/// How long a wait took.
std::chrono::milliseconds waited(clerk::Bell& bell, std::chrono::milliseconds at_most) {
    const SystemClock clock;
    const Instant begun = clock.now();
    bell.wait(at_most);
    return clock.now() - begun;
}

}  // namespace

TEST_CASE("a ring before the wait is heard, and several are heard as one") {
    clerk::Bell bell = must(clerk::Bell::make());
    bell.ring();
    bell.ring();
    CHECK(waited(bell, 60s) < 30s);
    CHECK(waited(bell, 20ms) >= 19ms);
    CHECK_FALSE(bell.take_mounts_changed());
}

TEST_CASE("a ring from another thread ends a wait without an end") {
    clerk::Bell bell = must(clerk::Bell::make());
    std::thread other([&] { bell.ring(); });
    bell.wait(-1ms);
    other.join();
}

TEST_CASE("a stick that comes or goes is heard once, also in a wait for something else" *
          doctest::skip(!kMayMount)) {
    Counter counter;
    clerk::Bell bell = must(clerk::Bell::make());
    MountedStick stick(counter);
    bell.ring();
    bell.wait(60s);
    CHECK(bell.take_mounts_changed());
    CHECK_FALSE(bell.take_mounts_changed());
    stick.pull();
    CHECK(waited(bell, 60s) < 30s);
    CHECK(bell.take_mounts_changed());
}

TEST_CASE("a bell that was handed on rings as before") {
    clerk::Bell first = must(clerk::Bell::make());
    first.ring();
    clerk::Bell second(std::move(first));
    CHECK(waited(second, 60s) < 30s);
}
