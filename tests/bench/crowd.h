#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "bench/fleet.h"
#include "bench/road.h"

/// A kiosk's letters, in the order in which it sends them.
using Post = std::vector<Fleet::Letter>;

/// Many kiosks that come back at once, as the server sees them: each with a connection of its own,
/// so many at a time, sends its letters one after the other, the same bytes again until it holds a
/// receipt that took every line. Client threads; the caller looks on meanwhile.
class Crowd {
public:
    /// Begins. What it is given must outlive it.
    Crowd(const std::vector<Post>& post, int port, int lanes, Road::Door door);
    ~Crowd();
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    std::size_t done() const { return done_; }  ///< Kiosks that have told everything.
    bool over() const { return lanes_at_work_ == 0; }

    struct Told {
        double seconds = 0;              ///< From the first letter to the last answer.
        std::vector<double> answers_ms;  ///< Of each letter's last try.
        std::int64_t repeated = 0;       ///< Tries beyond the first.
    };
    /// After over(). Fails if a letter was not taken, or not as it should have been.
    Result<Told> told();

private:
    void work();

    const std::vector<Post>& post_;
    const int port_;
    const Road::Door door_;
    std::atomic<std::size_t> next_ = 0, done_ = 0;
    std::atomic<int> lanes_at_work_;
    std::mutex mutex_;  // Of the two below.
    Told told_;
    std::string fault_;
    std::chrono::steady_clock::time_point began_;
    std::vector<std::thread> threads_;
};

/// What was sent, in sums.
struct SentSums {
    std::int64_t letters = 0, lines = 0, cells = 0, seals = 0, counted = 0;
    SentSums& operator+=(const SentSums& other);
    bool operator==(const SentSums&) const = default;
};
SentSums sums_of(const std::vector<Post>& post);

/// The same as a store has it; fails where its own sums by ward and day say otherwise.
Result<SentSums> sums_in(sql::Connection& connection);
