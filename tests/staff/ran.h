#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "support/must.h"
#include "support/process.h"
#include "support/temp_dir.h"

inline std::string contents_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What a run of motcua-staff came to.
struct Ran {
    int status;
    std::string out;
};

/// The command line's words, of a folder's accounts.
inline std::vector<std::string> staff_command(const std::string& state,
                                              std::initializer_list<std::string> words) {
    std::vector<std::string> command{std::string(BINARY_DIR) + "/motcua-staff", "--state", state};
    command.insert(command.end(), words);
    return command;
}

/// Runs motcua-staff with this as its standard input, which is no terminal.
inline Ran run_staff(const std::string& state, std::initializer_list<std::string> words,
                     const std::string& input = {}) {
    const TempDir scratch;
    std::ofstream(scratch / "in") << input;
    std::vector<std::string> command{"/bin/sh", "-c", "exec \"$@\" < \"$0\"", scratch / "in"};
    for (std::string& word : staff_command(state, words)) command.push_back(std::move(word));
    Process process =
        must(Process::start({.words = std::move(command), .output = scratch / "out"}));
    const int status = must(process.wait(std::chrono::seconds(20)));
    return {status, contents_of(scratch / "out")};
}
