#pragma once

#include "agent/courier.h"
#include "agent/pulse.h"
#include "base/clock.h"
#include "base/result.h"

namespace agent {

/// The signals that end us are heard by run_daemon alone. Before the first thread starts.
void block_signals();

/// Runs until SIGTERM or SIGINT: this thread hears signals, the control socket, the network's
/// coming and going, and tells systemd; the worker does the rest.
Result<> run_daemon(Courier& courier, const Places& places, const Clock& clock, Pulse& pulse);

}  // namespace agent
