#pragma once

#include <poll.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace agent {

/// One line that somebody asked on the control socket.
struct Ask {
    std::int64_t client = 0;
    std::string line;
};

/// The control socket, <state>/agent/agent.sock: one line of JSON in, one out, then it is closed.
/// Who may open it is decided by the file's permissions. Never blocks; one thread.
class Control {
public:
    /// The caller owns the outbox, so a socket that is there already is of a dead agent.
    static Result<Control> listen(const std::string& path);
    ~Control();
    Control(Control&& other) noexcept;
    Control& operator=(Control&&) = delete;

    /// What to poll for.
    void add_to(std::vector<pollfd>& descriptors) const;
    /// Takes in what has come; clients that say nothing in time are let go.
    std::vector<Ask> serve(Instant now);
    /// When serve() must be called although nothing comes; Instant::max(): never.
    Instant deadline() const;

    /// Answers one that asked, and lets it go. One that has gone meanwhile hears nothing.
    void answer(std::int64_t client, std::string line);

    static constexpr std::size_t kLineBytesMax = 4096;
    static constexpr std::size_t kClientsMax = 8;  ///< The glass, a person, and some mistakes.
    static constexpr std::chrono::seconds kPatience{30};

private:
    struct Client {
        std::int64_t id = 0;
        int descriptor = -1;
        Instant until{};
        std::string heard;
        bool has_asked = false;  ///< Waits for us: a transfer may take long.
    };
    Control(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

    void accept_clients(Instant now);
    bool hear(Client& client, std::vector<Ask>& asks);

    std::string path_;
    int descriptor_;
    std::vector<Client> clients_;
    std::int64_t last_id_ = 0;
};

/// Asks the agent that runs and waits for its line. `not_found` when none runs.
Result<std::string> ask_agent(const std::string& socket, const std::string& line,
                              std::chrono::seconds patience);

}  // namespace agent
