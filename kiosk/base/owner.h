#pragma once

#include <string>

#include "base/result.h"

/// Whoever works for a service as root does so as the service's own user: a file of root's would
/// lock it out.
namespace owner {

/// Become user and group of the folder's owner, for good; nothing happens to who is not root, for a
/// folder of root's, and where there is none yet.
Result<> become(const std::string& folder);

}  // namespace owner
