#include "agent/link_watch.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace agent {

namespace {

bool is_way_out(const nlmsghdr& message) {
    if (message.nlmsg_type != RTM_NEWROUTE) return false;
    if (message.nlmsg_len < NLMSG_LENGTH(sizeof(rtmsg))) return false;
    rtmsg route{};
    std::memcpy(&route, NLMSG_DATA(&message), sizeof route);
    return route.rtm_dst_len == 0 && route.rtm_type == RTN_UNICAST;
}

bool has_way_out(const char* bytes, std::size_t size) {
    while (size >= sizeof(nlmsghdr)) {
        nlmsghdr header{};
        std::memcpy(&header, bytes, sizeof header);
        const std::size_t length = NLMSG_ALIGN(header.nlmsg_len);
        if (header.nlmsg_len < sizeof header || header.nlmsg_len > size) return false;
        if (is_way_out(*reinterpret_cast<const nlmsghdr*>(bytes))) return true;
        if (length >= size) return false;
        bytes += length;
        size -= length;
    }
    return false;
}

}  // namespace

Result<LinkWatch> LinkWatch::open() {
    const int descriptor =
        ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    LinkWatch watch(descriptor);
    sockaddr_nl address{};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (descriptor < 0 ||
        ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return Error{Error::Code::unavailable,
                     std::string("watch the network: ") + std::strerror(errno)};
    return watch;
}

LinkWatch::~LinkWatch() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool LinkWatch::take_link_up() {
    alignas(nlmsghdr) char buffer[8192];
    bool up = false;
    while (true) {
        const ssize_t got = ::recv(descriptor_, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == ENOBUFS) {  // So much news that some was lost.
            up = true;
            continue;
        }
        if (got <= 0) return up;
        up = has_way_out(buffer, static_cast<std::size_t>(got)) || up;
    }
}

}  // namespace agent
