#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace agent {

/// Runs the kiosk's own check over files before they are used: a child process, ended with us.
/// `words` are the program and its arguments. Fails with `invalid` and the first lines of what it
/// says when it ends with another status than 0; `unavailable` when it cannot be run, takes more
/// than two minutes, or `may_go_on` says no (asked four times a second).
Result<> run_check(const std::vector<std::string>& words, const std::function<bool()>& may_go_on);

}  // namespace agent
