#pragma once

#include <cstdint>
#include <string>

#include "sql/connection.h"

/// The peer of ingest: the very rows that the ledger wrote for some batches, as a script for the
/// database's own tool (sqlite3, psql): a transaction a batch, each table's rows in one INSERT,
/// which is the fastest plain SQL there is. Every row that a batch writes is there: the envelope
/// with its receipt, the kiosk's state, epoch, run, checkpoint, counts, seals and both tables of
/// sums. What the ledger reads, checks, unpacks and signs before it writes, the tool does not.
struct Replay {
    std::string script;
    std::int64_t rows = 0;
};

/// Of the batches with numbers from `first` to `last`, which must be each kiosk's first or only
/// brought something new: nothing of them was written over since.
Result<Replay> replay_of(sql::Connection& connection, std::int64_t first, std::int64_t last);

/// What both stores must agree in after it: one line of how many rows each table has and what the
/// counts and sums add up to.
Result<std::string> contents_of(sql::Connection& connection);
