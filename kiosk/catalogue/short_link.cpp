#include "catalogue/short_link.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/panic.h"

namespace catalogue {

namespace {

constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base32.
constexpr int kBits = 5;
constexpr std::size_t kDeviceSymbols = 6, kProcedureSymbols = 5;
constexpr std::size_t kDeviceDigits = 8, kIdDigits = 32;  // 32 bits; the last two are left out.
constexpr std::uint32_t kProcedures = 10'000'000;         // Seven digits.
static_assert(kProcedures < 1u << (kBits * kProcedureSymbols));

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kKindSymbols = "PSTA";  // In the order of LinkKind.

std::string written(std::uint32_t value, std::size_t symbols) {
    std::string text(symbols, '0');
    for (std::size_t at = symbols; at-- > 0; value >>= kBits) text[at] = kSymbols[value & 31u];
    return text;
}

std::optional<std::uint32_t> read(std::string_view text) {
    std::uint32_t value = 0;
    for (const char c : text) {
        const std::size_t symbol = kSymbols.find(c);
        if (symbol == kSymbols.npos) return std::nullopt;
        value = value << kBits | static_cast<std::uint32_t>(symbol);
    }
    return value;
}

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), capital);
    return text;
}

/// 1001193 for "1.001193".
std::uint32_t number_of(const std::string& procedure) {
    std::uint32_t number = 0;
    for (const char c : procedure)
        if (c != '.') number = number * 10 + static_cast<std::uint32_t>(c - '0');
    return number;
}

}  // namespace

std::optional<std::uint32_t> device_part(std::string_view device) {
    if (device.size() != kIdDigits) return std::nullopt;
    std::uint32_t part = 0;
    for (const char c : device.substr(0, kDeviceDigits)) {
        const std::size_t digit = std::string_view("0123456789abcdef").find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        part = part << 4 | static_cast<std::uint32_t>(digit);
    }
    return part >> 2;
}

std::string encode(const ShortLink& link) {
    std::string code = written(link.device, kDeviceSymbols);
    code += kKindSymbols[static_cast<std::size_t>(link.kind)];
    ASSERT(is_of_a_procedure(link.kind) == is_code(link.procedure));
    if (is_of_a_procedure(link.kind)) code += written(number_of(link.procedure), kProcedureSymbols);
    return code;
}

std::optional<ShortLink> decode_short(std::string_view code) {
    if (code.size() < kDeviceSymbols + 1) return std::nullopt;
    const std::string text = capitals(std::string(code.substr(0, kDeviceSymbols + 1 + 5 + 1)));
    const std::size_t kind = kKindSymbols.find(text[kDeviceSymbols]);
    const auto device = read(std::string_view(text).substr(0, kDeviceSymbols));
    if (kind == kKindSymbols.npos || !device) return std::nullopt;
    ShortLink link{.device = *device, .kind = kLinkKinds[kind], .procedure = {}};
    const std::string_view rest = std::string_view(text).substr(kDeviceSymbols + 1);
    if (!is_of_a_procedure(link.kind))
        return rest.empty() ? std::optional(std::move(link)) : std::nullopt;
    const auto number = read(rest);
    if (rest.size() != kProcedureSymbols || !number || *number >= kProcedures) return std::nullopt;
    link.procedure = fmt::format("{}.{:06}", *number / 1'000'000, *number % 1'000'000);
    return link;
}

Result<> check_through(const std::string& address) {
    const auto refuse = [&](const std::string& why) {
        return Error{Error::Code::invalid,
                     fmt::format("through_province.address = \"{}\": {}", address, why)};
    };
    if (!address.starts_with(kScheme) || address.size() == kScheme.size())
        return refuse("must begin with https:// and a host");
    const std::string host = capitals(address.substr(kScheme.size()));
    // What QR's alphanumeric mode has, and hosts and ports are made of: no path, query, name.
    if (host.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") != host.npos)
        return refuse("expected a host, perhaps with a port, and nothing after it");
    const std::size_t colon = host.find(':');
    const std::string port = colon == host.npos ? "1" : host.substr(colon + 1);
    if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos ||
        colon == 0)
        return refuse("the port must be a number");
    if (host.size() > kThroughHostMax)
        return refuse(fmt::format("the host has {} characters; at most {} keep the code small",
                                  host.size(), kThroughHostMax));
    return {};
}

std::string short_address(const std::string& address, const ShortLink& link) {
    return capitals(address) + "/Q/" + encode(link);
}

}  // namespace catalogue
