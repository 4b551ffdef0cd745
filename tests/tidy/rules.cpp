#include "tidy/rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>

#include "text/unicode.h"

namespace tidy {

namespace {

constexpr std::size_t kColumnsMax = 100;
constexpr std::size_t kLinesMax = 400;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool begins_with_one_of(const std::string& path, const std::vector<std::string>& places) {
    return std::any_of(places.begin(), places.end(),
                       [&](const std::string& place) { return path.starts_with(place); });
}

/// Headers of C++ ("vector"), of the C library and of the system: nobody's own.
bool is_of_the_system(const std::string& header) {
    static const std::set<std::string> kSystem{"fcntl.h", "grp.h",    "netdb.h",   "poll.h",
                                               "pwd.h",   "spawn.h",  "stdlib.h", "termios.h",
                                               "unistd.h"};
    const bool standard = header.find_first_of("./") == header.npos;
    return standard || header.starts_with("sys/") || kSystem.contains(header);
}

std::vector<std::string> words_of(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '(' || c == ')' || c == '\n'; }, ' ');
    std::vector<std::string> words;
    for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != text.npos;) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

}  // namespace

std::set<std::string> reach_of(const Layers& layers, const std::string& layer) {
    std::set<std::string> reach{layer};
    const auto at = layers.find(layer);
    if (at == layers.end()) return reach;
    for (const std::string& used : at->second) reach.merge(reach_of(layers, used));
    return reach;
}

Layers layers_of_cmake(const std::string& cmake) {
    Layers layers;
    const std::regex call(R"((^|\n)layer\(([^)]*)\))");
    for (std::sregex_iterator at(cmake.begin(), cmake.end(), call), end; at != end; ++at) {
        const auto words = words_of((*at)[2]);
        std::set<std::string>& uses = layers[words.at(0)];
        std::string section;
        for (const std::string& word : words) {
            if (word == "SOURCES" || word == "USES" || word == "SYSTEM")
                section = word;
            else if (section == "USES")
                uses.insert(word);
        }
    }
    return layers;
}

std::set<std::string> files_of_cmake(const std::string& cmake) {
    std::set<std::string> files;
    static const std::regex kComment("#[^\n]*");
    for (const std::string& word : words_of(std::regex_replace(cmake, kComment, "")))
        if (word.ends_with(".cpp") && !word.starts_with('$')) files.insert(word);
    return files;
}

Findings check_layers(const Source& source, const Layers& layers) {
    Findings findings;
    const std::string layer = layer_of(source.path);
    if (!layers.contains(layer))
        return {finding(source, 1, "\"" + layer + "\" is not in the table of layers")};
    const std::set<std::string> reach = reach_of(layers, layer);
    for (const Include& include : includes_of(source)) {
        if (include.angle) continue;
        const std::string of = include.header.substr(0, include.header.find('/'));
        if (include.header.find('/') == std::string::npos)
            findings.push_back(finding(source, include.line,
                                       "\"" + include.header + "\" does not name its layer"));
        else if (!reach.contains(of))
            findings.push_back(
                finding(source, include.line,
                        layer + " may not include " + of + " (" + include.header + ")"));
    }
    return findings;
}

Findings check_libraries(const Source& source, const std::vector<Library>& libraries) {
    Findings findings;
    const std::string layer = layer_of(source.path);
    for (const Include& include : includes_of(source)) {
        if (!include.angle || is_of_the_system(include.header)) continue;
        const auto library = std::find_if(
            libraries.begin(), libraries.end(),
            [&](const Library& known) { return include.header.starts_with(known.header); });
        if (library == libraries.end())
            findings.push_back(
                finding(source, include.line, "<" + include.header + "> belongs to no folder yet"));
        else if (!library->places.empty() &&
                 std::find(library->places.begin(), library->places.end(), layer) ==
                     library->places.end())
            findings.push_back(finding(source, include.line,
                                       "<" + include.header + "> belongs to " +
                                           library->places.front() + ", not to " + layer));
    }
    return findings;
}

Findings check_words(const Source& source, const std::vector<Word>& words) {
    Findings findings;
    const std::string code = code_only(source.text);
    const auto lines = lines_of(code);
    for (const Word& rule : words) {
        if (begins_with_one_of(source.path, rule.places)) continue;
        const bool open_end = rule.word.ends_with('_') || rule.word.ends_with(':');
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].starts_with("#include")) continue;
            for (std::size_t at = 0; (at = lines[i].find(rule.word, at)) != lines[i].npos;) {
                const std::size_t end = at + rule.word.size();
                const bool begins = at == 0 || !is_word(lines[i][at - 1]);
                const bool ends = open_end || end == lines[i].size() || !is_word(lines[i][end]);
                if (begins && ends)
                    findings.push_back(
                        finding(source, i + 1, "\"" + rule.word + "\": " + rule.instead));
                at = end;
            }
        }
    }
    return findings;
}

Findings check_shape(const Source& source) {
    Findings findings;
    const auto lines = lines_of(source.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t columns = text::code_points(lines[i]).size();
        if (columns > kColumnsMax)
            findings.push_back(
                finding(source, i + 1, std::to_string(columns) + " characters in a line"));
        if (lines[i].find('\t') != std::string_view::npos)
            findings.push_back(finding(source, i + 1, "a tab"));
        if (!lines[i].empty() && (lines[i].back() == ' ' || lines[i].back() == '\r'))
            findings.push_back(finding(source, i + 1, "a blank at the end of the line"));
    }
    if (lines.size() > kLinesMax)
        findings.push_back(finding(source, lines.size(), "more than 400 lines: split it by noun"));
    if (lines.empty() || !source.text.ends_with('\n') || lines.back().empty())
        findings.push_back(finding(source, lines.size(), "the file must end with one line end"));
    return findings;
}

Findings check_header(const Source& source) {
    Findings findings;
    if (!source.text.starts_with("#pragma once\n"))
        findings.push_back(finding(source, 1, "#pragma once must come first"));
    const std::size_t said = source.text.find("///");
    static const std::regex kType(R"((^|\n)[ ]*(class|struct|enum) [^;\n]*\{)");
    std::smatch type;
    const bool has_type = std::regex_search(source.text, type, kType);
    if (said == source.text.npos || (has_type && said > static_cast<std::size_t>(type.position())))
        findings.push_back(finding(source, 1, "say with /// what it is before the first type"));
    return findings;
}

Findings check_own_header(const Source& source, bool header_exists) {
    if (!header_exists) return {};
    const std::string own =
        layer_of(source.path) + "/" + std::filesystem::path(source.path).stem().string() + ".h";
    const auto includes = includes_of(source);
    if (!includes.empty() && includes.front().header == own) return {};
    return {finding(source, 1, "\"" + own + "\" must be the first include")};
}

std::vector<Key> keys_of(const Source& source) {
    // say("a")  ·  words_(one ? "a" : "b")  ·  fill("a", …); not say("a." + …).
    static const std::regex kCall(
        R"re(\b(say|fill|words_)\((?:[^"();]*\? )?"([^"]+)"(?: : "([^"]+)")?[,)])re");
    std::vector<Key> keys;
    const auto lines = lines_of(source.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string line(lines[i].substr(0, lines[i].find("//")));
        for (std::sregex_iterator at(line.begin(), line.end(), kCall), end; at != end; ++at) {
            keys.push_back({.line = i + 1, .key = (*at)[2]});
            if ((*at)[3].matched) keys.push_back({.line = i + 1, .key = (*at)[3]});
        }
    }
    return keys;
}

}  // namespace tidy
