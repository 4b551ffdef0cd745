#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

/// A file taken apart into what can be told to have changed. Internal to publishing.
namespace publishing {

/// One entry of a file: what it is, and its value as people read it.
struct Entry {
    std::string what, subject, name;
    std::string value;  ///< Shown before and after.
    /// Where a value would be too long to show: its parts, and the names of those that differ are
    /// shown in its place.
    std::vector<std::pair<std::string, std::string>> parts{};
};
using Entries = std::vector<Entry>;

/// None of a file that its loader refuses.
Entries entries_of(const std::string& path, std::string_view bytes,
                   const catalogue::Procedure& example);

Entries catalogue_entries(std::string_view bytes);
Entries campaign_entries(std::string_view bytes);
Entries portal_entries(std::string_view bytes, const catalogue::Procedure& example);

}  // namespace publishing
