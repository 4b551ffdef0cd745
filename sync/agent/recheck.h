#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "wire/batch.h"

namespace agent {

/// Reads a journal again from its first row and holds every row against its leaf, and the leaves
/// against the tree that checkpoints were made of: what was changed after it was told would
/// otherwise be seen by nobody but `motcua-journal verify`. Memory stays flat; a million rows take
/// some seconds. `may_go_on` is asked between chunks: false ends it early, with what was found.
///
/// Returns the rows that do not fit, at most kFaultsFound. Where a leaf was made to fit its row but
/// the tree was not, the row named is that with which the tree first differs: it, or the one
/// before it.
Result<std::vector<wire::RowFault>> recheck(const std::string& journal_path,
                                            const std::function<bool()>& may_go_on);

inline constexpr std::size_t kFaultsFound = wire::kFaultsMax;  ///< More are not told anyway.

}  // namespace agent
