#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace publishing {

/// Whether files may be published: each is read by the loader that the kiosk itself uses.
/// `invalid` names every mistake, a line each, by the path under which it would be published.
Result<> check_publication(const std::vector<std::pair<std::string, std::string>>& path_and_bytes);

}  // namespace publishing
