#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "province/desk.h"
#include "province/http.h"

namespace province {

/// Threads that each have a desk, that is a database connection, of their own, behind one queue:
/// sockets never wait for the disk. SQLite has one writer, so one desk; PostgreSQL several.
class Workers {
public:
    /// More than that wait longer than devices do; they are told to come again at once.
    static constexpr std::size_t kQueueMax = 64;

    /// Called by a worker's thread when a job is done.
    using Done = std::function<void(std::uint64_t ticket, Response response)>;

    Workers(std::vector<Desk> desks, const Clock& clock, Done done);
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False when the queue is full. Jobs nobody waits for any more (`until`) are left undone.
    bool submit(std::uint64_t ticket, Request request, Instant until);
    std::size_t queued();

    /// Finishes what is being done, leaves the rest, and joins the threads.
    void stop();

private:
    struct Job {
        std::uint64_t ticket = 0;
        Request request;
        Instant until{};
    };
    void work(Desk& desk);

    const Clock& clock_;
    Done done_;
    std::vector<Desk> desks_;  // One a thread; never moved once they run.
    std::mutex mutex_;         // Of the two below.
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::condition_variable bell_;
    std::vector<std::thread> threads_;
};

}  // namespace province
