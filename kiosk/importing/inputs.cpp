#include "importing/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace importing {

namespace {

namespace fs = std::filesystem;

/// Everything under a folder. Links are not followed: loops and ways out are harmless so.
std::vector<Input> walk(const fs::path& top, std::size_t files_max) {
    std::vector<Input> found;
    std::vector<fs::path> folders = {top};
    while (!folders.empty() && found.size() <= files_max) {
        const fs::path folder = folders.back();
        folders.pop_back();
        std::error_code failure;
        fs::directory_iterator entry(folder, failure);
        for (; !failure && entry != fs::directory_iterator(); entry.increment(failure)) {
            std::error_code unknown;
            const fs::file_status status = entry->symlink_status(unknown);
            if (fs::is_directory(status)) folders.push_back(entry->path());
            if (fs::is_directory(status)) continue;
            if (fs::is_symlink(status))
                found.push_back({entry->path().string(), "a link, not followed"});
            else if (fs::is_regular_file(status))
                found.push_back({entry->path().string(), ""});
            else
                found.push_back({entry->path().string(), "not a plain file"});
        }
        if (failure) found.push_back({folder.string(), failure.message()});
    }
    std::sort(found.begin(), found.end(),
              [](const Input& a, const Input& b) { return a.path < b.path; });
    return found;
}

std::vector<Input> list_one(const std::string& path, std::size_t files_max) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (fs::is_directory(status)) return walk(path, files_max);
    if (fs::is_regular_file(status)) return {{path, ""}};
    if (fs::exists(status)) return {{path, "not a plain file"}};
    return {{path, failure ? failure.message() : "no such file"}};
}

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& paths, std::size_t files_max) {
    std::vector<Input> inputs;
    std::set<fs::path> seen;
    for (const std::string& path : paths) {
        for (Input& input : list_one(path, files_max)) {
            if (inputs.size() == files_max) {
                inputs.push_back(
                    {path, fmt::format("more than {} files; the rest is not read", files_max)});
                return inputs;
            }
            std::error_code failure;
            const fs::path real = fs::weakly_canonical(input.path, failure);
            if (input.problem.empty() && !failure && !seen.insert(real).second)
                input.problem = "met before, read once";
            inputs.push_back(std::move(input));
        }
    }
    return inputs;
}

}  // namespace importing
