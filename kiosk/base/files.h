#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/descriptor.h"
#include "base/result.h"

/// Whole files: small ones read with a limit, all written so that a power cut leaves the old file
/// or the new one, never half of either.
namespace files {

/// The bytes of a file; `invalid` when it is larger than `bytes_max`, `not_found` when absent.
Result<std::string> read(const std::string& path, std::size_t bytes_max);

/// The bytes of a file of any size, some at a time; the first failure of `take` ends it.
Result<> read_pieces(const std::string& path,
                     const std::function<Result<>(std::string_view)>& take);

/// Who may read a file that is written here.
enum class Readers { everybody, owner };

/// A file that comes piece by piece: written to `path`.new, and not there before commit() has
/// synced it, renamed it over the target and synced the folder. Without that the target is as it
/// was, and there is no litter. One writer per file at a time.
class Replacement {
public:
    static Result<Replacement> begin(std::string path, Readers readers = Readers::everybody);
    Replacement(Replacement&& other) noexcept
        : path_(std::exchange(other.path_, {})),
          file_(std::move(other.file_)),
          waiting_(std::move(other.waiting_)) {}
    Replacement& operator=(Replacement&&) = delete;
    ~Replacement();

    Result<> write(std::string_view bytes);
    Result<> commit();

private:
    Replacement(std::string path, Descriptor file)
        : path_(std::move(path)), file_(std::move(file)) {}

    std::string path_;  ///< Empty: there is nothing to clean up.
    Descriptor file_;
    std::string waiting_;  ///< Small pieces go to the system in large ones.
};

/// All of it at once.
Result<> write_atomically(const std::string& path, std::string_view bytes,
                          Readers readers = Readers::everybody);

/// Creates a folder and its missing parents, readable by the owner only; those that exist keep
/// their permissions.
Result<> make_folder(const std::string& path);

/// $XDG_STATE_HOME/motcua, or ~/.local/state/motcua, or /var/lib/motcua for a service without
/// a home. Relative paths are ignored, as the XDG rules ask.
std::string default_state_folder();

}  // namespace files
