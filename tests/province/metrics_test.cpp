#include "province/metrics.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

TEST_CASE("sums are told as Prometheus reads them") {
    province::Metrics metrics;
    province::Response response;
    response.taken = province::Taken{.device = "01234567",
                                     .verdicts = {{"ok", 4}, {"bad", 1}},
                                     .heads = {{"fork", 1}},
                                     .refused = ""};
    metrics.answered("ingest", response, 1500ms, 100, 50);
    metrics.answered("ingest", response, 7ms, 100, 50);
    response = province::later("busy");
    response.trouble = "disk I/O error";
    metrics.answered("ingest", response, 0ms, 0, 0);
    metrics.closed("late");
    const std::string text =
        metrics.text({.connections = 3, .bodies = 1, .queued = 0, .uptime_s = 60});
    for (const char* line :
         {"motcua_connections 3\n", "motcua_requests_total{page=\"ingest\",status=\"200\"} 2\n",
          "motcua_requests_total{page=\"ingest\",status=\"503\"} 1\n",
          "motcua_request_seconds_sum{page=\"ingest\"} 1.507\n",
          "motcua_request_seconds_count{page=\"ingest\"} 3\n",
          "motcua_lines_total{verdict=\"ok\"} 8\n", "motcua_lines_total{verdict=\"bad\"} 2\n",
          "motcua_heads_total{status=\"fork\"} 2\n", "motcua_received_bytes_total 200\n",
          "motcua_store_failures_total 1\n", "motcua_closed_total{why=\"late\"} 1\n",
          "# TYPE motcua_lines_total counter\n"})
        CHECK_MESSAGE(text.find(line) != text.npos, line);
    CHECK(text.find("01234567") == text.npos);
}
