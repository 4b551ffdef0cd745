#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ledger/publishing.h"
#include "publishing/check.h"
#include "publishing/difference.h"
#include "publishing/in_force.h"

/// Publishing as the page and the command line both do it: looked at, checked, then signed.
namespace publishing {

inline constexpr std::size_t kNoteBytesMax = 500;

/// What would happen if files were published.
struct Preview {
    std::int64_t base = 0;    ///< The newest version; 0: none yet.
    std::int64_t kiosks = 0;  ///< That will take it: enrolled, not revoked.
    std::vector<Fault> faults;
    std::vector<Difference> changes;  ///< Of the files that hold, in the order of `files`.
};
Result<Preview> preview(ledger::Ledger& ledger, const Folders& folders, const Files& files);

/// The same for going back to the files of an older version: `not_found`. A file that it does not
/// have is compared with the configured one, which kiosks then take.
Result<Preview> preview_roll_back(ledger::Ledger& ledger, const Folders& folders,
                                  std::int64_t version);

/// What became of a wish to publish. One of the four.
struct Outcome {
    std::optional<std::int64_t> version{};  ///< It is published.
    bool moved = false;                     ///< Another was published since `by.base`.
    bool same = false;                      ///< All of it is published already.
    std::vector<Fault> faults{};            ///< It does not hold.
};
/// `invalid` for a note that is too long, and for no files.
Result<Outcome> publish(ledger::Ledger& ledger, const Files& files, const ledger::Publisher& by,
                        WallTime now);
Result<Outcome> roll_back(ledger::Ledger& ledger, std::int64_t version, const ledger::Publisher& by,
                          WallTime now);

/// How many kiosks, of those that are not revoked, said last that they use each version; 0: none.
struct InUse {
    std::int64_t version = 0, kiosks = 0;
};
Result<std::vector<InUse>> in_use(ledger::Ledger& ledger);  ///< The newest version first.

}  // namespace publishing
