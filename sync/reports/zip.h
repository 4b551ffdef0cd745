#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace reports {

/// A zip archive of some files, in their order, all of one time.
Result<std::string> zip_of(const std::vector<std::pair<std::string, std::string>>& name_and_bytes,
                           WallTime made);

}  // namespace reports
