#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "wire/publication.h"

namespace ledger {

/// Who publishes, why, and what they had before them.
struct Publisher {
    std::string officer{};  ///< Empty: the command line.
    std::string note{};
    std::optional<std::int64_t> base{};  ///< The newest version they saw; absent: whatever it is.
};

/// Puts files under the next version, signed, in one transaction; those not named stay as they
/// were in the version before. Returns the version, or nothing if another was published since
/// `by.base`. The caller has checked their content.
Result<std::optional<std::int64_t>> publish(
    Ledger& ledger, const std::vector<std::pair<std::string, std::string>>& path_and_bytes,
    const Publisher& by, WallTime now);

/// The same by the command line, upon whatever is there.
Result<std::int64_t> publish(Ledger& ledger,
                             const std::vector<std::pair<std::string, std::string>>& path_and_bytes,
                             WallTime now);

/// Exactly the files of an older version under the next one; kiosks take their own again of what
/// that version did not have. `not_found` for a version that there is not.
Result<std::optional<std::int64_t>> roll_back(Ledger& ledger, std::int64_t version,
                                              const Publisher& by, WallTime now);

/// The newest version; 0 before the first.
Result<std::int64_t> newest_version(sql::Connection& connection);

/// The files of a version, by path; none of one that there is not.
Result<std::vector<wire::Publication::File>> files_of(sql::Connection& connection,
                                                      std::int64_t version);

/// The newest publication's envelope; nothing before the first.
Result<std::optional<std::string>> publication(Ledger& ledger);
/// One file of any version by its digest; `not_found`.
Result<std::string> published_file(Ledger& ledger, const std::string& digest);

/// What changed from version to version, newest first, for people.
struct Published {
    std::int64_t version = 0;
    WallTime at{};
    std::vector<wire::Publication::File> files;
    std::string officer, note;  ///< Empty: the command line, no note.
    std::optional<std::int64_t> rolled_back_to;
};
Result<std::vector<Published>> published(Ledger& ledger);

}  // namespace ledger
