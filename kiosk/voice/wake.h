#pragma once

#include <chrono>
#include <utility>

#include "base/result.h"

namespace voice {

/// A flag that a sleeping thread can be waiting for together with other descriptors: an eventfd.
/// Any thread may ring, also one that plays sound: it never blocks and takes no lock.
class Wake {
public:
    static Result<Wake> make();
    ~Wake();
    Wake(Wake&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Wake& operator=(Wake&&) = delete;

    void ring() const;
    void clear() const;
    bool rung() const;
    int descriptor() const { return descriptor_; }  ///< Readable while rung; for poll().

    /// Sleeps until rung, or until `for_at_most` is over; negative: for ever. Clears it.
    void wait(std::chrono::milliseconds for_at_most) const;

private:
    explicit Wake(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace voice
