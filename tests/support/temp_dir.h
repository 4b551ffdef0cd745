#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

/// A fresh directory, gone when the test is.
class TempDir {
public:
    TempDir() : path_(std::filesystem::temp_directory_path() / "motcua-XXXXXX") {
        REQUIRE(mkdtemp(path_.data()));
    }
    ~TempDir() { std::filesystem::remove_all(path_); }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};
