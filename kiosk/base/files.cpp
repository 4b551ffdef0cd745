#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace files {

namespace {

constexpr std::size_t kPiece = 64 << 10;

std::string beside(const std::string& path) { return path + ".new"; }

Error system_error(std::string_view doing, const std::string& path) {
    const int number = errno;
    const bool absent = number == ENOENT || number == ENOTDIR;
    const auto code = absent ? Error::Code::not_found : Error::Code::io;
    return Error{code, std::string(doing) + " " + path + ": " + std::strerror(number)};
}

Result<> write_all(int descriptor, std::string_view bytes, const std::string& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return system_error("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> sync_folder_of(const std::string& path) {
    const std::filesystem::path parent = std::filesystem::path(path).parent_path();
    const std::string folder = parent.empty() ? std::string(".") : parent.string();
    const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.get() < 0) return system_error("open folder", folder);
    if (::fsync(handle.get()) != 0) return system_error("sync folder", folder);
    return {};
}

bool is_folder(const std::string& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 && S_ISDIR(facts.st_mode);
}

}  // namespace

Result<> read_pieces(const std::string& path,
                     const std::function<Result<>(std::string_view)>& take) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return system_error("open", path);
    char buffer[kPiece];
    while (true) {
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error("read", path);
        if (got == 0) return {};
        TRY(take({buffer, static_cast<std::size_t>(got)}));
    }
}

Result<std::string> read(const std::string& path, std::size_t bytes_max) {
    std::string bytes;
    TRY(read_pieces(path, [&](std::string_view piece) -> Result<> {
        bytes += piece;
        if (bytes.size() <= bytes_max) return {};
        return Error{Error::Code::invalid,
                     path + ": larger than " + std::to_string(bytes_max) + " bytes"};
    }));
    return bytes;
}

Result<Replacement> Replacement::begin(std::string path, Readers readers) {
    constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    const std::string name = beside(path);
    const mode_t mode = readers == Readers::owner ? 0600 : 0644;
    Descriptor file(::open(name.c_str(), kFlags, mode));
    if (file.get() < 0) return system_error("create", name);
    Replacement replacement(std::move(path), std::move(file));
    // What a crash left beside may have been readable by all, and is used again.
    if (readers == Readers::owner && ::fchmod(replacement.file_.get(), mode) != 0)
        return system_error("restrict", name);
    return replacement;
}

Replacement::~Replacement() {
    // A full disk must not keep the half file as well.
    if (!path_.empty()) ::unlink(beside(path_).c_str());
}

Result<> Replacement::write(std::string_view bytes) {
    if (waiting_.size() + bytes.size() <= kPiece) {
        waiting_ += bytes;
        return {};
    }
    const std::string name = beside(path_);
    TRY(write_all(file_.get(), waiting_, name));
    waiting_.clear();
    return write_all(file_.get(), bytes, name);
}

Result<> Replacement::commit() {
    const std::string name = beside(path_);
    TRY(write_all(file_.get(), waiting_, name));
    if (::fsync(file_.get()) != 0) return system_error("sync", name);
    file_.reset();
    if (::rename(name.c_str(), path_.c_str()) != 0) return system_error("replace", path_);
    return sync_folder_of(std::exchange(path_, {}));
}

Result<> write_atomically(const std::string& path, std::string_view bytes, Readers readers) {
    Replacement replacement = TRY(Replacement::begin(path, readers));
    TRY(replacement.write(bytes));
    return replacement.commit();
}

Result<> make_folder(const std::string& path) {
    // Not create_directories: it would leave the permissions to the umask.
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        const std::string folder = path.substr(0, end);
        if (!is_folder(folder)) {
            if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
                return system_error("create folder", folder);
            if (!is_folder(folder))
                return Error{Error::Code::io, "create folder " + folder + ": a file is there"};
            TRY(sync_folder_of(folder));
        }
        if (end == std::string::npos) return {};
    }
}

std::string default_state_folder() {
    const auto absolute = [](const char* path) { return path && *path == '/'; };
    if (const char* state = std::getenv("XDG_STATE_HOME"); absolute(state))
        return std::string(state) + "/motcua";
    if (const char* home = std::getenv("HOME"); absolute(home))
        return std::string(home) + "/.local/state/motcua";
    return "/var/lib/motcua";
}

}  // namespace files
