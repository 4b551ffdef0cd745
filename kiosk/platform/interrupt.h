#pragma once

#include "base/result.h"

namespace platform {

/// What may end a sleep besides the window's own events: wake(), and SIGTERM or SIGINT, which
/// ask the process to end. One at a time in a process: a signal handler can reach nothing but a
/// global, and this is it. Restores the signals' old handlers when it goes.
class Interrupt {
public:
    static Result<Interrupt> open();
    Interrupt(Interrupt&& other) noexcept;
    Interrupt& operator=(Interrupt&&) = delete;
    ~Interrupt();

    /// Readable while a wake() or signal waits to be seen; for poll().
    int descriptor() const { return descriptor_; }
    /// Forgets the wake() calls so far; whether there were any.
    bool clear();
    /// SIGTERM or SIGINT came since open().
    bool asked_to_end() const;

    /// Ends the current or next sleep. Any thread; does nothing while none is open.
    static void wake();

private:
    explicit Interrupt(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace platform
