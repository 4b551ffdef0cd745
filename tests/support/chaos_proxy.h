#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

/// A bad road on loopback: a TCP proxy that delays, slows, loses, cuts, resets, goes silent and
/// changes bytes, by a seed. What it does to a connection is drawn when that is opened, so that
/// about as many suffer as the chances say.
struct BadRoad {
    // Of each connection; the rest are left alone. Their sum must not pass 1.
    double refused = 0;      ///< Closed at once.
    double reset = 0;        ///< RST after some bytes, of either direction.
    double answer_cut = 0;   ///< The request goes through; the answer ends early, in good order.
    double answer_lost = 0;  ///< The request goes through; nothing comes back, then a reset.
    double half_open = 0;    ///< After some bytes nothing moves any more, for as long as it lives.
    double changed = 0;      ///< One byte is another, somewhere in either direction.
    // Of every connection.
    std::chrono::milliseconds latency{0};  ///< Each way.
    std::chrono::milliseconds jitter{0};   ///< Up to so much more.
    std::int64_t bits_per_second = 0;      ///< Each way; 0: as fast as it goes.
    double loss = 0;  ///< Of each packet of 1,400 bytes: it comes again a retransmission later,
                      ///< 200 ms doubled each time, as TCP does it, and holds up those behind it.
    std::size_t cut_within = 4000;  ///< "After some bytes": fewer than this.
};

class ChaosProxy {
public:
    /// Listens on a port of its own and leads to `port` on 127.0.0.1.
    static Result<std::unique_ptr<ChaosProxy>> start(int port, const BadRoad& road,
                                                     std::uint64_t seed);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy&) = delete;
    ChaosProxy& operator=(const ChaosProxy&) = delete;

    int port() const { return port_; }
    void set(const BadRoad& road);  ///< For connections from now on.
    void lead_to(int port) { target_ = port; }

    /// What it has done so far.
    struct Deeds {
        std::int64_t connections = 0, refused = 0, reset = 0, answers_cut = 0, answers_lost = 0;
        std::int64_t half_open = 0, changed = 0, packets = 0, lost = 0, bytes = 0;
    };
    Deeds deeds() const;

private:
    enum class Fate { none, refused, reset, answer_cut, answer_lost, half_open, changed };
    struct Packet {
        Instant due{};
        std::string bytes;
    };
    struct Way {
        std::vector<Packet> queue;
        Instant free_at{};  ///< When the wire is free again.
        std::int64_t seen = 0;
        bool ended = false, told = false;
    };
    struct Pair {
        std::array<int, 2> sockets{-1, -1};  ///< The client's, the server's.
        std::array<Way, 2> ways;             ///< From the client, from the server.
        Fate fate = Fate::none;
        std::size_t struck_way = 0;
        std::int64_t strikes_at = 0;
        BadRoad road;
        bool silent = false, dead = false;
    };

    ChaosProxy(int listener, int port, int target, int stop, const BadRoad& road,
               std::uint64_t seed);
    void run();
    void accept_one();
    void draw_fate(Pair& pair);
    void read(Pair& pair, std::size_t way);
    void strike(Pair& pair, std::size_t way, std::string& bytes);
    void queue(Pair& pair, std::size_t way, std::string bytes);
    void deliver(Pair& pair, Instant now);
    void finish(Pair& pair, bool reset);
    int patience(Instant now) const;
    double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }

    int listener_, port_;
    std::atomic<int> target_;
    int stop_;
    mutable std::mutex mutex_;  // Guards road_ and deeds_.
    BadRoad road_;
    Deeds deeds_;
    std::mt19937_64 random_;
    std::vector<Pair> pairs_;
    SystemClock clock_;
    std::thread thread_;
};
