#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "setup/answers.h"

namespace setup {

/// The file of answers on a USB stick, prepared at a desk: the names of Field, one a line.
///
///     ward = "Diên Hồng"
///     counter = "1"
///     panel_width_mm = 476
///     province = "https://motcua.gialai.gov.vn:8443"
///     code = "7QF2K-9M4XA-B1C2D"
inline constexpr const char* kStickFile = "motcua-setup.toml";
inline constexpr std::size_t kStickFileBytesMax = 16 << 10;  ///< All fields, and many comments.

/// Reads it; anybody may have written it. `invalid`: too large, no TOML, an unknown or repeated
/// key, a table or a list where a text or a number is expected; with the line, all at once.
Result<std::vector<Given>> read_answers(const std::string& path);
Result<std::vector<Given>> parse_answers(std::string_view bytes, const std::string& source);

/// The file on the stick that was plugged in last below one of the folders, if it has one: a
/// plain file, for a link may lead off the stick.
std::optional<std::string> find_answers(const std::vector<std::string>& folders,
                                        const std::string& mountinfo = "/proc/self/mountinfo");

}  // namespace setup
