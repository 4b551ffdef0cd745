#include "shell/province.h"

#include <filesystem>

#include "shell/resources.h"

namespace shell {

namespace fs = std::filesystem;

std::string published_at(const std::string& path) {
    fs::path place(path);
    if (!place.has_filename()) place = place.parent_path();  // "DIR/" is DIR.
    if (place.empty()) return {};
    std::error_code failure;
    const fs::path target = fs::read_symlink(place, failure);
    if (!failure) return (place.parent_path() / target).string();
    return fs::exists(place, failure) ? place.string() : std::string();
}

std::optional<std::string> published_file(const std::string& folder, const std::string& name) {
    if (folder.empty()) return std::nullopt;
    std::string path = folder + "/" + name;
    std::error_code failure;
    const bool there = fs::exists(fs::symlink_status(path, failure));
    return there ? std::optional(std::move(path)) : std::nullopt;
}

Result<catalogue::Wards> load_wards_for(const settings::Settings& settings,
                                        const std::string& wards_path,
                                        const std::string& config_path) {
    catalogue::Wards wards = TRY(catalogue::load_wards(wards_path));
    const Result<> ours = check_unit(settings, wards, config_path);
    if (!ours) return Error(ours.error()).during(wards_path);
    return wards;
}

}  // namespace shell
