#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

/// The TLS key and certificate of a province that has none of an authority. Kiosks know the key by
/// its pin, so nobody has to vouch for it, and it need not be made again within a kiosk's life.
/// Beside the server the only place that knows OpenSSL.
namespace province {

struct TlsPair {
    std::string key, certificate;  ///< PEM. The key is for its owner's eyes only.
};

/// A key on P-256 and a certificate for these hosts (names or addresses) that is valid 25 years.
Result<TlsPair> make_tls_pair(const std::vector<std::string>& hosts, WallTime now);

/// "sha256//…": of the first certificate's SubjectPublicKeyInfo, as libcurl pins it.
Result<std::string> pin_of(std::string_view certificate_pem, const std::string& source);

}  // namespace province
