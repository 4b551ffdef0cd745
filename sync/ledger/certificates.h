#pragma once

#include <string>

#include "ledger/devices.h"
#include "ledger/keys.h"

namespace ledger {

/// Makes the certificate of a device's key, stores both, and returns its envelope. Nothing when
/// the key is known already, whoever's it is.
Result<std::optional<std::string>> certify(Ledger& ledger, const DeviceState& device,
                                           const wire::PublicKey& key, WallTime now);

/// An error as JSON.
Reply problem(int status, std::string_view code, std::string_view message);

inline constexpr std::string_view kJsonMedia = "application/json";

}  // namespace ledger
