#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"

/// What people type, and the procedures they mean: tests/data/search_quality.tsv.
struct Asked {
    std::string query;
    std::vector<std::string> codes;  ///< Any of them is what was meant.
    std::string kind;
};

inline std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    return parts;
}

/// `corrupt` with the line that has not three columns.
inline Result<std::vector<Asked>> read_quality_set(const std::string& path) {
    const std::string text = TRY(files::read(path, 1 << 20));
    std::vector<Asked> all;
    for (const std::string& line : split(text, '\n')) {
        if (line.starts_with('#')) continue;
        const std::vector<std::string> parts = split(line, '\t');
        if (parts.size() != 3) return Error{Error::Code::corrupt, "not three columns: " + line};
        all.push_back({.query = parts[0], .codes = split(parts[1], ' '), .kind = parts[2]});
    }
    return all;
}
