#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

/// What a program and all its children take of the machine, as the kernel counts it.
struct Taken {
    double pss_mib = 0;            ///< Memory; what is shared counts for each by its part.
    std::int64_t ticks = 0;        ///< CPU, in clock ticks of /proc/PID/stat, as top shows it.
    std::int64_t nanoseconds = 0;  ///< The same as the scheduler counts it, every thread.
    int processes = 0;
};

/// A process and those it started, and those they started.
std::vector<pid_t> tree_of(pid_t root);

Result<Taken> taken_by(pid_t root);

/// Of /proc/PID/stat: the parent, and user and system time together. The name, which may hold
/// anything, is in parentheses.
struct Stat {
    pid_t parent = 0;
    std::int64_t ticks = 0;
};
Result<Stat> parse_stat(const std::string& text);

/// Of smaps_rollup: "Pss:  21044 kB".
Result<std::int64_t> parse_pss_kib(const std::string& text);
