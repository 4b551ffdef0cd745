#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <utility>

#include "base/result.h"

/// A fresh directory, gone with this.
class ScratchFolder {
public:
    static Result<ScratchFolder> make(
        const std::filesystem::path& in = std::filesystem::temp_directory_path()) {
        std::string path = in / "motcua-XXXXXX";
        if (!mkdtemp(path.data())) return Error{Error::Code::io, "cannot make " + path};
        return ScratchFolder(std::move(path));
    }
    ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }

    const std::string& path() const { return path_; }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};
