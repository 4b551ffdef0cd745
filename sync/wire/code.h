#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wire {

/// A one-time code of enrolment (README.md §6): a number that may be known, a secret of 50 bits,
/// a check symbol.
struct Code {
    std::string symbols;  ///< 15, in capitals, without hyphens.

    std::string number() const { return symbols.substr(0, 4); }
    /// The key of both MACs, 32 bytes: what the province keeps.
    std::string key() const;
    std::string shown() const;  ///< "7QF2K-9M4XA-B1C2D"
    bool operator==(const Code&) const = default;
};

Code random_code();

/// As people type it: blanks and hyphens anywhere, small letters, O for 0, I and L for 1.
/// `invalid` says whether it is too short, too long, has a symbol there is not, or was mistyped.
Result<Code> parse_code(std::string_view typed);

/// The symbols a keypad must offer, in order.
inline constexpr std::string_view kCodeSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
inline constexpr std::size_t kCodeLength = 15;

}  // namespace wire
