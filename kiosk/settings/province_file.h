#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// What an operator writes in config/province.toml, checked. Plain values; described in
/// config/README.md.
namespace settings {

/// Where the province's server can be reached.
struct Listen {
    std::string https;              ///< "*:8443", "10.0.0.5:8443", "[::1]:0"; empty: off.
    std::string http;               ///< The same without TLS: behind nginx, or loopback.
    std::string certificate, key;   ///< PEM files; empty: the state folder's own.
    std::vector<std::string> pins;  ///< Of other TLS keys: nginx's, the next one's.
};

struct ProvinceSettings {
    std::string code, name;  ///< "52", "Gia Lai".
    Listen listen;
    std::string database;  ///< "sqlite:", "sqlite:FILE", "postgresql://…". Never log it.
    std::chrono::days evidence{400};
    std::chrono::seconds next{300};
    std::chrono::hours code_life{72};
    /// Where the secret stands by which the province's own proxy proves itself, a whole path;
    /// empty: nobody signs on by a header.
    std::string sign_on_secret_file;
};

/// `invalid` says "file:line: what was expected"; several mistakes come together, a line each.
Result<ProvinceSettings> load_province(const std::string& path);

/// "host:port" taken apart: the host "*" (every address), an IPv4 address, or an IPv6 address
/// without its brackets; the port 0 stands for any. `invalid` for anything else.
struct Address {
    std::string host;
    unsigned short port = 0;
    bool operator==(const Address&) const = default;
};
Result<Address> parse_address(std::string_view text);

/// "" for an address of a database we know, else what was expected. Never repeats the address:
/// it may hold a password.
std::string database_fault(std::string_view address);

}  // namespace settings
