#pragma once

#include <fcntl.h>
#include <unistd.h>

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

/// What is written to standard error while it lives: the log.
class SaidLog {
public:
    SaidLog() : kept_(dup(STDERR_FILENO)) {
        const int file = open(path().c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
        REQUIRE(dup2(file, STDERR_FILENO) == STDERR_FILENO);
        close(file);
    }
    ~SaidLog() {
        dup2(kept_, STDERR_FILENO);
        close(kept_);
    }
    SaidLog(const SaidLog&) = delete;
    SaidLog& operator=(const SaidLog&) = delete;

    std::string text() const { return must(files::read(path(), 1 << 20)); }
    std::size_t count(const std::string& words) const {
        const std::string all = text();
        std::size_t count = 0;
        for (std::size_t at = 0; (at = all.find(words, at)) != all.npos; at += words.size())
            ++count;
        return count;
    }

private:
    std::string path() const { return dir_ / "log"; }
    TempDir dir_;
    const int kept_;
};
