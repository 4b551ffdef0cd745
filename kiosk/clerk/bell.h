#pragma once

#include <string>
#include <utility>

#include "base/clock.h"
#include "base/result.h"

namespace clerk {

/// What wakes the clerk: somebody rings, or the kernel's list of mounts changes (a stick comes or
/// goes). One thread waits; any thread may ring.
class Bell {
public:
    static Result<Bell> make();
    ~Bell();
    Bell(Bell&& other) noexcept
        : rung_(std::exchange(other.rung_, -1)), mounts_(std::exchange(other.mounts_, -1)) {}
    Bell& operator=(Bell&&) = delete;

    void ring() const;  ///< Never blocks.

    /// Sleeps until something is heard, or `for_at_most` is over; negative: for ever.
    /// `also`: another descriptor that ends it by being readable; −1: none.
    void wait(std::chrono::milliseconds for_at_most, int also = -1);

    /// Whether mounts have changed since this was asked last, in whichever wait it was heard.
    bool take_mounts_changed() { return std::exchange(mounts_changed_, false); }

private:
    Bell(int rung, int mounts) : rung_(rung), mounts_(mounts) {}
    int rung_;    ///< An eventfd.
    int mounts_;  ///< /proc/self/mountinfo; −1 where there is none.
    bool mounts_changed_ = false;
};

}  // namespace clerk
