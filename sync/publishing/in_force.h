#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalogue/catalogue.h"
#include "ledger/ledger.h"
#include "settings/portal_file.h"

/// What kiosks go by: of each file that can be published the newest published one, else the one
/// that is configured.
namespace publishing {

/// Where the files lie that hold until something is published.
struct Folders {
    std::string config;  ///< catalogue.json, campaign.toml, wards.json, portal.toml, holidays.toml.
    std::string assets;  ///< lang/.
};

using Files = std::map<std::string, std::string>;  ///< Path to bytes.

/// All files of a published version; none of version 0, `not_found` for one there is not.
Result<Files> published_files(ledger::Ledger& ledger, std::int64_t version);

/// The newest publication as it stands at this moment.
struct Published {
    std::int64_t version = 0;  ///< 0: none.
    Files files;
};
Result<Published> newest(ledger::Ledger& ledger);

/// The configured file of a path; nothing where none is shipped (messages.json).
Result<std::optional<std::string>> configured_file(const Folders& folders, const std::string& path);

/// The file that is in force; nothing where neither was published nor is shipped. A language that
/// was published before words were TOML is in force under its new name, too, and turned into TOML.
Result<std::optional<std::string>> file_in_force(ledger::Ledger& ledger, const Folders& folders,
                                                 const std::string& path);

/// Says in the log what is wrong with a published file.
void pass_over(const Error& problem);

/// What `parse(bytes, source)` makes of the published file if that holds, as a kiosk takes it, else
/// of the configured one, which must be there.
template <class Parse>
auto in_force(const Published& published, const Folders& folders, const std::string& path,
              Parse parse) -> decltype(parse(std::string_view(), path)) {
    if (const auto at = published.files.find(path); at != published.files.end()) {
        auto found = parse(at->second, path);
        if (found) return found;
        pass_over(found.error());
    }
    const std::string source = folders.config + "/" + path;
    const std::optional<std::string> bytes = TRY(configured_file(folders, path));
    if (!bytes) return Error{Error::Code::not_found, source + ": is missing"};
    return parse(*bytes, source);
}
Result<catalogue::Catalogue> parse_catalogue(std::string_view bytes, const std::string& source);

/// Where codes lead: by the published files if they hold, as a kiosk takes them, else by ours.
struct Signposts {
    std::int64_t version = 0;  ///< Of the publication; 0: none.
    catalogue::Catalogue catalogue;
    settings::Portal portal;
};
Result<Signposts> signposts(ledger::Ledger& ledger, const Folders& folders);

}  // namespace publishing
