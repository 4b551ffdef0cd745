#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wire {

/// One zstd frame. Level 9: half a millisecond for a day, and a third smaller than level 1.
std::string pack(std::string_view bytes);

/// Unpacks one whole frame, and nothing after it. Stops, with `invalid`, as soon as more than
/// `bytes_max` come out: a few KiB can stand for gigabytes.
Result<std::string> unpack(std::string_view packed, std::size_t bytes_max);

}  // namespace wire
