#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace clerk {

/// Where the agent keeps what concerns both: below the kiosk's state folder.
inline constexpr const char* kAgentStatusFile = "/agent/status.json";
inline constexpr const char* kAgentSocket = "/agent/agent.sock";

/// What the agent says of itself and the province. It is another program: nothing here is
/// believed further than it can be shown.
struct AgentStatus {
    bool enrolled = false;
    std::string device;  ///< Its id; empty unless it is enrolled.
    std::string state;  ///< "ok", "waiting", "offline", "not_enrolled", "refused", "no_journal".
    std::string province, words;
    std::optional<WallTime> last_receipt;
    std::optional<std::chrono::sys_days> oldest_unsent;
    std::int64_t unsent = 0;  ///< Counts that still wait.
    std::int64_t bad = 0, parked = 0, faults = 0;
    std::chrono::seconds next{0};  ///< It means to say more within this time …
    WallTime told{};               ///< … from then: when the file was written.
};

/// `not_found`: there is no agent, or it has said nothing yet. `invalid`: not of that form.
Result<AgentStatus> read_agent_status(const std::string& state_folder);

/// "2026-11-23T02:05:07Z", and nothing else.
std::optional<WallTime> parse_utc(const std::string& text);

/// Whether an agent can be asked for something: it has said something once, or listens now.
bool has_agent(const std::string& state_folder);

}  // namespace clerk
