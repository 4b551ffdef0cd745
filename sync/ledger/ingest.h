#pragma once

#include <string>
#include <string_view>

#include "ledger/ledger.h"

namespace ledger {

/// The answer to a batch: an HTTP status and the receipt's envelope (sync/wire/README.md §4, §5).
struct Answer {
    int status = 200;
    std::string envelope;
};

/// Takes one batch as it came: signature, raw envelope, checkpoints, lines, receipt, all in one
/// transaction. The same bytes again get the same answer. Fails only when the database does
/// (`unavailable`, `io`): then nothing was taken, and the device comes again.
Result<Answer> ingest(Ledger& ledger, std::string_view envelope, WallTime now);

/// A refusal for bytes that never got as far: too large, not an envelope.
Answer refuse(const Ledger& ledger, int status, const std::string& refused,
              const std::string& batch_digest, WallTime now);

}  // namespace ledger
