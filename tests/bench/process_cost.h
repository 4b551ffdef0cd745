#pragma once

#include <sys/types.h>

/// What a process costs the machine, as the kernel counts it; 0 for one that is gone.
struct ProcessCost {
    double cpu_ms = 0;   ///< Since it began, of it and of those it has started.
    double pss_mib = 0;  ///< Now, of it alone: what it has for itself and its share of the rest.
};
ProcessCost cost_of(pid_t id);
