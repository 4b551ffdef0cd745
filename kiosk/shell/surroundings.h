#pragma once

#include "clerk/surroundings.h"
#include "shell/kiosk.h"
#include "shell/recorder.h"
#include "shell/resources.h"

namespace shell {

/// What the clerk works with, gathered from what the kiosk has; all of it must outlive the clerk.
clerk::Surroundings surroundings(const Options& options, const Resources& resources,
                                 Recorder& recorder, KeptClock& clock);

}  // namespace shell
