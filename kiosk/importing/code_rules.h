#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "importing/facts.h"

/// Procedure codes in the wild: one digit, a dot, six digits, and many things that only look
/// so (shared/data/README.md §5).
namespace importing {

/// A usable code, or why there is none. A remark says what was cut off.
struct CodeReading {
    std::string code;  ///< Strict, or empty.
    bool cut = false;
    std::optional<Remark> remark;
    Remark refusal;
};

/// " 1.014325" is trimmed; "1.012753.H19" (a province) and "1.001193.02" (a case) are cut with
/// a remark; "1.014955-Xoa" (deleted), seven digits and letters are refused.
CodeReading read_code(std::string_view text);

/// The code that `text` begins with, for text that runs on without a gap; empty if none.
std::string code_at_start(std::string_view text);

/// A UUID as the portal writes its ids, lower case; empty if `text` is not one.
std::string read_uuid(std::string_view text);

}  // namespace importing
