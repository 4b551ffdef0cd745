#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Source files as the house rules see them.
namespace tidy {

struct Source {
    std::string path;  ///< From the project's folder: "kiosk/app/model.h".
    std::string text;
};

/// What is wrong, one line each: "kiosk/app/model.h:12: …".
using Findings = std::vector<std::string>;

/// Every .h and .cpp file below a folder of the project, in the order of their paths.
std::vector<Source> sources_below(const std::string& folder);
/// One file of the project.
std::string read(const std::string& path);

std::vector<std::string_view> lines_of(std::string_view text);

/// The text with comments and the insides of literals blanked out; lines stay where they are.
std::string code_only(const std::string& text);

/// The folder that owns a file: "kiosk/app/model.h" → "app"; "kiosk/main.cpp" → "main".
std::string layer_of(const std::string& path);

struct Include {
    std::size_t line;
    std::string header;  ///< Without its brackets or quotes.
    bool angle;
};
std::vector<Include> includes_of(const Source& source);

/// "path:line: what".
std::string finding(const Source& source, std::size_t line, const std::string& what);

}  // namespace tidy
