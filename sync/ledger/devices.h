#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"
#include "wire/certificate.h"

namespace ledger {

/// An answer to a device: a body, or a problem by its code (sync/wire/README.md §6).
struct Reply {
    int status = 200;
    std::string media;  ///< Content type of the body.
    std::string body;
};

/// Makes a one-time code for a ward; the ledger keeps its number and key, never the code.
Result<wire::Code> make_code(Ledger& ledger, const std::string& ward, const std::string& name,
                             WallTime now);

/// POST /v1/enrol. The same code and key get the same answer, for ever. A key is enrolled once:
/// with a second code it gets `code_used`, and the code stays as it was; who enrols again makes
/// a key of its own. Wrong tries are counted while a code is unused; afterwards there is nothing
/// left to guess.
Result<Reply> enrol(Ledger& ledger, std::string_view body, WallTime now);
/// POST /v1/rotate. Errors are JSON as those of enrolment: 401 `unknown_key`, 403 `revoked` and
/// `rotated`, 409 `not_yours` (another device's name, or a key that is enrolled already), 400.
Result<Reply> rotate(Ledger& ledger, std::string_view envelope, WallTime now);

/// Nothing signed by any of its keys is taken from now on. `not_found` for an unknown device; a
/// prefix of at least 8 digits that is unique will do.
Result<> revoke(Ledger& ledger, const std::string& device, const std::string& reason, WallTime now);

/// One kiosk as the province knows it. What it said last of itself; missing is unknown: `heard`
/// is absent until the first batch.
struct Kiosk {
    std::string device, ward, name, words;  ///< The four words.
    WallTime enrolled{};
    std::optional<WallTime> heard;
    std::int64_t unsent = 0, disk_free = 0, published = 0, batches = 0;
    std::string version;
    bool clock_trusted = false;
    std::string device_wall;  ///< Its own time when it was last heard, as on the wire.
    std::int64_t rows = 0;    ///< Of its newest checkpoint.
    bool revoked = false;
    std::vector<std::string> alarms;  ///< Kinds of open alarms.
};
Result<std::vector<Kiosk>> kiosks(Ledger& ledger);

}  // namespace ledger
