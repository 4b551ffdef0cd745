#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace agent {

/// How long to wait before the next try (sync/wire/README.md §5). Thousands of kiosks whose
/// province was away must not come back in step, so the jitter comes after the cap.
class Backoff {
public:
    using milliseconds = std::chrono::milliseconds;
    static constexpr milliseconds kFirst = std::chrono::seconds(30);
    static constexpr milliseconds kCap = std::chrono::minutes(15);
    static constexpr milliseconds kStartMax = std::chrono::seconds(120);

    explicit Backoff(std::uint64_t seed) : chance_(seed) {}

    /// After one more failure: 30 s, doubled each time up to 15 min, then times 1 to 2.
    milliseconds after_failure() {
        const milliseconds base = std::min(kFirst * (std::int64_t{1} << failures_), kCap);
        if (failures_ < kFailuresMax) ++failures_;
        return base + up_to(base);
    }
    /// As after very many failures.
    milliseconds slowest() {
        failures_ = kFailuresMax;
        return after_failure();
    }
    /// Before the first try after boot, or after the link came up.
    milliseconds before_start() { return up_to(kStartMax); }

    void succeeded() { failures_ = 0; }
    bool failing() const { return failures_ > 0; }

private:
    static constexpr int kFailuresMax = 10;  // 30 s doubled five times is beyond the cap.

    milliseconds up_to(milliseconds most) {
        return milliseconds(
            static_cast<std::int64_t>(chance_() % static_cast<std::uint64_t>(most.count() + 1)));
    }

    std::mt19937_64 chance_;
    int failures_ = 0;
};

}  // namespace agent
