#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

/// Whole small files: read with a limit, written so that a power cut leaves the old file or
/// the new one, never half of either.
namespace files {

/// The bytes of a file; `invalid` when it is larger than `bytes_max`, `not_found` when absent.
Result<std::string> read(const std::string& path, std::size_t bytes_max);

/// Who may read a file that is written here.
enum class Readers { everybody, owner };

/// Writes `path`.new, syncs, renames it over the target and syncs the folder; a failure leaves
/// the target as it was and no litter. One writer per file at a time.
Result<> write_atomically(const std::string& path, std::string_view bytes,
                          Readers readers = Readers::everybody);

/// Creates a folder and its missing parents, readable by the owner only; those that exist keep
/// their permissions.
Result<> make_folder(const std::string& path);

/// $XDG_STATE_HOME/motcua, or ~/.local/state/motcua, or /var/lib/motcua for a service without
/// a home. Relative paths are ignored, as the XDG rules ask.
std::string default_state_folder();

}  // namespace files
