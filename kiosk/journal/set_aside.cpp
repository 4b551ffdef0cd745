#include "journal/set_aside.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/files.h"

namespace journal {

namespace {

namespace fs = std::filesystem;

// The marker names the target before anything moves, so a move can end at the next start.
constexpr const char* kSuffixes[] = {"-wal", "-shm", ""};
constexpr std::size_t kNameBytesMax = 4096;
constexpr int kCopiesMax = 10'000;  // A day cannot damage more files than that.

std::string marker_of(const std::string& path) { return path + ".set-aside"; }

bool is_free(const std::string& path) {
    for (const char* suffix : kSuffixes) {
        std::error_code failure;
        if (fs::symlink_status(path + suffix, failure).type() != fs::file_type::not_found)
            return false;
    }
    return true;
}

Result<std::string> free_name(const std::string& path, std::chrono::sys_days today) {
    const fs::path file(path);
    for (int n = 1; n <= kCopiesMax; ++n) {
        const std::string name = fmt::format("{}-damaged-{}-{}{}", file.stem().string(),
                                             iso_date(today), n, file.extension().string());
        const std::string candidate = (file.parent_path() / name).string();
        if (is_free(candidate)) return candidate;
    }
    return Error{Error::Code::io, "too many damaged journals beside " + path};
}

Result<> move_all(const std::string& path, const std::string& target) {
    for (const char* suffix : kSuffixes) {
        std::error_code failure;
        fs::rename(path + suffix, target + suffix, failure);
        if (failure && failure != std::errc::no_such_file_or_directory)
            return Error{Error::Code::io, fmt::format("move {}{} to {}{}: {}", path, suffix, target,
                                                      suffix, failure.message())};
    }
    std::error_code failure;
    fs::remove(marker_of(path), failure);
    if (failure) return Error{Error::Code::io, "remove the mark of a move: " + failure.message()};
    return {};
}

}  // namespace

Result<std::string> set_aside(const std::string& path, std::chrono::sys_days today) {
    const std::string target = TRY(free_name(path, today));
    TRY(files::write_atomically(marker_of(path), target));
    TRY(move_all(path, target));
    return target;
}

Result<> finish_set_aside(const std::string& path) {
    const Result<std::string> target = files::read(marker_of(path), kNameBytesMax);
    if (!target && target.error().code == Error::Code::not_found) return {};
    if (!target) return target.error();
    return move_all(path, *target);
}

}  // namespace journal
