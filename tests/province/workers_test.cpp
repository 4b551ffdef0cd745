#include "province/workers.h"

#include <atomic>
#include <future>
#include <mutex>

#include "ledger/hand.h"
#include "province/desk.h"
#include "support/temp_dir.h"

using namespace std::chrono_literals;
using province::Answerer;
using province::Desk;
using province::Page;
using province::Request;
using province::Response;
using province::Workers;

namespace {

Request health() { return {.route = {.page = Page::health}, .body = {}}; }

std::vector<std::unique_ptr<Answerer>> one_desk(const TempDir& folder) {
    std::vector<std::unique_ptr<Answerer>> desks;
    desks.push_back(std::make_unique<Desk>(hand::opened("sqlite:" + (folder / "province.db")),
                                           folder / "spool"));
    return desks;
}

}  // namespace

TEST_CASE("the queue has an end, and who comes beyond it hears so at once") {
    const TempDir folder;
    const SystemClock clock;
    std::promise<void> go;
    std::atomic<int> started = 0, done = 0;
    Workers workers(one_desk(folder), clock, [&](std::uint64_t, const Response&) {
        if (++started == 1) go.get_future().wait();
        ++done;
    });
    const Instant until = clock.now() + 1h;
    REQUIRE(workers.submit(1, health(), until));
    while (started == 0) std::this_thread::yield();
    for (std::size_t i = 0; i < Workers::kQueueMax; ++i) CHECK(workers.submit(2, health(), until));
    CHECK_FALSE(workers.submit(3, health(), until));
    CHECK(workers.queued() == Workers::kQueueMax);
    go.set_value();
    while (done <= static_cast<int>(Workers::kQueueMax)) std::this_thread::yield();
    CHECK(workers.submit(4, health(), until));
    workers.stop();
    CHECK_FALSE(workers.submit(5, health(), until));
}

TEST_CASE("strangers who try passwords leave room for everybody else") {
    const TempDir folder;
    const SystemClock clock;
    std::promise<void> go;
    std::atomic<int> started = 0;
    Workers workers(one_desk(folder), clock, [&](std::uint64_t, const Response&) {
        if (++started == 1) go.get_future().wait();
    });
    const Instant until = clock.now() + 1h;
    REQUIRE(workers.submit(1, health(), until));
    while (started == 0) std::this_thread::yield();
    const auto api = [](const std::string& method, const std::string& path) {
        Request request{.route = {.page = Page::api}, .body = {}};
        request.page.method = method;
        request.page.path = path;
        return request;
    };
    for (std::size_t i = 0; i < Workers::kHashesMax; ++i)
        CHECK(workers.submit(2, api("POST", i % 2 ? "/api/session" : "/api/password"), until));
    CHECK_FALSE(workers.submit(3, api("POST", "/api/session"), until));
    CHECK_FALSE(workers.submit(3, api("POST", "/api/officers/an/password"), until));
    CHECK(workers.submit(3, api("GET", "/api/session"), until));
    CHECK(workers.submit(3, api("POST", "/api/publish"), until));
    CHECK(workers.submit(3, health(), until));
    go.set_value();
}

TEST_CASE("what nobody waits for any more is not done") {
    const TempDir folder;
    const SystemClock clock;
    std::promise<int> in_time, too_late;
    Workers workers(one_desk(folder), clock, [&](std::uint64_t ticket, const Response& response) {
        (ticket == 1 ? in_time : too_late).set_value(response.status);
    });
    REQUIRE(workers.submit(1, health(), clock.now() + 1h));
    REQUIRE(workers.submit(2, health(), clock.now() - 1ms));
    CHECK(in_time.get_future().get() == 200);
    CHECK(too_late.get_future().get() == 503);
}
