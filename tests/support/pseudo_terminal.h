#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/// Whether this machine has pseudo-terminals (/dev/pts): a bare container may have none, and the
/// tests that need one are then skipped, which doctest counts.
inline bool try_a_terminal() {
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0) return false;
    const bool usable = ::grantpt(master) == 0 && ::unlockpt(master) == 0 && ::ptsname(master);
    ::close(master);
    return usable;
}

inline const bool kHasTerminals = try_a_terminal();
