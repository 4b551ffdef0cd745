#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

/// The parts of a zip file held in memory. The only file that includes libarchive.
namespace importing {

struct UnpackLimits {
    std::size_t entries = 1'000;  ///< An export has 16; a zip of millions of names is a trap.
    /// All parts together. The largest export has 0.33 MB; XML in memory takes up to 16 times
    /// its bytes, so that more would not fit a small machine.
    std::size_t bytes = 16u << 20;
};

bool looks_like_zip(std::string_view bytes);

/// Unpacks the entries whose name `wanted` accepts: name → bytes. `invalid` beyond a limit,
/// `corrupt` when the archive is broken. Sizes stated in the archive are not believed.
Result<std::map<std::string, std::string>> unpack(std::string_view bytes,
                                                  bool (*wanted)(std::string_view name),
                                                  UnpackLimits limits = {});

}  // namespace importing
