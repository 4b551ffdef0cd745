#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// The files an import is asked to read.
namespace importing {

/// More files than ten crawls of the whole portal, which has 6,297 procedures.
inline constexpr std::size_t kFilesMax = 100'000;

struct Input {
    std::string path;
    std::string problem;  ///< Why it cannot be read; empty: it can be tried.
};

/// Files as given; folders with all that is in them, sorted by path. What is not a plain file
/// (sockets, pipes, links met inside a folder, folders that cannot be opened) comes with its
/// problem, so that the report can name it; so does the end of the list when there are too many
/// files. A file met twice is read once.
std::vector<Input> list_inputs(const std::vector<std::string>& paths,
                               std::size_t files_max = kFilesMax);

}  // namespace importing
