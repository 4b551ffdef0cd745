#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace ledger {

/// Something that people must look at. Kinds: fork, truncated, restored, cloned, row_fault,
/// conflict, ward, foreign_run, revoked_use, code_reuse, unknown_key.
struct Alarm {
    std::int64_t id = 0;
    std::string device, epoch, kind;
    std::string text;  ///< In words, with the place: "epoch …: rows 601 to 640 differ from …".
    WallTime first{}, last{};
    std::int64_t times = 1;
    bool operator==(const Alarm&) const = default;
};
Result<std::vector<Alarm>> alarms(Ledger& ledger);

/// Raises it, or counts it again: one alarm a device, epoch, kind and place.
Result<> raise(Ledger& ledger, const Alarm& alarm, WallTime now);

/// Goes through everything that is kept: each raw envelope against its signature and digest, each
/// cell and seal against the envelopes still kept, sums against cells and seals, runs for overlaps,
/// checkpoints for their signatures and order. Faults of the store itself first, then every alarm.
struct Audit {
    std::int64_t envelopes = 0, cells = 0, seals = 0, checkpoints = 0, devices = 0;
    std::vector<std::string> faults;  ///< Of the store: at most 100.
    std::vector<Alarm> alarms;
    bool ok() const { return faults.empty() && alarms.empty(); }
};
Result<Audit> verify(Ledger& ledger);
/// The same inside a transaction that the caller has begun.
Result<Audit> verify_here(Ledger& ledger);

/// Raw envelopes older than the rules allow are let go; what was counted stays. How many.
Result<std::int64_t> purge_evidence(Ledger& ledger, WallTime now);

}  // namespace ledger
