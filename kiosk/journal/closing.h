#pragma once

#include <string>
#include <string_view>

#include "journal/sums.h"

namespace journal {

/// What a day is closed with (README.md, "Closing a day"): its sums in the one way of writing
/// them, after the digest of the closing before. Sums of other days are passed over.
std::string closing_text(std::string_view previous, tally::Day day, const Sums& sums);

/// SHA-256 of it, 64 hexadecimal digits.
std::string closing_digest(std::string_view previous, tally::Day day, const Sums& sums);

/// What stands where there is no closing before, and in the event before it is written.
std::string no_digest();

}  // namespace journal
