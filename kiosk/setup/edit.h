#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace setup {

/// A value that is to stand in a TOML file.
struct Change {
    std::string key;    ///< With its tables: "unit.place.vi".
    std::string value;  ///< As TOML writes it: in_toml(), listed(), "476".
};

std::string in_toml(std::string_view text);
std::string listed(const std::vector<std::string>& texts);

/// The file's text with these values in place of the old ones, and every other byte as it was:
/// comments, order and blanks are their writer's. A key that was not there is written below the
/// head of its table, a table that was not there at the end. The result is parsed again and held
/// against the changes. `source` names the file in messages.
Result<std::string> changed(std::string text, const std::vector<Change>& changes,
                            const std::string& source);

}  // namespace setup
