#include "tidy/source.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/files.h"
#include "support/must.h"

namespace tidy {

namespace {

constexpr std::size_t kBytesMax = 4 << 20;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// 1'000 and 0xff'ff, not U'x' or u8'x'.
bool is_digit_separator(const std::string& text, std::size_t at) {
    std::size_t start = at;
    while (start > 0 && (is_word(text[start - 1]) || text[start - 1] == '\'')) --start;
    return start < at && std::isdigit(static_cast<unsigned char>(text[start]));
}

/// Where the literal or comment that begins at `at` ends; `at` itself when none begins there.
std::size_t end_of_quiet(const std::string& text, std::size_t at) {
    const auto after = [&](std::string_view mark, std::size_t from) {
        const std::size_t found = text.find(mark, from);
        return found == text.npos ? text.size() : found + mark.size();
    };
    if (text.compare(at, 2, "//") == 0) return std::min(text.find('\n', at), text.size());
    if (text.compare(at, 2, "/*") == 0) return after("*/", at + 2);
    const char quote = text[at];
    if (quote == '"' && at > 0 && text[at - 1] == 'R') {
        const std::size_t open = text.find('(', at);
        return after(")" + text.substr(at + 1, open - at - 1) + "\"", open);
    }
    if (quote != '"' && (quote != '\'' || is_digit_separator(text, at))) return at;
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != quote && text[end] != '\n')
        end += text[end] == '\\' ? 2u : 1u;
    return std::min(end + 1, text.size());
}

}  // namespace

std::string read(const std::string& path) {
    return must(files::read(std::string(SOURCE_DIR) + "/" + path, kBytesMax));
}

std::vector<Source> sources_below(const std::string& folder) {
    namespace fs = std::filesystem;
    std::vector<Source> sources;
    const fs::path root(SOURCE_DIR);
    if (!fs::exists(root / folder)) return sources;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const std::string extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp") continue;
        const std::string path = entry.path().lexically_relative(root).string();
        sources.push_back({.path = path, .text = read(path)});
    }
    std::sort(sources.begin(), sources.end(),
              [](const Source& a, const Source& b) { return a.path < b.path; });
    return sources;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string code_only(const std::string& text) {
    std::string code = text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = end_of_quiet(text, at);
        for (std::size_t i = at; i < end; ++i)
            if (code[i] != '\n') code[i] = ' ';
        at = std::max(end, at + 1);
    }
    return code;
}

std::string layer_of(const std::string& path) {
    const std::size_t root = path.find('/');
    const std::size_t end = root == path.npos ? path.npos : path.find('/', root + 1);
    if (end == path.npos) return std::filesystem::path(path).stem();
    return path.substr(root + 1, end - root - 1);
}

std::vector<Include> includes_of(const Source& source) {
    std::vector<Include> includes;
    const auto lines = lines_of(source.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        constexpr std::string_view kInclude = "#include ";
        if (!lines[i].starts_with(kInclude)) continue;
        const std::string_view rest = lines[i].substr(kInclude.size());
        const std::size_t end = rest.find_first_of(">\"", 1);
        if (end == rest.npos) continue;
        includes.push_back({.line = i + 1,
                            .header = std::string(rest.substr(1, end - 1)),
                            .angle = rest.front() == '<'});
    }
    return includes;
}

std::string finding(const Source& source, std::size_t line, const std::string& what) {
    return source.path + ":" + std::to_string(line) + ": " + what;
}

}  // namespace tidy
