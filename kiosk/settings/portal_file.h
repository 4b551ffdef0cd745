#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "catalogue/links.h"

namespace settings {

/// What stands in portal.toml, checked: where QR codes lead. The same file for a kiosk's own
/// configuration and for what the province publishes; described in config/README.md.
struct Portal {
    catalogue::Links links;
    /// "https://motcua.gialai.gov.vn": codes lead through the province; empty: straight there.
    std::string through_province;
};

/// `invalid` says "file:line: what was expected", or what is wrong with an address; several
/// mistakes come together, a line each.
Result<Portal> load_portal(const std::string& path);
/// The same of bytes that came from `source`, which the messages name.
Result<Portal> parse_portal(std::string_view bytes, const std::string& source);

}  // namespace settings
