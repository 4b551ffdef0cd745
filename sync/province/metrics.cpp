#include "province/metrics.h"

#include <fmt/format.h>

namespace province {

namespace {

void head(std::string& text, std::string_view name, std::string_view kind, std::string_view help) {
    text += fmt::format("# HELP motcua_{0} {2}\n# TYPE motcua_{0} {1}\n", name, kind, help);
}

void one(std::string& text, std::string_view name, std::string_view kind, std::string_view help,
         std::int64_t value) {
    head(text, name, kind, help);
    text += fmt::format("motcua_{} {}\n", name, value);
}

void several(std::string& text, std::string_view name, std::string_view label,
             std::string_view help, const std::map<std::string, std::int64_t>& sums) {
    head(text, name, "counter", help);
    for (const auto& [word, sum] : sums)
        text += fmt::format("motcua_{}{{{}=\"{}\"}} {}\n", name, label, word, sum);
}

}  // namespace

void Metrics::answered(const std::string& route, const Response& response,
                       std::chrono::milliseconds took, std::uint64_t bytes_in,
                       std::uint64_t bytes_out) {
    ++requests_[{route, response.status}];
    auto& [requests, milliseconds] = took_[route];
    ++requests;
    milliseconds += took.count();
    bytes_in_ += static_cast<std::int64_t>(bytes_in);
    bytes_out_ += static_cast<std::int64_t>(bytes_out);
    if (!response.trouble.empty()) ++troubles_;
    if (!response.taken) return;
    for (const auto& [verdict, lines] : response.taken->verdicts) verdicts_[verdict] += lines;
    for (const auto& [status, heads] : response.taken->heads) heads_[status] += heads;
    if (!response.taken->refused.empty()) ++refused_[response.taken->refused];
}

std::string Metrics::text(const Gauges& gauges) const {
    std::string text;
    one(text, "uptime_seconds", "gauge", "Seconds since the start.", gauges.uptime_s);
    one(text, "connections", "gauge", "Open connections.",
        static_cast<std::int64_t>(gauges.connections));
    one(text, "bodies", "gauge", "Bodies being read.", static_cast<std::int64_t>(gauges.bodies));
    one(text, "queued", "gauge", "Requests that wait for the database.",
        static_cast<std::int64_t>(gauges.queued));
    head(text, "requests_total", "counter", "Answers, by page and status.");
    for (const auto& [key, sum] : requests_)
        text += fmt::format("motcua_requests_total{{page=\"{}\",status=\"{}\"}} {}\n", key.first,
                            key.second, sum);
    head(text, "request_seconds", "summary", "From the header's end to the answer's end.");
    for (const auto& [route, sums] : took_)
        text += fmt::format(
            "motcua_request_seconds_sum{{page=\"{0}\"}} {1}.{2:03}\n"
            "motcua_request_seconds_count{{page=\"{0}\"}} {3}\n",
            route, sums.second / 1000, sums.second % 1000, sums.first);
    one(text, "received_bytes_total", "counter", "Bytes of bodies read.", bytes_in_);
    one(text, "sent_bytes_total", "counter", "Bytes of bodies sent.", bytes_out_);
    several(text, "lines_total", "verdict", "Lines of batches, by verdict.", verdicts_);
    several(text, "heads_total", "status", "Checkpoints, by status; fork and truncated alarm.",
            heads_);
    several(text, "refused_total", "reason", "Batches of which nothing was taken.", refused_);
    several(text, "closed_total", "why", "Connections that we closed before their end.", closed_);
    one(text, "store_failures_total", "counter", "Requests that the store failed.", troubles_);
    return text;
}

}  // namespace province
