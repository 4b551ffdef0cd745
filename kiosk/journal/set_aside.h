#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace journal {

/// Moves a damaged journal out of the way, whole: "journal.db", "-wal" and "-shm" become
/// "journal-damaged-2026-11-23-1.db" and so on in the same folder. Nothing is ever deleted or
/// overwritten. The file must be closed. Returns the new path.
Result<std::string> set_aside(const std::string& path, std::chrono::sys_days today);

/// Ends a set_aside that a power cut interrupted; call before opening. A new file beside the
/// old write-ahead log would take over its rows.
Result<> finish_set_aside(const std::string& path);

}  // namespace journal
