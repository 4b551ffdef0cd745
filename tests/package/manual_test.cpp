#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "support/must.h"
#include "support/process.h"
#include "support/temp_dir.h"

// Every option and command that a program's --help prints is in its man page and is completed by
// bash, and the man page tells of no others (systemd/package/man, systemd/package/completion).

namespace {

const std::string kPackage = std::string(SOURCE_DIR) + "/systemd/package/";

struct Program {
    std::string name, section;
};
const std::vector<Program> kPrograms{{"motcua-kiosk", "1"}, {"motcua-journal", "1"},
                                     {"motcua-staff", "1"}, {"motcua-catalogue", "1"},
                                     {"motcua-agent", "8"}, {"motcua-province", "8"}};

/// The options of each command; the program's own are under "", those of a command's command
/// under "officer add".
using Usage = std::map<std::string, std::set<std::string>>;

std::vector<std::string> lines_of(std::istream& stream) {
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> split(const std::string& text, const char* separators) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; (at = text.find_first_not_of(separators, at)) != text.npos;) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end;
    }
    return parts;
}

std::vector<std::string> lines_said(std::vector<std::string> words) {
    const TempDir dir;
    Process process = must(Process::start({.words = std::move(words), .output = dir / "said"}));
    REQUIRE(must(process.wait(std::chrono::seconds(20))) == 0);
    std::ifstream said(dir / "said");
    return lines_of(said);
}

// "  -n,--count INT …" under Options, "  verify   check …" under Subcommands.
void ask(const std::string& program, const std::string& command, Usage& usage) {
    std::vector<std::string> words{std::string(BINARY_DIR) + "/" + program};
    for (const std::string& word : split(command, " ")) words.push_back(word);
    words.push_back("--help");
    std::set<std::string>& options = usage[command];
    std::vector<std::string> commands;
    std::string part;
    for (const std::string& line : lines_said(std::move(words))) {
        if (line.find_first_not_of(' ') == 0) part = line.substr(0, line.find(':'));
        if (!line.starts_with("  ") || line.size() < 3 || line[2] == ' ') continue;
        const std::string names = split(line, " ").front();
        for (const std::string& name : split(names, ",")) {
            if (name.starts_with("-"))
                options.insert(name);
            else if (part == "Subcommands")
                commands.push_back(name);
        }
    }
    for (const std::string& name : commands)
        ask(program, command.empty() ? name : command + " " + name, usage);
    if (command.empty()) return;
    options.erase("-h");  // Told once, for all.
    options.erase("--help");
}

/// What a reader sees of a line of a man page that only sets type.
std::string shown(std::string line) {
    line = std::regex_replace(line, std::regex(R"(^\.(BR|BI|B|IR|I) )"), "");
    line = std::regex_replace(line, std::regex(R"(\\f[BRI])"), "");
    line = std::regex_replace(line, std::regex("\""), "");
    return std::regex_replace(line, std::regex(R"(\\-)"), "-");
}

/// "counts, export" are two commands, "officer add NAME" is one.
std::vector<std::string> commands_of(const std::string& tag) {
    static const std::regex kName("[a-z]+( [a-z]+)*");
    std::vector<std::string> commands;
    for (const std::string& part : split(tag, ",")) {
        std::smatch name;
        if (std::regex_search(part, name, kName)) commands.push_back(name.str());
    }
    return commands;
}

/// From the tags, which follow a .TP: options under OPTIONS; commands under COMMANDS, and between
/// .RS and .RE their options.
Usage usage_of_page(const std::string& path) {
    std::ifstream file(path);
    REQUIRE(file);
    Usage usage;
    std::string part;
    std::vector<std::string> commands;
    bool tag = false, inner = false;
    for (const std::string& line : lines_of(file)) {
        if (line.starts_with(".SH ")) {
            part = line.substr(4);
            commands = {""};
            inner = part == "OPTIONS";
        } else if (line == ".RS" || line == ".RE") {
            inner = line == ".RS";
        } else if (line == ".TP") {
            tag = true;
        } else if (std::exchange(tag, false) && (part == "OPTIONS" || part == "COMMANDS")) {
            if (!inner) commands = commands_of(shown(line));
            for (const std::string& command : commands) {
                std::set<std::string>& options = usage[command];
                usage[command.substr(0, command.find(' '))];  // "officer" of "officer add".
                if (!inner) continue;
                for (const std::string& word : split(shown(line), " ,"))
                    if (word.starts_with("-")) options.insert(word);
            }
        }
    }
    return usage;
}

/// What bash offers behind "PROGRAM COMMAND".
std::set<std::string> completed(const std::string& program, const std::string& command) {
    std::string function = "_" + program;
    std::replace(function.begin(), function.end(), '-', '_');
    const std::string script =
        ". /usr/share/bash-completion/bash_completion; . " + kPackage + "completion/" + program +
        "; COMP_WORDS=(" + program + " " + command +
        " ''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); " + "COMP_LINE='" + program + " " + command +
        " '; COMP_POINT=${#COMP_LINE}; " + function + "; printf '%s\\n' \"${COMPREPLY[@]}\"";
    const std::vector<std::string> lines = lines_said({"bash", "-c", script});
    return {lines.begin(), lines.end()};
}

Usage usage_of(const Program& program) {
    Usage usage;
    ask(program.name, "", usage);
    REQUIRE(usage[""].contains("--help"));
    return usage;
}

/// Each with the command it belongs to, for a message that says which is missing.
std::set<std::string> flat(const Usage& usage) {
    std::set<std::string> all;
    for (const auto& [command, options] : usage) {
        all.insert(command);
        for (const std::string& option : options) all.insert(command + " " + option);
    }
    return all;
}

void expect_all(const std::set<std::string>& wanted, const std::set<std::string>& there,
                const std::string& complaint) {
    for (const std::string& one : wanted)
        if (!there.contains(one)) FAIL_CHECK(complaint << ": " << one);
}

}  // namespace

TEST_CASE("man pages tell of every option and command, and of no others") {
    for (const Program& program : kPrograms) {
        const std::string page = program.name + "." + program.section;
        Usage asked = usage_of(program);
        const Usage told = usage_of_page(kPackage + "man/" + page);
        CHECK(asked.size() > 1);
        // A second name of a command is not in the list of --help, but has a --help of its own.
        for (const auto& [command, options] : told)
            if (!asked.contains(command)) ask(program.name, command, asked);
        expect_all(flat(asked), flat(told), page + " lacks");
        expect_all(flat(told), flat(asked), page + " tells of what is not there");
    }
}

TEST_CASE("bash completes every option and command") {
    for (const Program& program : kPrograms) {
        const Usage usage = usage_of(program);
        for (const auto& [command, options] : usage) {
            std::set<std::string> wanted;
            for (const std::string& option : options)
                if (option.starts_with("--")) wanted.insert(option);
            for (const auto& [other, of_other] : usage) {
                const std::string before = command.empty() ? "" : command + " ";
                if (other.size() > before.size() && other.starts_with(before) &&
                    other.find(' ', before.size()) == other.npos)
                    wanted.insert(other.substr(before.size()));
            }
            expect_all(wanted, completed(program.name, command),
                       program.name + " " + command + ": not completed");
        }
    }
}
