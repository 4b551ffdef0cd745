#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/fold.h"
#include "agent/identity.h"
#include "agent/outbox.h"
#include "base/clock.h"

namespace agent {

/// What a batch says of the kiosk beside its counts.
struct Facts {
    std::string boot;  ///< boot_id().
    Instant now;
    WallTime wall;
    bool clock_trusted = false;
    std::int64_t disk_free = 0;
    std::string version;
    std::int64_t published = 0;
};

/// What goes into one batch.
struct Portion {
    Place after;  ///< Lines behind this place.
    std::size_t lines_max = wire::kLinesMax;
    std::int64_t elsewhere = 0;  ///< Of the waiting lines, those that left just before on a stick.
    bool by_stick = false;       ///< Kept for a receipt that comes home later, without its bytes.
};

struct Composed {
    Letter letter;
    Place end;  ///< Behind its last line.
};

/// Writes batches: what waits, newest day first, each signed, and noted in the outbox before
/// anybody sees it. What is over a limit goes into the next one.
class Composer {
public:
    /// All must outlive it. `reached` says of which files, up to which row, to tell the head.
    Composer(Outbox& outbox, const Identity& identity, const std::vector<Reached>& reached,
             const Facts& facts)
        : outbox_(outbox), identity_(identity), reached_(reached), facts_(facts) {}

    /// A batch without lines, when none waits behind `portion.after`, says "still here".
    Result<Composed> compose(const Portion& portion);

private:
    Result<wire::Header> header();
    Result<std::vector<wire::HeadClaim>> heads();
    Result<std::vector<Waiting>> fit_lines(const Portion& portion);
    Result<wire::Batch> batch_of(const std::vector<Waiting>& lines, const wire::Header& header);

    Outbox& outbox_;
    const Identity& identity_;
    const std::vector<Reached>& reached_;
    const Facts& facts_;
};

}  // namespace agent
