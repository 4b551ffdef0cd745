#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "agent/asked.h"
#include "agent/courier.h"
#include "agent/pulse.h"

namespace agent {

/// The one thread beside the one that listens: it has the courier, which waits for disk and
/// network. Any thread may call; nothing here waits for the courier, but stop().
class Worker {
public:
    /// All three must outlive it. `changed` is called from the worker's thread
    /// when there is an answer or a new status.
    Worker(Courier& courier, const Clock& clock, Pulse& pulse, std::function<void()> changed);
    ~Worker();  ///< stop()
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void link_up();
    void ask(std::int64_t client, const Asked& asked);
    /// Answers since this was asked last, by client.
    std::vector<std::pair<std::int64_t, std::string>> take_answers();
    Status status() const;  ///< As of the last thing that was done.

    /// Ends the thread. What it does at the moment ends by the courier's may_go_on.
    void stop();

private:
    void run();
    void do_asked(std::int64_t client, const Asked& asked);

    Courier& courier_;
    const Clock& clock_;
    Pulse& pulse_;
    const std::function<void()> changed_;

    mutable std::mutex mutex_;
    std::condition_variable woken_;
    // Guarded by mutex_:
    std::vector<std::pair<std::int64_t, Asked>> asked_;
    std::vector<std::pair<std::int64_t, std::string>> answers_;
    Status status_;
    bool link_up_ = false;
    bool stopping_ = false;

    std::thread thread_;
};

}  // namespace agent
