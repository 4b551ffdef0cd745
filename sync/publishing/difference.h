#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"

namespace publishing {

/// One thing that a new file says otherwise than the old one: structured, for the page says it in
/// its user's language. What each file's items are is in sync/web/README.md.
struct Item {
    enum class Change { added, removed, changed };
    Change change = Change::changed;
    std::string what;     ///< "procedure", "link", "target" …
    std::string subject;  ///< A code, an id, a key.
    std::string name;     ///< In Vietnamese, as in the file; may be empty.
    std::optional<std::string> before, after;
    bool operator==(const Item&) const = default;
};
std::string_view name_of(Item::Change change);  ///< "added", "removed", "changed".

/// How one file differs from what is in force.
struct Difference {
    static constexpr std::size_t kItemsMax = 200;  ///< More are read by nobody.

    std::string path;
    bool same = false;  ///< Byte for byte.
    std::size_t added = 0, removed = 0, changed = 0;
    std::size_t left_out = 0;
    std::vector<Item> items;  ///< In the new file's order, then what is gone.
};

/// `before`: absent where there was none. Both must have been let through by their loader; a
/// `before` that was not counts as absent. `example`: whose addresses show what a template gives.
Difference difference(const std::string& path, const std::optional<std::string>& before,
                      const std::string& after, const catalogue::Procedure& example);

}  // namespace publishing
