#include "shell/network.h"

#include <sstream>
#include <string_view>

#include "base/files.h"

namespace shell {

namespace {

constexpr std::size_t kTableMax = 1 << 20;
constexpr unsigned kUp = 1, kReject = 0x0200;  // RTF_UP, RTF_REJECT.
constexpr std::string_view kAnywhere = "00000000";

bool leads_out(unsigned flags) { return (flags & kUp) && !(flags & kReject); }

/// Iface Destination Gateway Flags RefCnt Use Metric Mask … : numbers in hexadecimal (those in
/// the middle decimal), after one line of headings.
bool default_in_ipv4(const std::string& table) {
    std::istringstream lines(table);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::string device, destination, gateway, references, use, metric, mask;
        unsigned flags = 0;
        fields >> device >> destination >> gateway >> std::hex >> flags >> references >> use >>
            metric >> mask;
        if (fields && destination == kAnywhere && mask == kAnywhere && leads_out(flags))
            return true;
    }
    return false;
}

/// destination length source length next-hop metric references use flags device.
bool default_in_ipv6(const std::string& table) {
    std::istringstream lines(table);
    std::string line;
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::string destination, length, source, source_length, hop, metric, references, use;
        unsigned flags = 0;
        std::string device;
        fields >> destination >> length >> source >> source_length >> hop >> metric >>
            references >> use >> std::hex >> flags >> device;
        if (fields && length == "00" && device != "lo" && leads_out(flags)) return true;
    }
    return false;
}

}  // namespace

bool has_default_route(const std::string& routes_path) {
    const auto ipv4 = files::read(routes_path, kTableMax);
    if (!ipv4) return true;
    if (default_in_ipv4(*ipv4)) return true;
    const std::size_t slash = routes_path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : routes_path.substr(0, slash + 1);
    const auto ipv6 = files::read(folder + "ipv6_route", kTableMax);
    return ipv6 && default_in_ipv6(*ipv6);
}

}  // namespace shell
