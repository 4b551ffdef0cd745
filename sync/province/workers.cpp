#include "province/workers.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace province {

namespace {

/// Signing in, and what sets a password.
bool hashes(const Request& request) {
    if (request.route.page != Page::api || request.page.method != "POST") return false;
    const std::string& path = request.page.path;
    return path == "/api/session" || path.ends_with("/password");
}

}  // namespace

Workers::Workers(std::vector<std::unique_ptr<Answerer>> answerers, const Clock& clock, Done done)
    : clock_(clock), done_(std::move(done)), answerers_(std::move(answerers)) {
    for (const std::unique_ptr<Answerer>& one : answerers_)
        threads_.emplace_back([this, &one] { work(*one); });
}

bool Workers::submit(std::uint64_t ticket, Request request, Instant until) {
    const std::lock_guard lock(mutex_);
    if (stopping_ || answerers_.empty() || jobs_.size() >= kQueueMax) return false;
    const auto same = [](const Job& job) { return hashes(job.request); };
    if (hashes(request) &&
        std::ranges::count_if(jobs_, same) >= static_cast<std::ptrdiff_t>(kHashesMax))
        return false;
    jobs_.push_back({.ticket = ticket, .request = std::move(request), .until = until});
    bell_.notify_one();
    return true;
}

std::size_t Workers::queued() {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    bell_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::do_last(const Request& request) {
    if (answerers_.empty()) return;
    const Response response = answerers_.front()->answer(request, clock_.wall());
    if (!response.trouble.empty()) logging::error("at the end: {}", response.trouble);
}

void Workers::work(Answerer& answerer) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            bell_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
            if (stopping_) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        const bool too_late = clock_.now() >= job.until;
        done_(job.ticket, too_late ? later("this took too long; come again")
                                   : answerer.answer(job.request, clock_.wall()));
    }
}

}  // namespace province
