#pragma once

#include <utility>

#include "base/result.h"

namespace agent {

/// Hears from the kernel that there is a way out again: a default route came, of IPv4 or IPv6.
class LinkWatch {
public:
    /// `unavailable` where the kernel does not tell: then only the timers help.
    static Result<LinkWatch> open();
    ~LinkWatch();
    LinkWatch(LinkWatch&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    LinkWatch& operator=(LinkWatch&&) = delete;

    int descriptor() const { return descriptor_; }  ///< Readable when there is news; for poll().
    /// Takes the news; whether a way out came. Never blocks.
    bool take_link_up();

private:
    explicit LinkWatch(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace agent
