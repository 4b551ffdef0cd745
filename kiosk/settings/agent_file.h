#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settings {

/// What an operator writes in config/agent.toml, checked. Described in config/README.md.
struct AgentFile {
    std::string address;            ///< Of the province; empty: the one kept at enrolment.
    std::vector<std::string> pins;  ///< "sha256//…": for the first meeting.
    std::string proxy;              ///< Empty: what the environment says (https_proxy).
    std::string checker;            ///< The motcua-kiosk that checks publications; see README.md.
    bool operator==(const AgentFile&) const = default;
};

/// A missing file has these defaults. `invalid` says "file:line: what was expected"; several
/// mistakes come together, a line each.
Result<AgentFile> load_agent(const std::string& path);
/// The same of bytes that came from `source`, which the messages name.
Result<AgentFile> parse_agent(std::string_view bytes, const std::string& source);

/// Whether a text can be the province's address: "https://host", a port and a path may follow.
/// Plain http only to this machine itself.
bool is_province_address(const std::string& text);

/// "sha256//" and 32 bytes in base64, as libcurl and the province write a pin.
bool is_pin(const std::string& text);

}  // namespace settings
