#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "province/answerer.h"

namespace province {

/// Threads that each have an answerer, with a database connection, of their own, behind one queue:
/// sockets never wait for the disk. SQLite has one writer, so one desk; PostgreSQL several. The
/// page has threads of its own, so that nobody's long look holds a batch up.
class Workers {
public:
    /// More than that wait longer than devices do; they are told to come again at once.
    static constexpr std::size_t kQueueMax = 64;
    /// Of them such as compute a password's hash (sync/officers): each takes 25 to 50 ms whoever
    /// asks, so strangers who try names keep nobody waiting for more than half a second.
    static constexpr std::size_t kHashesMax = 8;

    /// Called by a worker's thread when a job is done.
    using Done = std::function<void(std::uint64_t ticket, Response response)>;

    Workers(std::vector<std::unique_ptr<Answerer>> answerers, const Clock& clock, Done done);
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False when the queue is full (or has kHashesMax of its kind). Jobs nobody waits for any more
    /// (`until`) are left undone.
    bool submit(std::uint64_t ticket, Request request, Instant until);
    std::size_t queued();

    /// Finishes what is being done, leaves the rest, and joins the threads.
    void stop();

    /// After stop(): one thing more, in the caller's thread.
    void do_last(const Request& request);

private:
    struct Job {
        std::uint64_t ticket = 0;
        Request request;
        Instant until{};
    };
    void work(Answerer& answerer);

    const Clock& clock_;
    Done done_;
    std::vector<std::unique_ptr<Answerer>> answerers_;  // One a thread.
    std::mutex mutex_;                                  // Of the two below.
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::condition_variable bell_;
    std::vector<std::thread> threads_;
};

}  // namespace province
