#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "voice/wake.h"

/// A program run for its output, so that whatever happens in it happens to it alone. Internal to
/// engine.cpp.
namespace voice {

struct ChildLimits {
    std::size_t output_bytes_max;
    std::chrono::milliseconds time_max;
};

/// Runs a program (words.front(), looked for in PATH; no shell) with `input` on its standard
/// input and returns what it wrote to its standard output. When this returns the child is gone
/// and reaped, however it went.
///
/// `not_found` when there is no such program; `unavailable` when `cancel` rings, a limit is
/// passed, or it ends in another way than with status 0: with the first words of what it said.
Result<std::string> run_child(const std::vector<std::string>& words, std::string_view input,
                              const ChildLimits& limits, const Clock& clock, const Wake& cancel);

}  // namespace voice
