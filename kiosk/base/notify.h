#pragma once

#include <chrono>
#include <optional>
#include <string_view>

/// What a service tells systemd about itself, by the protocol of sd_notify(3): datagrams to the
/// socket named in $NOTIFY_SOCKET. Where there is none, nobody listens and nothing is sent.
namespace notify {

/// "READY=1", "STATUS=…", "STOPPING=1", "WATCHDOG=1"; several stand on a line each. Never blocks;
/// false when nobody took it.
bool tell(std::string_view state);

/// How often to send "WATCHDOG=1": half of what the unit's WatchdogSec allows. Nothing when the
/// unit has none, or means another process.
std::optional<std::chrono::milliseconds> watchdog_interval();

}  // namespace notify
