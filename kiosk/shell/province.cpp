#include "shell/province.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "shell/resources.h"
#include "text/unicode.h"

namespace shell {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kProblemsMax = 20;  // A wrong file is wrong everywhere.

/// The names in braces of a text, in order: "{n} of {all}" has "all" and "n".
std::vector<std::string> holes_of(const std::string& words) {
    std::vector<std::string> holes;
    for (std::size_t open = words.find('{'); open != words.npos; open = words.find('{', open + 1)) {
        const std::size_t close = words.find('}', open);
        if (close == words.npos) break;
        holes.push_back(words.substr(open + 1, close - open - 1));
    }
    std::ranges::sort(holes);
    return holes;
}

/// What is wrong with one text that stands in for a shipped one; empty: nothing.
std::string problem_with(const std::string& words, const std::string& shipped,
                         const catalogue::Rules& rules) {
    if (holes_of(words) != holes_of(shipped)) return "must have the {holes} of \"" + shipped + "\"";
    for (const char32_t letter : text::code_points(words))
        if (letter != U'\n' && !rules.has_glyph(letter))
            return "has a letter the fonts cannot draw: " + text::to_utf8(letter);
    return {};
}

}  // namespace

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

Result<text::Words> load_words_like(const text::Words& shipped, const std::string& folder,
                                    text::Language language, const catalogue::Rules& rules) {
    const std::string path = folder + "/lang/" + text::code_of(language) + ".json";
    text::Words words = TRY(text::Words::load(folder + "/lang", language));
    std::string problems;
    std::size_t count = 0;
    for (const auto& [key, ours] : shipped.all()) {
        const std::string problem =
            words.has(key) ? problem_with(words(key), ours, rules) : std::string("is missing");
        if (problem.empty() || ++count > kProblemsMax) continue;
        problems += (problems.empty() ? "" : "\n") + path + ": \"" + key + "\" " + problem;
    }
    if (count == 0) return words;
    if (count > kProblemsMax)
        problems += "\n" + path + ": and " + std::to_string(count - kProblemsMax) + " more";
    return Error{Error::Code::invalid, std::move(problems)};
}

}  // namespace shell
