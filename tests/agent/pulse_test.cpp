#include "agent/pulse.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"

using agent::Pulse;

TEST_CASE("who works shows that it lives, who rests need not, who is stuck does not") {
    FakeClock clock;
    Pulse pulse(clock);
    for (int i = 0; i < 100; ++i) {
        clock.advance(std::chrono::minutes(4));
        CHECK(pulse.alive());
        CHECK(pulse.may_go_on());
    }
    pulse.rest();
    clock.advance(std::chrono::hours(24));
    CHECK(pulse.alive());
    pulse.beat();
    CHECK(pulse.alive());
    clock.advance(Pulse::kSilenceMax);
    CHECK_FALSE(pulse.alive());
    pulse.stop();
    CHECK_FALSE(pulse.may_go_on());
}
