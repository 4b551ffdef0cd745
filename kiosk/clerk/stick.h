#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "desk/facts.h"

namespace clerk {

/// The USB stick that was plugged in last: a mount below one of the folders of kiosk.toml. A
/// desktop or a rule of the system mounts it; the kiosk only looks. `path` is empty without one.
desk::Stick find_stick(const std::vector<std::string>& folders,
                       const std::string& mountinfo = "/proc/self/mountinfo");

/// Everything written to the file system of `path` is on the stick itself when this returns.
Result<> sync_stick(const std::string& path);

}  // namespace clerk
