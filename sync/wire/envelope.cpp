#include "wire/envelope.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace wire {

namespace {

constexpr std::string_view kFormat = "motcua-envelope-1";
constexpr std::size_t kTypeBytesMax = 128;
constexpr std::size_t kKeyIdDigits = 32;

/// Takes the next line, without its LF.
std::optional<std::string_view> take_line(std::string_view& bytes) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    return line;
}

bool is_type(std::string_view text) {
    return !text.empty() && text.size() <= kTypeBytesMax &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

/// Decimal, written in the one shortest way.
std::optional<std::size_t> parse_size(std::string_view text) {
    std::size_t size = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (failure != std::errc() || std::to_string(size) != text) return std::nullopt;
    return size;
}

Error refused(std::string_view why) {
    return {Error::Code::invalid, fmt::format("envelope: {}", why)};
}

}  // namespace

std::string signed_bytes(std::string_view type, std::string_view payload) {
    return fmt::format("DSSEv1 {} {} {} {}", type.size(), type, payload.size(), payload);
}

std::string seal(std::string_view type, std::string_view payload, const SecretKey& key) {
    ASSERT(is_type(type));
    ASSERT(payload.size() <= kPayloadBytesMax);
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", kFormat, type, key_id(key.public_key()),
                       hex(key.sign(signed_bytes(type, payload))), payload.size(), payload);
}

Result<Envelope> parse_envelope(std::string_view bytes) {
    if (bytes.size() > kEnvelopeBytesMax)
        return refused(fmt::format("larger than {} bytes", kEnvelopeBytesMax));
    const auto format = take_line(bytes);
    const auto type = take_line(bytes);
    const auto id = take_line(bytes);
    const auto signature = take_line(bytes);
    const auto size = take_line(bytes);
    if (!size || format != kFormat) return refused("it does not begin as motcua-envelope-1");
    if (!is_type(*type)) return refused("its payload type is no word");
    if (!is_hex(*id, kKeyIdDigits)) return refused("its key id is not 32 hexadecimal digits");
    const auto parsed = parse_signature(*signature);
    if (!parsed) return refused("its signature is not 128 hexadecimal digits");
    const auto length = parse_size(*size);
    if (!length || *length > kPayloadBytesMax)
        return refused(fmt::format("its length is no number up to {}", kPayloadBytesMax));
    if (bytes.size() != *length)
        return refused(fmt::format("its payload has {} bytes, not {}", bytes.size(), *length));
    return Envelope{.type = std::string(*type),
                    .key_id = std::string(*id),
                    .signature = *parsed,
                    .payload = std::string(bytes)};
}

bool holds(const Envelope& envelope, std::string_view type, const PublicKey& key) {
    return envelope.type == type && envelope.key_id == key_id(key) &&
           verifies(key, signed_bytes(envelope.type, envelope.payload), envelope.signature);
}

}  // namespace wire
