#pragma once

// Debian ships toml++ as a compiled library too; header-only keeps exceptions off.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
// Its parser asserts what an operator's typing mistake can break ("[=]"), and then says the same
// as an error a few lines on. NDEBUG would turn the assertions into undefined behaviour.
#define TOML_ASSERT(expression) static_assert(true)
#undef NDEBUG
#include <toml++/toml.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

/// TOML as we accept it from people: a size, and an error that says the line. The only folder that
/// includes toml++; nothing here throws.
namespace tables {

inline constexpr std::size_t kBytesMax = 256 << 10;  ///< The longest, a language, has 40 KiB.

/// Parses the file; a syntax error is an Error with its line, "file:line: what".
Result<toml::table> parse_file(const std::string& path);
/// The same of bytes that came from `source`.
Result<toml::table> parse(std::string_view bytes, const std::string& source);

}  // namespace tables
