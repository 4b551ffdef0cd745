#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace printing {

/// A line to a receipt printer: a device file or a TCP connection. Nothing on it waits past the
/// instant it is given.
class Wire {
public:
    /// "/dev/usb/lp0" (any character device) or "tcp:host:port". `unavailable`: it is
    /// not there, or does not answer; `invalid`: that is no such address.
    static Result<Wire> open(const std::string& device, const Clock& clock, Instant until);

    Wire(Wire&& other) noexcept;
    Wire& operator=(Wire&&) = delete;
    ~Wire();

    /// How many of the bytes it took until then; 0: it takes nothing just now. `unavailable`: it
    /// is gone.
    Result<std::size_t> send(std::string_view bytes, Instant until);

    /// What has come within that time, one byte or more; empty when nothing has, or when the
    /// other side cannot speak.
    std::string receive(Instant until);

    /// Whether silence means that nobody is there: a network printer or a serial line always
    /// can answer, a device file of the printer class often cannot.
    bool must_answer() const { return must_answer_; }
    bool gone() const { return gone_; }  ///< The other side has hung up.

private:
    Wire(int descriptor, bool must_answer, const Clock& clock)
        : descriptor_(descriptor), must_answer_(must_answer), clock_(clock) {}
    bool wait(short events, Instant until);

    int descriptor_;
    bool must_answer_;
    bool gone_ = false;
    const Clock& clock_;
};

}  // namespace printing
