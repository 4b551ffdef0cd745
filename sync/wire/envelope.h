#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/keys.h"

namespace wire {

/// What is signed, and by which key (README.md §1). The payload is kept as it came: nothing is
/// ever rewritten before its signature is checked.
struct Envelope {
    std::string type;
    std::string key_id;  ///< 32 hexadecimal digits.
    Signature signature{};
    std::string payload;

    bool operator==(const Envelope&) const = default;
};

inline constexpr std::string_view kBatchType = "application/vnd.motcua.batch+zstd";
inline constexpr std::string_view kReceiptType = "application/vnd.motcua.receipt+json";
inline constexpr std::string_view kCertificateType = "application/vnd.motcua.certificate+json";
inline constexpr std::string_view kRotationType = "application/vnd.motcua.rotation+json";
inline constexpr std::string_view kPublicationType = "application/vnd.motcua.publication+json";

/// The HTTP content type of any of them.
inline constexpr std::string_view kEnvelopeMedia = "application/vnd.motcua.envelope";

inline constexpr std::size_t kPayloadBytesMax = 256u << 10;  ///< 4,000 lines pack to about 60 KiB.
inline constexpr std::size_t kEnvelopeBytesMax = kPayloadBytesMax + 1024;

/// The bytes a signature covers: DSSE's PAE.
std::string signed_bytes(std::string_view type, std::string_view payload);

/// Signs and writes. The payload must be within its limit.
std::string seal(std::string_view type, std::string_view payload, const SecretKey& key);

/// Takes an envelope apart; its signature is not checked. `invalid` says what is wrong.
Result<Envelope> parse_envelope(std::string_view bytes);

/// Whether it is of that type and signed by that key.
bool holds(const Envelope& envelope, std::string_view type, const PublicKey& key);

}  // namespace wire
