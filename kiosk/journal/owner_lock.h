#pragma once

#include <string>
#include <utility>

#include "base/result.h"

namespace journal {

/// The right to write a journal: one process at a time has it, for SQLite before 3.51.3 can
/// corrupt a file that two of them write and checkpoint. Held through flock on "<file>.lock",
/// so it ends with the process however that dies. The lock file stays; it holds the owner's pid.
class OwnerLock {
public:
    /// `unavailable`, with the owner's pid and what to do, when somebody has it.
    static Result<OwnerLock> take(const std::string& journal_path);

    ~OwnerLock();
    OwnerLock(OwnerLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    OwnerLock& operator=(OwnerLock&&) = delete;

private:
    explicit OwnerLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace journal
