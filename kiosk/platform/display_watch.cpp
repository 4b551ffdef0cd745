#include "platform/display_watch.h"

#include <linux/netlink.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/files.h"
#include "base/log.h"

namespace platform {

namespace {

constexpr std::size_t kStateBytesMax = 4096;  // /sys writes a page at most.

}  // namespace

DisplayWatch DisplayWatch::open(std::string folder) {
    constexpr int kKind = SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK;
    Descriptor uevents(::socket(AF_NETLINK, kKind, NETLINK_KOBJECT_UEVENT));
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = 1;  // The kernel's own words; udev's are group 2.
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (uevents.get() < 0 || ::bind(uevents.get(), generic, sizeof address) != 0) {
        logging::info("display: the kernel's news cannot be heard ({}); looks every {} s",
                      std::generic_category().message(errno), kLookEvery.count());
        uevents.reset();
    }
    return DisplayWatch(std::move(folder), std::move(uevents));
}

void DisplayWatch::add_sources(std::vector<pollfd>& sources) const {
    if (uevents_.get() >= 0)
        sources.push_back({.fd = uevents_.get(), .events = POLLIN, .revents = 0});
}

bool DisplayWatch::changed(Instant now) {
    const bool news = told();
    const bool first = looked_at_ == Instant::min();
    if (!news && !first && now - looked_at_ < kLookEvery) return false;
    looked_at_ = now;
    std::string states = this->states();
    states_differ_ = !first && states != states_;
    states_ = std::move(states);
    return first || news || states_differ_;
}

/// Reads every waiting message; whether one is about graphics.
bool DisplayWatch::told() const {
    constexpr std::string_view kGraphics("\0SUBSYSTEM=drm\0", 15);
    bool told = false;
    while (uevents_.get() >= 0) {
        std::array<char, 8192> bytes;
        const ssize_t count = ::recv(uevents_.get(), bytes.data(), bytes.size(), 0);
        // Too many came at once, and some were lost: anything may have changed.
        if (count < 0 && errno == ENOBUFS) told = true;
        if (count <= 0) break;
        const std::string_view message(bytes.data(), static_cast<std::size_t>(count));
        told |= message.find(kGraphics) != message.npos;
    }
    return told;
}

std::string DisplayWatch::states() const {
    std::vector<std::string> connectors;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, failure))
        if (entry.path().filename().string().find('-') != std::string::npos)
            connectors.push_back(entry.path());
    std::sort(connectors.begin(), connectors.end());
    std::string states;
    for (const std::string& connector : connectors) {
        states += connector;
        for (const char* name : {"/status", "/modes"}) {
            const auto state = files::read(connector + name, kStateBytesMax);
            if (state) states += *state;
        }
    }
    return states;
}

}  // namespace platform
