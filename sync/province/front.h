#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/panic.h"
#include "province/connections.h"
#include "province/http.h"
#include "province/metrics.h"
#include "province/page.h"
#include "province/workers.h"

namespace province {

namespace asio = boost::asio;
using Socket = asio::generic::stream_protocol::socket;

/// One connection as the front sees it; lives in its session's coroutine.
struct Seat {
    Seat(asio::io_context& io, Connections::Id the_id, Door the_door)
        : id(the_id), door(the_door), bell(io) {}

    Connections::Id id;
    Door door;
    Socket* socket = nullptr;
    asio::steady_timer bell;  ///< Never rings by itself: cancelled when there is an answer.
    std::uint64_t ticket = 0;
    std::optional<Response> response;
    bool gone = false;  ///< It was sent away.
};

/// For co_spawn: sessions have no exceptions to tell of. Out of memory is the end of the program,
/// and systemd starts it again; a seat that is never left would be worse.
inline void ended(std::exception_ptr failure) { ASSERT(failure == nullptr); }

/// Who works behind the sockets: for kiosks and operators, and for the page, which may be absent.
struct Crew {
    std::vector<std::unique_ptr<Answerer>> desks, page_desks;
    std::unique_ptr<Porch> porch;
};

/// What all connections share: the table of who may stay, the way to the workers and back, the
/// sums. One thread, that of its io_context; only deliver() is called by others.
class Front {
public:
    Front(const Clock& clock, Crew crew);

    asio::io_context& io() { return *io_; }
    Instant now() const { return clock_.now(); }

    /// A seat for a new connection; nothing when there is none.
    std::optional<Connections::Id> admit(bool tls);
    void sit(Seat& seat, Socket& socket);
    void leave(Seat& seat);

    void enter(const Seat& seat, Phase phase, bool for_operator = false);
    void progress(const Seat& seat, std::size_t bytes);
    bool begin_body(const Seat& seat, std::uint64_t bytes);

    /// The answer of a worker, or "later".
    asio::awaitable<Response> ask(Seat& seat, Request request);
    /// The answer to what needs no worker.
    std::optional<Response> at_once(const Request& request);

    /// Sums and log of one exchange.
    void answered(const std::string& route, const Response& response, Instant since,
                  std::uint64_t bytes_in, std::uint64_t bytes_out);

    /// Runs until stop(), then until everything in work is answered, at most kDrainPatience.
    void run();
    void stop();
    bool stopping() const { return stop_by_.has_value(); }

private:
    Response metrics_page();
    Workers::Done answered_by_worker();
    Workers& workers_for(Page page);
    asio::awaitable<Response> wait(Seat& seat);
    asio::awaitable<void> watch();
    bool ask_health(std::uint64_t ticket);
    void deliver(std::uint64_t ticket, Response response);
    void hang_up(Connections::Id id, const char* why);
    void sweep();

    const Clock& clock_;
    const Instant started_;
    Connections connections_;
    Metrics metrics_;
    std::map<Connections::Id, Seat*> seats_;
    std::map<std::uint64_t, Seat*> waiting_;  // By ticket.
    std::uint64_t last_ticket_ = 0;
    // How the database was a moment ago, and who waits to hear how it is.
    std::optional<Response> health_;
    Instant health_at_{}, health_asked_{};
    std::uint64_t health_ticket_ = 0;
    std::vector<std::uint64_t> health_waiting_;
    Instant tidy_at_, tend_at_, watchdog_at_;
    std::optional<Instant> stop_by_;
    // Sessions live in the io_context: it goes before what they refer to.
    std::unique_ptr<asio::io_context> io_;
    std::unique_ptr<Porch> porch_;  // Null without a page. Its desks refer to it.
    Workers workers_, page_workers_;
};

}  // namespace province
