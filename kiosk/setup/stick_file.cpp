#include "setup/stick_file.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/files.h"
#include "clerk/stick.h"
#include "tables/tables.h"

namespace setup {

namespace {

/// A text, a number or a list of texts (hours), as people would type it.
std::optional<std::string> typed_of(const toml::node& node) {
    if (const auto text = node.value<std::string>(); text && node.is_string()) return *text;
    if (node.is_integer()) return fmt::format("{}", *node.value<std::int64_t>());
    if (node.is_floating_point()) return fmt::format("{}", *node.value<double>());
    const toml::array* list = node.as_array();
    if (!list) return std::nullopt;
    std::string typed;
    for (const toml::node& one : *list) {
        if (!one.is_string()) return std::nullopt;
        typed += (typed.empty() ? "" : " ") + *one.value<std::string>();
    }
    return typed.empty() ? "-" : typed;
}

std::string names() {
    std::string all;
    for (const Field field : kFields)
        all += (all.empty() ? "" : ", ") + std::string(name_of(field));
    return all;
}

}  // namespace

Result<std::vector<Given>> read_answers(const std::string& path) {
    const std::string bytes = TRY(files::read(path, kStickFileBytesMax));
    return parse_answers(bytes, path);
}

Result<std::vector<Given>> parse_answers(std::string_view bytes, const std::string& source) {
    if (bytes.size() > kStickFileBytesMax)
        return Error{Error::Code::invalid,
                     fmt::format("{}: larger than {} bytes", source, kStickFileBytesMax)};
    const toml::table root = TRY(tables::parse(bytes, source));
    std::vector<Given> given;
    std::string problems;
    for (const auto& [key, node] : root) {
        const std::string where = fmt::format("{}:{}", source, key.source().begin.line);
        const auto problem = [&](const std::string& what) {
            problems += (problems.empty() ? "" : "\n") + where + ": " + what;
        };
        const std::optional<Field> field = field_named(key.str());
        const std::optional<std::string> typed = typed_of(node);
        if (!field)
            problem(fmt::format("unknown key \"{}\"; expected some of {}", printable(key.str()),
                                names()));
        else if (!typed)
            problem(fmt::format("\"{}\": expected a text or a number", name_of(*field)));
        else
            given.push_back({.field = *field, .typed = *typed, .source = where});
    }
    if (!problems.empty()) return Error{Error::Code::invalid, problems};
    return given;
}

std::optional<std::string> find_answers(const std::vector<std::string>& folders,
                                        const std::string& mountinfo) {
    const std::string stick = clerk::find_stick(folders, mountinfo).path;
    if (stick.empty()) return std::nullopt;
    const std::string path = stick + "/" + kStickFile;
    std::error_code failure;
    const auto status = std::filesystem::symlink_status(path, failure);
    if (failure || !std::filesystem::is_regular_file(status)) return std::nullopt;
    return path;
}

}  // namespace setup
