#include "province/front.h"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.h"
#include "base/notify.h"

namespace province {

namespace {

constexpr std::chrono::milliseconds kSweep{250};    // Deadlines are seconds.
constexpr std::chrono::seconds kHealthKept{1};      // So often the database is asked, at most.
constexpr std::chrono::seconds kHealthPatience{2};  // Then it is not well, whatever it says later.
constexpr std::chrono::seconds kDrainPatience{10};  // systemd waits 90 s.
constexpr std::chrono::minutes kTidyFirst{1};       // Not while everybody comes back at once.
constexpr std::chrono::hours kTidyAgain{24};
constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

std::string sums_of(const std::map<std::string, std::int64_t>& sums) {
    std::string text;
    for (const auto& [word, sum] : sums) text += fmt::format(" {}={}", word, sum);
    return text;
}

std::string said_of(const Response& response) {
    std::string text;
    if (response.taken) {
        const Taken& taken = *response.taken;
        if (!taken.device.empty()) text += " device=" + taken.device;
        if (!taken.refused.empty()) text += " refused=" + taken.refused;
        text += sums_of(taken.verdicts);
        if (!taken.heads.empty()) text += " heads:" + sums_of(taken.heads);
    }
    if (!response.said.empty()) text += " " + response.said;
    if (!response.trouble.empty()) text += " trouble=\"" + response.trouble + "\"";
    return text;
}

bool alarms(const Response& response) {
    if (!response.taken) return false;
    const Taken& taken = *response.taken;
    return taken.heads.contains("fork") || taken.heads.contains("truncated") ||
           taken.verdicts.contains("conflict") || taken.refused == "revoked";
}

}  // namespace

Front::Front(const Clock& clock, Crew crew)
    : clock_(clock),
      started_(clock.now()),
      tidy_at_(clock.now() + kTidyFirst),
      tend_at_(clock.now()),
      watchdog_at_(clock.now()),
      io_(std::make_unique<asio::io_context>(1)),
      porch_(std::move(crew.porch)),
      workers_(std::move(crew.desks), clock, answered_by_worker()),
      page_workers_(std::move(crew.page_desks), clock, answered_by_worker()) {}

Workers::Done Front::answered_by_worker() {
    return [this](std::uint64_t ticket, Response response) {
        asio::post(*io_, [this, ticket, answer = std::move(response)]() mutable {
            deliver(ticket, std::move(answer));
        });
    };
}

Workers& Front::workers_for(Page page) {
    return page == Page::api || page == Page::tend ? page_workers_ : workers_;
}

std::optional<Connections::Id> Front::admit(bool tls) {
    const Connections::Admission admission = connections_.admit(tls, now());
    if (admission.evicted) hang_up(*admission.evicted, "seat");
    if (!admission.id) metrics_.closed("full");
    return admission.id;
}

void Front::sit(Seat& seat, Socket& socket) {
    seat.socket = &socket;
    seats_[seat.id] = &seat;
}

void Front::leave(Seat& seat) {
    seats_.erase(seat.id);
    waiting_.erase(seat.ticket);
    connections_.leave(seat.id);
}

void Front::enter(const Seat& seat, Phase phase, bool for_operator) {
    connections_.enter(seat.id, phase, now(), for_operator);
}

void Front::progress(const Seat& seat, std::size_t bytes) {
    connections_.progress(seat.id, bytes, now());
}

bool Front::begin_body(const Seat& seat, std::uint64_t bytes) {
    const Connections::Permission permission = connections_.begin_body(seat.id, now(), bytes);
    if (permission.evicted) hang_up(*permission.evicted, "slow_body");
    return permission.granted;
}

asio::awaitable<Response> Front::ask(Seat& seat, Request request) {
    const bool operators = request.route.page == Page::admin;
    enter(seat, Phase::answering, operators);
    seat.ticket = ++last_ticket_;
    if (request.route.page == Page::health) {
        if (health_ && now() - health_at_ < kHealthKept) co_return *health_;
        if (health_ticket_ != 0 && now() - health_asked_ > kHealthPatience)
            co_return later("the database does not answer");
        if (!ask_health(seat.ticket)) co_return later("there is too much to do; come again");
    } else {
        const Instant until = now() + (operators ? Instant::duration(kOperatorPatience)
                                                 : Instant::duration(kAnswerPatience));
        Workers& workers = workers_for(request.route.page);
        if (!workers.submit(seat.ticket, std::move(request), until))
            co_return later("there is too much to do; come again");
    }
    co_return co_await wait(seat);
}

/// One question at a time, however many want to know.
bool Front::ask_health(std::uint64_t ticket) {
    if (health_ticket_ == 0) {
        const std::uint64_t asking = ++last_ticket_;
        Request request{.route = {.page = Page::health}, .body = {}};
        if (!workers_.submit(asking, std::move(request), now() + kAnswerPatience)) return false;
        health_ticket_ = asking;
        health_asked_ = now();
    }
    health_waiting_.push_back(ticket);
    return true;
}

asio::awaitable<Response> Front::wait(Seat& seat) {
    seat.response.reset();
    waiting_[seat.ticket] = &seat;
    seat.bell.expires_at(asio::steady_timer::time_point::max());
    co_await seat.bell.async_wait(kTuple);
    waiting_.erase(seat.ticket);
    if (!seat.response) co_return later("this took too long; come again");
    co_return std::move(*seat.response);
}

void Front::deliver(std::uint64_t ticket, Response response) {
    if (ticket == 0) {  // Housekeeping: nobody waits, and it says nothing of health.
        if (!response.trouble.empty()) logging::error("housekeeping: {}", response.trouble);
        return;
    }
    if (ticket == health_ticket_) {
        health_ticket_ = 0;
        health_ = response;
        health_at_ = now();
        std::vector<std::uint64_t> tickets;
        tickets.swap(health_waiting_);
        for (const std::uint64_t one : tickets) deliver(one, response);
        return;
    }
    const auto at = waiting_.find(ticket);
    if (at == waiting_.end()) return;  // Nobody waits for it any more.
    at->second->response = std::move(response);
    at->second->bell.cancel();
}

std::optional<Response> Front::at_once(const Request& request) {
    if (request.route.page == Page::metrics) return metrics_page();
    if (!is_of_page(request.route.page)) return std::nullopt;
    if (!porch_) return problem(404, "not_found", "there is no such page");
    if (request.route.page == Page::api) return std::nullopt;
    if (request.route.page == Page::page_file) return porch_->file(request);
    return porch_->redirect(request, clock_.wall());
}

Response Front::metrics_page() {
    const auto uptime = std::chrono::duration_cast<std::chrono::seconds>(now() - started_);
    return {.media = "text/plain; version=0.0.4; charset=utf-8",
            .body = metrics_.text({.connections = connections_.count(),
                                   .bodies = connections_.count(Phase::body),
                                   .queued = workers_.queued() + page_workers_.queued(),
                                   .uptime_s = uptime.count()})};
}

void Front::answered(const std::string& route, const Response& response, Instant since,
                     std::uint64_t bytes_in, std::uint64_t bytes_out) {
    const auto took = now() - since;
    metrics_.answered(route, response, took, bytes_in, bytes_out);
    const std::string line = fmt::format("{} {} {} ms {} B in {} B out{}", route, response.status,
                                         took.count(), bytes_in, bytes_out, said_of(response));
    // Each its own text, so that a flood of one kind does not hold back another (base/log.h).
    if (response.status >= 500)
        logging::error("request: {}", line);
    else if (alarms(response))
        logging::error("alarm, see motcua-province verify: {}", line);
    else if (response.status >= 400)
        logging::warning("refused: {}", line);
    else if (response.taken)
        logging::info("batch: {}", line);
    else if (route.starts_with("admin"))
        logging::info("operator: {}", line);
}

void Front::hang_up(Connections::Id id, const char* why) {
    const auto at = seats_.find(id);
    if (at == seats_.end()) return;
    metrics_.closed(why);
    Seat& seat = *at->second;
    seat.gone = true;
    boost::system::error_code ignored;
    seat.socket->close(ignored);
    seat.bell.cancel();
}

void Front::sweep() {
    const Instant at = now();
    for (const Connections::Id id : connections_.overdue(at)) {
        const auto seat = seats_.find(id);
        if (seat == seats_.end()) continue;
        if (connections_.phase(id) == Phase::answering)
            seat->second->bell.cancel();  // It is told "later".
        else
            hang_up(id, "late");
    }
    if (stop_by_)
        for (const Connections::Id id : connections_.waiting(at)) hang_up(id, "stop");
    if (at >= tidy_at_) {
        tidy_at_ = at + kTidyAgain;
        Request request{.route = {.page = Page::tidy_up}, .body = {}};
        (void)workers_.submit(0, std::move(request), at + kOperatorPatience);
    }
    if (porch_ && at >= tend_at_) {
        tend_at_ = at + publishing::Redirector::kTendEvery;
        Request request{.route = {.page = Page::tend}, .body = {}};
        (void)page_workers_.submit(0, std::move(request), at + kAnswerPatience);
    }
    if (const auto interval = notify::watchdog_interval(); interval && at >= watchdog_at_) {
        watchdog_at_ = at + *interval;
        notify::tell("WATCHDOG=1");
    }
}

asio::awaitable<void> Front::watch() {
    asio::steady_timer timer(*io_);
    while (!stop_by_ || (connections_.count() > 0 && now() < *stop_by_)) {
        timer.expires_after(kSweep);
        co_await timer.async_wait(kTuple);
        sweep();
    }
    io_->stop();
}

void Front::run() {
    asio::co_spawn(*io_, watch(), ended);
    io_->run();
    workers_.stop();
    page_workers_.stop();
    if (porch_) page_workers_.do_last({.route = {.page = Page::tend}, .body = {}});
}

void Front::stop() {
    if (stop_by_) return;
    stop_by_ = now() + kDrainPatience;
    sweep();
}

}  // namespace province
