#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "catalogue/links.h"

/// QR codes through the province: "HTTPS://MOTCUA.GIALAI.GOV.VN/Q/5XN1KQP0YJ89". The code holds all
/// there is to know, so nobody keeps a list of codes; the kiosk writes it, the province reads it.
///
/// Capital letters, digits and ":/.-" are QR's alphanumeric set (ISO/IEC 18004, 7.4.4): 5.5 bits a
/// character instead of 8. Version 3 (29 modules) at level M holds 61 of them; today's direct
/// addresses of procedures take version 5 or 6 (37, 41 modules). Scheme and host mean the same in
/// capitals (RFC 3986, 6.2.2.1), and the province takes the path either way.
///
/// A code has 6 symbols of Crockford's base32 for the device (the first 30 bits of its id: with
/// 10,000 kiosks one province in twenty has a pair that share them, and counts for neither), one
/// for the kind (P, S, T, A), and 5 for a procedure's seven digits. There is no check symbol: QR
/// codes correct their own errors, and a wrong code leads only to another published address.
namespace catalogue {

struct ShortLink {
    std::uint32_t device = 0;  ///< device_part() of a device id.
    LinkKind kind = LinkKind::procedure;
    std::string procedure;  ///< "1.001193"; empty where the kind has none.
    bool operator==(const ShortLink&) const = default;
};

/// 30 bits of a device id (32 hexadecimal digits); nothing if it is none.
std::optional<std::uint32_t> device_part(std::string_view device);

/// "5XN1KQP0YJ89". The procedure must be a code (is_code) exactly where the kind has one.
std::string encode(const ShortLink& link);
/// Nothing unless encode() writes exactly this, in capitals or small letters.
std::optional<ShortLink> decode_short(std::string_view code);

/// The longest host and port of a province: "HTTPS://" + host + "/Q/" + code fit version 3.
inline constexpr std::size_t kThroughHostMax = 38;

/// A province's address as portal.toml has it: "https://", a host, perhaps a port, nothing more.
/// `invalid` says what else was expected.
Result<> check_through(const std::string& address);

/// What the QR code holds. `address`: one that check_through() let pass.
std::string short_address(const std::string& address, const ShortLink& link);

}  // namespace catalogue
