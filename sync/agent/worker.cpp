#include "agent/worker.h"

#include <malloc.h>

namespace agent {

Worker::Worker(Courier& courier, const Clock& clock, Pulse& pulse, std::function<void()> changed)
    : courier_(courier),
      clock_(clock),
      pulse_(pulse),
      changed_(std::move(changed)),
      status_(courier.status()) {
    thread_ = std::thread([this] { run(); });
}

Worker::~Worker() { stop(); }

void Worker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Worker::link_up() {
    {
        const std::lock_guard lock(mutex_);
        link_up_ = true;
    }
    woken_.notify_one();
}

void Worker::ask(std::int64_t client, const Asked& asked) {
    {
        const std::lock_guard lock(mutex_);
        asked_.emplace_back(client, asked);  // At most one a client of the control socket.
    }
    woken_.notify_one();
}

std::vector<std::pair<std::int64_t, std::string>> Worker::take_answers() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answers_, {});
}

Status Worker::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void Worker::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const auto asked = std::exchange(asked_, {});
        const bool link_up = std::exchange(link_up_, false);
        lock.unlock();
        for (const auto& [client, what] : asked) do_asked(client, what);
        if (link_up) courier_.link_up();
        const Instant next = courier_.work();
        Status status = courier_.status();
        // What lies between things still in use (commands.cpp says why).
        ::malloc_trim(0);
        lock.lock();
        status_ = std::move(status);
        changed_();
        const auto has_work = [&] { return stopping_ || link_up_ || !asked_.empty(); };
        // A steady wait of at most a minute: the journal is read that often.
        const auto left = std::max(next - clock_.now(), BootClock::duration(0));
        pulse_.rest();
        woken_.wait_for(lock, left, has_work);
        pulse_.beat();
    }
    courier_.write_status();
}

void Worker::do_asked(std::int64_t client, const Asked& asked) {
    std::string line = answer(courier_, asked);
    const std::lock_guard lock(mutex_);
    answers_.emplace_back(client, std::move(line));
}

}  // namespace agent
