#pragma once

#include <string>
#include <vector>

#include "setup/probes.h"

namespace setup {

/// The findings as a terminal shows them: a line each, what to do below what is not well, and at
/// the end the green page, or what is wrong. `colours`: with those of ECMA-48.
std::string page_of(const std::vector<Finding>& findings, const text::Words& words, bool colours);

/// How many there are of a grade.
std::size_t count_of(const std::vector<Finding>& findings, Grade grade);

}  // namespace setup
