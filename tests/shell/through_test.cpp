#include "shell/through.h"

#include <doctest/doctest.h>

#include "catalogue/short_link.h"

using namespace std::chrono_literals;

namespace {

constexpr WallTime kWall = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + 9h;
constexpr Instant kNow{1h};
const std::string kDevice = "7b757536aa0011223344556677889900";

clerk::AgentStatus heard(WallTime at) {
    clerk::AgentStatus agent;
    agent.enrolled = true;
    agent.device = kDevice;
    agent.last_receipt = at;
    return agent;
}

bool leads(const clerk::AgentStatus& agent, WallTime wall = kWall, bool trusted = true) {
    shell::Through through;
    through.hear(agent, wall, trusted, kNow);
    return through.device().has_value();
}

}  // namespace

TEST_CASE("codes lead through a province that was heard within a day") {
    shell::Through through;
    CHECK_FALSE(through.device());
    through.hear(heard(kWall - 5min), kWall, true, kNow);
    CHECK(through.device() == catalogue::device_part(kDevice));
    CHECK(leads(heard(kWall - 24h)));
    CHECK_FALSE(leads(heard(kWall - 24h - 1s)));
    CHECK(leads(heard(kWall + 10min)));  // Two clocks.
}

TEST_CASE("else straight: no agent, not enrolled, never heard, no id, an uncertain clock") {
    shell::Through through;
    through.hear(heard(kWall), kWall, true, kNow);
    through.hear(std::nullopt, kWall, true, kNow + 1min);
    CHECK_FALSE(through.device());
    clerk::AgentStatus agent = heard(kWall);
    agent.enrolled = false;
    CHECK_FALSE(leads(agent));
    agent = heard(kWall);
    agent.last_receipt.reset();
    CHECK_FALSE(leads(agent));
    agent = heard(kWall);
    agent.device = "7b757536";
    CHECK_FALSE(leads(agent));
    CHECK_FALSE(leads(heard(kWall), kWall, false));
}

TEST_CASE("a wall clock that was set back makes nothing young again") {
    CHECK_FALSE(leads(heard(kWall), kWall - 1h));  // A receipt from the future.
    shell::Through through;
    const auto hear = [&](const clerk::AgentStatus& agent, WallTime wall, Instant now) {
        through.hear(agent, wall, true, now);
        return through.device().has_value();
    };
    const clerk::AgentStatus last = heard(kWall);
    CHECK(hear(last, kWall, kNow));
    CHECK(hear(last, kWall + 23h, kNow + 23h));
    CHECK_FALSE(hear(last, kWall + 25h, kNow + 25h));
    CHECK_FALSE(hear(last, kWall + 5h, kNow + 25h));           // Set back by twenty hours.
    CHECK_FALSE(hear(last, kWall + 25h, kNow + 2h));           // Set forward.
    CHECK(hear(heard(kWall + 25h), kWall + 25h, kNow + 26h));  // Heard again.
}
