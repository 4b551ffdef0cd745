#include "clerk/stick.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "sheets/export.h"
#include "text/unicode.h"

namespace clerk {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMountsBytesMax = 1 << 20;
constexpr std::size_t kFilesMax = 60;  // Some pages; an export lies among the newest.
constexpr std::size_t kNameBytesMax = 200;
constexpr int kLookedAtMax = 5000;  // Of a stick full of photographs.

/// The kernel writes blanks and the like as \040.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octal = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '7'; };
        if (text[i] == '\\' && i + 3 < text.size() && octal(i + 1) && octal(i + 2) &&
            octal(i + 3)) {
            plain.push_back(static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 +
                                              (text[i + 3] - '0')));
            i += 3;
        } else {
            plain.push_back(text[i]);
        }
    }
    return plain;
}

/// The fifth field of a line of /proc/self/mountinfo: where it is mounted.
std::string mount_point(std::string_view line) {
    for (int field = 0; field < 4; ++field) {
        const std::size_t blank = line.find(' ');
        if (blank == line.npos) return {};
        line.remove_prefix(blank + 1);
    }
    return unescaped(line.substr(0, line.find(' ')));
}

bool lies_in(const std::string& path, std::string_view folder) {
    while (folder.ends_with('/')) folder.remove_suffix(1);
    return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool may_be_an_export(const fs::path& path) {
    std::string end = path.extension().string();
    std::ranges::transform(end, end.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const std::string name = path.filename().string();
    return (end == ".csv" || end == ".xlsx") && name.size() <= kNameBytesMax &&
           !name.starts_with('.') && !name.starts_with(sheets::kFilePrefix) &&
           text::nfc(name).has_value();
}

std::vector<std::string> exports_on(const std::string& path) {
    std::vector<std::pair<fs::file_time_type, std::string>> found;
    std::error_code failure;
    int looked_at = 0;
    for (fs::directory_iterator entry(path, failure), end;
         !failure && entry != end && looked_at < kLookedAtMax; entry.increment(failure)) {
        ++looked_at;
        std::error_code other;
        // A link may lead off the stick.
        const bool file = fs::is_regular_file(entry->symlink_status(other));
        if (!file || !may_be_an_export(entry->path())) continue;
        found.emplace_back(entry->last_write_time(other), entry->path().filename().string());
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) { return a > b; });
    if (found.size() > kFilesMax) found.resize(kFilesMax);
    std::vector<std::string> names;
    for (auto& [time, name] : found) names.push_back(std::move(name));
    return names;
}

}  // namespace

desk::Stick find_stick(const std::vector<std::string>& folders, const std::string& mountinfo) {
    desk::Stick stick;
    const auto mounts = files::read(mountinfo, kMountsBytesMax);
    if (!mounts) return stick;
    std::string_view rest = *mounts;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string point = mount_point(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        for (const std::string& folder : folders)
            if (lies_in(point, folder)) stick.path = point;  // The last line was mounted last.
    }
    if (stick.path.empty()) return stick;
    struct statvfs space {};
    if (statvfs(stick.path.c_str(), &space) == 0) {
        stick.free_bytes = static_cast<std::int64_t>(space.f_bavail * space.f_frsize);
        stick.writable = (space.f_flag & ST_RDONLY) == 0 && access(stick.path.c_str(), W_OK) == 0;
    }
    stick.files = exports_on(stick.path);
    return stick;
}

Result<HeldStick> HeldStick::hold(const std::string& path) {
    HeldStick stick(path, open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    struct stat root {
    }, above{};
    const bool held = stick.root_ >= 0 && fstat(stick.root_, &root) == 0 &&
                      fstatat(stick.root_, "..", &above, 0) == 0 && root.st_dev != above.st_dev;
    if (!held) return Error{Error::Code::not_found, "the stick is gone: " + path};
    return stick;
}

HeldStick::~HeldStick() {
    if (root_ >= 0) close(root_);
}

bool HeldStick::is_here() const {
    struct stat root {
    }, now{};
    return fstat(root_, &root) == 0 && stat(path_.c_str(), &now) == 0 && root.st_dev == now.st_dev;
}

Result<> HeldStick::sync() const {
    if (syncfs(root_) != 0)
        return Error{Error::Code::io, "the stick did not take everything: " + path_};
    if (!is_here()) return Error{Error::Code::not_found, "the stick was pulled: " + path_};
    return {};
}

}  // namespace clerk
