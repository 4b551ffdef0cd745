#pragma once

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

/// What is allocated while this lives is not called a leak: drivers and display libraries keep
/// some for the process's life, and those already unloaded cannot be named to LeakSanitizer.
class IgnoreForeignLeaks {
public:
#if defined(__SANITIZE_ADDRESS__)
    IgnoreForeignLeaks() { __lsan_disable(); }
    ~IgnoreForeignLeaks() { __lsan_enable(); }
#else
    IgnoreForeignLeaks() = default;
    ~IgnoreForeignLeaks() {}
#endif
    IgnoreForeignLeaks(const IgnoreForeignLeaks&) = delete;
    IgnoreForeignLeaks& operator=(const IgnoreForeignLeaks&) = delete;
};
