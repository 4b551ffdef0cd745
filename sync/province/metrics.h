#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "base/clock.h"
#include "province/http.h"

namespace province {

/// Sums since the start, as Prometheus reads them. No label comes from outside: routes, statuses,
/// verdicts and reasons are our own words. One thread.
class Metrics {
public:
    void answered(const std::string& route, const Response& response,
                  std::chrono::milliseconds took, std::uint64_t bytes_in, std::uint64_t bytes_out);
    void closed(const std::string& why) { ++closed_[why]; }

    /// How things stand now.
    struct Gauges {
        std::size_t connections = 0, bodies = 0, queued = 0;
        std::int64_t uptime_s = 0;
    };
    std::string text(const Gauges& gauges) const;

private:
    using Sums = std::map<std::string, std::int64_t>;
    std::map<std::pair<std::string, int>, std::int64_t> requests_;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> took_;  // Requests, ms in all.
    Sums verdicts_, heads_, refused_, closed_;
    std::int64_t bytes_in_ = 0, bytes_out_ = 0, troubles_ = 0;
};

}  // namespace province
