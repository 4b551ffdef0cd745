#pragma once

#include <string>

namespace shell {

/// Whether the kernel has a way out: a default route in a table such as /proc/net/route (IPv4)
/// or /proc/net/ipv6_route beside it. A file that cannot be read counts as "yes": not knowing
/// is no reason to alarm anybody.
bool has_default_route(const std::string& routes_path);

}  // namespace shell
