#pragma once

#include <string>
#include <string_view>

#include "agent/identity.h"
#include "agent/outbox.h"
#include "base/result.h"
#include "wire/receipt.h"

namespace agent {

/// Opens what may be the receipt of a batch: `invalid` unless a key of the province signed it,
/// for these very bytes and this device. Nothing else is ever believed (sync/wire/README.md §4).
Result<wire::Receipt> open_receipt(std::string_view envelope, const Identity& identity,
                                   const std::string& batch_digest);

/// Applies one that was opened, and not refused, to the batch it is of, in one transaction.
/// `invalid`, and nothing happens, when it does not speak of as many lines as the batch has. The
/// receipt's envelope becomes the newest that we hold, if it is newer.
Result<> apply_receipt(Outbox& outbox, const Letter& letter, const wire::Receipt& receipt,
                       std::string_view envelope);

}  // namespace agent
