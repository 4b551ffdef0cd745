#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace setup {

/// What a program came to: its exit status, and what it said on both streams.
struct Ran {
    int status = 0;
    std::string said;
};

/// Runs a program (words.front(), looked for in PATH; no shell) without input, and returns when
/// it has ended. `not_found`: there is no such program. `unavailable`: it did not end in time, and
/// was ended, or a signal ended it.
using Runner = std::function<Result<Ran>(const std::vector<std::string>& words,
                                         std::chrono::milliseconds longest)>;
Result<Ran> run_program(const std::vector<std::string>& words, std::chrono::milliseconds longest);

/// The words that run a program as the user who owns what lies in a folder, when we are root:
/// what root made there would lock its owner out.
std::vector<std::string> as_owner_of(const std::string& folder, std::vector<std::string> words);

/// The folder of the program that runs now.
std::string own_folder();

}  // namespace setup
