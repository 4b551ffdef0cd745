#pragma once

#include <doctest/doctest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "support/pseudo_terminal.h"

/// A program at a terminal of its own: what it shows, and what is typed at it.
class Terminal {
public:
    explicit Terminal(std::vector<std::string> words) {
        id_ = forkpty(&master_, nullptr, nullptr, nullptr);
        REQUIRE(id_ >= 0);
        if (id_ > 0) return;
        std::vector<char*> command;
        for (std::string& word : words) command.push_back(word.data());
        command.push_back(nullptr);
        execv(command.front(), command.data());
        _exit(127);
    }
    ~Terminal() {
        if (id_ > 0) {
            kill(id_, SIGKILL);
            waitpid(id_, nullptr, 0);
        }
        close(master_);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    pid_t id() const { return id_; }
    const std::string& shown() const { return shown_; }

    void type(const std::string& keys) {
        REQUIRE(write(master_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
    }

    /// Reads on until these words are shown; false when the program ends or ten seconds pass.
    bool wait_for(const std::string& words) {
        const std::size_t from = seen_;
        while (shown_.find(words, from) == std::string::npos)
            if (!read_more()) return false;
        seen_ = shown_.find(words, from) + words.size();
        return true;
    }

    /// Its exit status, everything it showed being read.
    int finish() {
        while (read_more()) continue;
        int status = -1;
        REQUIRE(waitpid(std::exchange(id_, -1), &status, 0) > 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    bool echoes() const {
        termios settings{};
        REQUIRE(tcgetattr(master_, &settings) == 0);
        return (settings.c_lflag & ECHO) != 0;
    }

private:
    bool read_more() {
        pollfd ready{.fd = master_, .events = POLLIN, .revents = 0};
        if (poll(&ready, 1, 10'000) != 1) return false;
        char buffer[1024];
        const ssize_t got = read(master_, buffer, sizeof buffer);
        if (got <= 0) return false;  // EIO: nobody is at the other end any more.
        shown_.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    pid_t id_ = -1;
    int master_ = -1;
    std::string shown_;
    std::size_t seen_ = 0;
};
