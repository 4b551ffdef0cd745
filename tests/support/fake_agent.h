#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// An agent's socket: takes questions, and answers each with the bytes it was told to; "" is
/// silence, and "hang up" hangs up. A real Unix socket and a thread of its own.
class FakeAgent {
public:
    FakeAgent(const std::string& path, std::string answer) : answer_(std::move(answer)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        unlink(path.c_str());
        good_ = bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                listen(listener_, 4) == 0;
        thread_ = std::thread([this] { serve(); });
    }
    ~FakeAgent() {
        stopping_ = true;
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        for (const int line : lines_) close(line);
        close(listener_);
    }
    FakeAgent(const FakeAgent&) = delete;
    FakeAgent& operator=(const FakeAgent&) = delete;

    bool good() const { return good_; }
    /// Answers so from the next question on.
    void answer_with(std::string answer) {
        const std::lock_guard lock(mutex_);
        answer_ = std::move(answer);
    }
    /// What was asked so far, one line each.
    std::vector<std::string> asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    void serve() {
        while (!stopping_) {
            const int line = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (line < 0) return;
            lines_.push_back(line);
            std::string question;
            char byte = 0;
            while (recv(line, &byte, 1, 0) == 1 && byte != '\n') question.push_back(byte);
            std::string answer;
            {
                const std::lock_guard lock(mutex_);
                asked_.push_back(question);
                answer = answer_;
            }
            if (answer == "hang up")
                shutdown(line, SHUT_RDWR);
            else
                send(line, answer.data(), answer.size(), MSG_NOSIGNAL);
        }
    }

    int listener_ = -1;
    bool good_ = false;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::string answer_;
    std::vector<std::string> asked_;
    std::vector<int> lines_;
    std::thread thread_;
};
