#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"

/// Reading config/catalogue.json (described in config/README.md). Everything is checked before
/// anything is used; every problem names the file, the entry and what to do about it.
namespace catalogue {

/// Limits with their reasons; a file beyond them is a mistake, not a bigger catalogue.
inline constexpr std::size_t kFileBytesMax = 8u << 20;  ///< Today 0.4 MiB.
inline constexpr std::size_t kProceduresMax = 8000;     ///< The whole country has 6,297.
inline constexpr std::size_t kTilesMax = 12;            ///< What the home screen can hold.
inline constexpr std::size_t kNameLengthMax = 1500;     ///< The longest seen: 1,192 letters.
inline constexpr std::size_t kShortNameMax = 48;        ///< Fits a list row in two lines.
inline constexpr std::size_t kItemWordsMax = 12;        ///< What a person remembers at once.
inline constexpr std::size_t kProblemsMax = 50;         ///< Reported at once; then "and more".

struct Rules {
    /// Whether the shipped fonts can draw a character; empty: not checked (no fonts at hand).
    std::function<bool(char32_t)> has_glyph;
    /// Whether there is an icon of this name; empty: not checked.
    std::function<bool(const std::string&)> has_icon;
};

struct Loaded {
    Catalogue catalogue;
    std::vector<std::string> warnings;  ///< Worth a person's look, not a reason to refuse.
};

/// `invalid` with one problem per line, `not_found` when there is no file.
Result<Loaded> load(const std::string& path, const Rules& rules = {});
Result<Loaded> parse(std::string_view bytes, const std::string& source, const Rules& rules = {});

}  // namespace catalogue
