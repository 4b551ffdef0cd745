#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

/// A program started beside us: ended with us, even when we crash. One thread.
class Process {
public:
    struct Command {
        std::vector<std::string> words;  ///< The program, looked for in PATH, and its arguments.
        std::vector<std::pair<std::string, std::string>> environment{};  ///< On top of ours.
        std::string output{};  ///< A file for what it says on both streams; empty: ours.
        int inherited = -1;    ///< A descriptor it keeps.
    };
    static Result<Process> start(const Command& command);

    Process(Process&& other) noexcept;
    Process& operator=(Process&&) = delete;
    ~Process();  ///< Ends it, by force if it must.

    pid_t id() const { return id_; }
    void signal(int number);
    bool runs();
    /// Readable once it has ended; for poll().
    int descriptor() const { return descriptor_; }

    /// Its exit status, or 128 + the signal that ended it; `unavailable` while it runs on.
    Result<int> wait(std::chrono::milliseconds patience);

private:
    Process(pid_t id, int descriptor) : id_(id), descriptor_(descriptor) {}

    pid_t id_;
    int descriptor_;
    int status_ = -1;  // Once it was waited for.
};
