#include "shell/through.h"

#include <algorithm>

#include "catalogue/short_link.h"

namespace shell {

void Through::hear(const std::optional<clerk::AgentStatus>& agent, WallTime wall, bool trusted,
                   Instant now) {
    device_.reset();
    if (!agent || !agent->enrolled || !agent->last_receipt) return;
    const std::chrono::milliseconds old = age(*agent->last_receipt, wall, now);
    if (!trusted || old < -kAheadMax || old > kHeardMax) return;
    device_ = catalogue::device_part(agent->device);
}

std::chrono::milliseconds Through::age(WallTime receipt, WallTime wall, Instant now) {
    const std::chrono::milliseconds by_wall = wall - receipt;
    if (receipt_ != receipt) {
        receipt_ = receipt;
        first_age_ = by_wall;
        first_seen_ = now;
    }
    if (by_wall < -kAheadMax) return by_wall;
    return std::max(by_wall, first_age_ + (now - first_seen_));
}

}  // namespace shell
