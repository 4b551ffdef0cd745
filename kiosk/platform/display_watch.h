#pragma once

#include <poll.h>

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/descriptor.h"

namespace platform {

/// Says when a display may have come or gone. The kernel tells of most plugs by netlink; some
/// drivers, and some sandboxes, tell nothing, so what /sys says is read every few seconds, too:
/// 0.1 ms, without waking the display itself.
class DisplayWatch {
public:
    static constexpr std::chrono::seconds kLookEvery{5};

    static DisplayWatch open(std::string folder = "/sys/class/drm");

    void add_sources(std::vector<pollfd>& sources) const;
    /// Whether anything may have changed since the last call.
    bool changed(Instant now);
    /// Whether a connector was seen to have another display, or none, when it last had.
    bool states_differ() const { return states_differ_; }

private:
    DisplayWatch(std::string folder, Descriptor uevents)
        : folder_(std::move(folder)), uevents_(std::move(uevents)) {}
    bool told() const;
    std::string states() const;

    std::string folder_;
    Descriptor uevents_;
    std::string states_;  ///< Of all connectors, as /sys had them last.
    bool states_differ_ = false;
    Instant looked_at_ = Instant::min();
};

}  // namespace platform
