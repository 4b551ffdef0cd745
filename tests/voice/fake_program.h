#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/must.h"
#include "support/temp_dir.h"

/// A shell script in the place of espeak-ng. What it writes to descriptor 9 reaches told(): so a
/// test knows that it runs, and its number.
class FakeProgram {
public:
    explicit FakeProgram(const std::string& script) {
        REQUIRE(mkfifo(fifo().c_str(), 0600) == 0);
        // Open at both ends, so that neither side ever waits for the other to come.
        told_ = open(fifo().c_str(), O_RDWR | O_CLOEXEC);
        std::ofstream(path()) << "#!/bin/sh\nexec 9>'" << fifo() << "'\n" << script << '\n';
        std::filesystem::permissions(path(), std::filesystem::perms::owner_all);
    }
    ~FakeProgram() { close(told_); }
    FakeProgram(const FakeProgram&) = delete;
    FakeProgram& operator=(const FakeProgram&) = delete;

    std::string path() const { return dir_ / "program"; }

    /// The next line it writes; waits for it.
    std::string told() const {
        std::string line;
        for (char c = 0; read(told_, &c, 1) == 1 && c != '\n';) line += c;
        return line;
    }

    /// Whether such a process exists, also as one that was not waited for.
    static bool lives(const std::string& id) { return kill(std::stoi(id), 0) == 0; }

    /// Tells its number and never ends.
    static constexpr const char* kHangs = "echo $$ >&9; exec sleep 1000";

private:
    std::string fifo() const { return dir_ / "told"; }
    TempDir dir_;
    int told_ = -1;
};
