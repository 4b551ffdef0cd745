#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/ledger.h"

namespace ledger {

/// A key that was enrolled here, and whether it still speaks for its device.
struct KnownKey {
    std::string id, device;
    wire::PublicKey key{};
    std::string successor;    ///< The key it was replaced by; empty while it is in use.
    std::string certificate;  ///< The envelope that was made for it.
};
Result<std::optional<KnownKey>> find_key(sql::Connection& connection, const std::string& id);
/// All keys that a device ever had, oldest first.
Result<std::vector<KnownKey>> keys_of(sql::Connection& connection, const std::string& device);

/// What is decided by when a device speaks. Its row is locked until the transaction ends, so that
/// what one device says is taken in one after another, whichever server it came to.
struct DeviceState {
    std::string id, ward, name;
    bool revoked = false;
    std::int64_t certificate_serial = 0;
    std::int64_t serial = 0;        ///< Of its newest receipt.
    std::string receipt;            ///< The digest of that.
    std::int64_t known_serial = 0;  ///< Of the newest receipt that it was seen to hold.
};
Result<DeviceState> lock_device(sql::Connection& connection, const std::string& device);
Result<bool> is_revoked(sql::Connection& connection, const std::string& device);

}  // namespace ledger
